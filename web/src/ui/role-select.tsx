import { Select } from '@mantine/core';

/** A role that may be chosen. */
export interface RoleChoice {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** One role out of those that may be given; what it is for stands below. */
export function RoleSelect(props: {
  label: string;
  roles: readonly RoleChoice[];
  value: string;
  onChange: (role: string) => void;
  /** Without the line below, for narrow places. */
  bare?: boolean;
  disabled?: boolean;
}) {
  const { roles, value } = props;
  const chosen = roles.find(({ id }) => id === value);
  return (
    <Select
      label={props.label}
      description={props.bare ? undefined : chosen?.description}
      inputWrapperOrder={['label', 'input', 'description']}
      data={roles.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen ? value : null}
      allowDeselect={false}
      disabled={props.disabled}
      onChange={(next) => next && props.onChange(next)}
    />
  );
}
