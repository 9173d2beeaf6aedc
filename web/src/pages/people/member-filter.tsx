import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useAnswer } from '../../client/use-answer.ts';
import { OrganizationRolesDocument, type MemberFilterInput } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import classes from './people.module.css';

/** Days ahead that count as ending soon. */
const SOON_DAYS = 30;

/** What the list of members is narrowed down to, as it stands in the address. */
export interface MemberFilterState {
  readonly search: string;
  readonly role: string | null;
  readonly state: 'ending' | 'noFactor' | null;
}

/** The filter as the server takes it. */
export function filterOf({ role, state }: MemberFilterState): MemberFilterInput {
  return {
    role,
    endsWithinDays: state === 'ending' ? SOON_DAYS : null,
    withoutSecondFactor: state === 'noFactor',
  };
}

/** Search, role, ending soon, without a second factor. */
export function MemberFilter(props: {
  value: MemberFilterState;
  onChange: (value: MemberFilterState) => void;
}) {
  const t = useText();
  const { value, onChange } = props;
  const roles = useAnswer(OrganizationRolesDocument, {}).data?.organization?.roles ?? [];
  return (
    <div className={classes.filters} role="search">
      <TextInput
        type="search"
        aria-label={t('members.search')}
        placeholder={t('members.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={value.search}
        onChange={(event) => onChange({ ...value, search: event.currentTarget.value })}
      />
      <Select
        aria-label={t('members.filter.role')}
        placeholder={t('members.filter.roleAny')}
        clearable
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.role}
        onChange={(role) => onChange({ ...value, role })}
      />
      <Select
        aria-label={t('members.filter')}
        placeholder={t('members.filter.all')}
        clearable
        data={[
          { value: 'ending', label: t('members.ending') },
          { value: 'noFactor', label: t('members.noFactor') },
        ]}
        value={value.state}
        onChange={(state) => onChange({ ...value, state: state })}
      />
    </div>
  );
}
