import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { ConfigureArrivalsDocument, RolesForNewcomersDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { RoleSelect } from '../../../ui/role-select.tsx';
import type { ConnectionView } from './connection-view.ts';
import { ReasonField } from './reason-field.tsx';
import { NOT_BY_RULES, RoleRules } from './role-rules.tsx';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

/** Who people are that arrive: where mail and name stand, whether newcomers get an account, and which role. */
export function ArrivalsForm({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(ConfigureArrivalsDocument);
  const [form, setForm] = useState(() => startOf(connection));
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const answer = useAnswer(RolesForNewcomersDocument, {});
  const roles = (answer.data?.organization?.roles ?? []).filter(({ id }) => !NOT_BY_RULES.includes(id));
  const ceilings = roles.filter(({ canGive, id }) => canGive || id === form.ceiling);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { id: connectionId, latestVersion: expectedVersion } = connection;
    const { nameAttribute, groupsAttribute, ...rest } = form;
    const attributes = { nameAttribute: nameAttribute || null, groupsAttribute: groupsAttribute || null };
    await save.run(
      { input: { connectionId, expectedVersion, ...rest, ...attributes } },
      t('connections.saved'),
    );
  };
  const beside = save.failureBeside(['emailAttribute', 'reason']);
  return (
    <>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <MappingFields form={form} error={save.errorOf('emailAttribute')} onChange={set} />
        <Checkbox
          label={t('connections.newcomers')}
          description={t('connections.newcomers.hint')}
          checked={form.allowNewcomers}
          onChange={(event) => set({ allowNewcomers: event.currentTarget.checked })}
        />
        {form.allowNewcomers && (
          <>
            <RoleSelect
              label={t('connections.newcomers.role')}
              roles={roles}
              value={form.role}
              onChange={(role) => set({ role })}
            />
            <RoleSelect
              label={t('connections.newcomers.ceiling')}
              roles={ceilings}
              value={form.ceiling}
              onChange={(ceiling) => set({ ceiling })}
            />
            <RoleRules
              rules={form.rules}
              roles={roles}
              usual={form.groupsAttribute || 'groups'}
              onChange={(rules) => set({ rules })}
            />
          </>
        )}
        <ReasonField
          value={form.reason}
          error={save.errorOf('reason')}
          onChange={(reason) => set({ reason })}
        />
        {beside && <FailureNotice failure={beside} />}
        <Button type="submit" loading={save.busy}>
          {t('connections.save')}
        </Button>
      </form>
      {save.dialog}
    </>
  );
}

type Form = ReturnType<typeof startOf>;

function MappingFields(props: {
  form: Form;
  error: string | undefined;
  onChange: (change: Partial<Form>) => void;
}) {
  const t = useText();
  const { form, error, onChange } = props;
  return (
    <>
      <TextInput
        label={t('connections.map.email')}
        description={t('connections.map.hint')}
        required
        withAsterisk={false}
        value={form.emailAttribute}
        error={error}
        onChange={(event) => onChange({ emailAttribute: event.currentTarget.value })}
      />
      <TextInput
        label={t('connections.map.name')}
        value={form.nameAttribute}
        onChange={(event) => onChange({ nameAttribute: event.currentTarget.value })}
      />
      <TextInput
        label={t('connections.map.groups')}
        value={form.groupsAttribute}
        onChange={(event) => onChange({ groupsAttribute: event.currentTarget.value })}
      />
    </>
  );
}

function startOf({ mapping, newcomers }: ConnectionView) {
  const member = 'organization.member';
  return {
    emailAttribute: mapping?.email ?? 'email',
    nameAttribute: mapping?.name ?? '',
    groupsAttribute: mapping?.groups ?? '',
    allowNewcomers: newcomers?.allowed ?? false,
    role: newcomers?.role ?? member,
    ceiling: newcomers?.ceiling ?? member,
    rules: (newcomers?.rules ?? []).map(({ attribute, value, role }) => ({ attribute, value, role })),
    reason: '',
  };
}
