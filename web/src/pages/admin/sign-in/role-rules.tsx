import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import { Hint } from '../../../ui/hint.tsx';
import { RoleSelect, type RoleChoice } from '../../../ui/role-select.tsx';
import classes from './sign-in.module.css';

/** Owners are made by owners, support is opened, auditors have an end: no rule gives these. */
export const NOT_BY_RULES: readonly string[] = [
  'organization.owner',
  'organization.support',
  'organization.auditor',
];

interface Rule {
  readonly attribute: string;
  readonly value: string;
  readonly role: string;
}

/** Rules by which a role follows from what the provider says; the first one that fits decides. */
export function RoleRules(props: {
  rules: readonly Rule[];
  roles: readonly RoleChoice[];
  /** The attribute that a new rule begins with. */
  usual: string;
  onChange: (rules: Rule[]) => void;
}) {
  const t = useText();
  const { rules, roles, onChange } = props;
  const set = (index: number, change: Partial<Rule>) =>
    onChange(rules.map((rule, at) => (at === index ? { ...rule, ...change } : rule)));
  const add = () =>
    onChange([...rules, { attribute: props.usual, value: '', role: roles[0]?.id ?? 'organization.member' }]);
  return (
    <fieldset className={classes.rules}>
      <legend>{t('connections.rules')}</legend>
      <p className="k-dim">{t('connections.rules.hint')}</p>
      {rules.map((rule, index) => (
        <div key={index} className={classes.rule}>
          <TextInput
            label={t('connections.rules.attribute')}
            required
            withAsterisk={false}
            value={rule.attribute}
            onChange={(event) => set(index, { attribute: event.currentTarget.value })}
          />
          <TextInput
            label={t('connections.rules.value')}
            required
            withAsterisk={false}
            value={rule.value}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <RoleSelect
            bare
            label={t('connections.rules.role')}
            roles={roles}
            value={rule.role}
            onChange={(role) => set(index, { role })}
          />
          <Hint label={t('connections.rules.remove')}>
            <ActionIcon
              size={36}
              variant="subtle"
              aria-label={t('connections.rules.remove')}
              onClick={() => onChange(rules.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Hint>
        </div>
      ))}
      <div className={classes.buttons}>
        <Button variant="default" size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
          {t('connections.rules.add')}
        </Button>
      </div>
    </fieldset>
  );
}
