import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { CreateRoleDocument, UpdateRoleDocument, type RoleScope } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { PermissionChoice } from './permission-matrix.tsx';
import { RoleEffect } from './role-effect.tsx';
import type { RoleView } from './role-view.ts';
import { useRoleForm } from './use-role-form.ts';

const PLACED = ['name', 'description', 'permissions', 'reason'];

/** Makes a role, from nothing or from another one, or changes one: as a version with a reason. */
export function RoleEditor(props: { current: RoleView | null; from: RoleView | null; onClose: () => void }) {
  const t = useText();
  const { current: role, from } = props;
  const form = useRoleForm(role, from);
  const { state, set } = form;
  const save = useSave(role, props.onClose);
  const errorOf = (field: string) => (save.failure?.field === field ? save.failure.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run(state);
  };
  const title = role ? t('roles.editOf', { name: role.name }) : t('roles.new');
  return (
    <Dialog onClose={props.onClose} size="lg" title={title}>
      <FormStack onSubmit={submit}>
        {!role && !from && <Scope value={state.scope} onChange={form.setScope} />}
        <TextInput
          label={t('field.name')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          value={state.name}
          error={errorOf('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('roles.description')}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={500}
          value={state.description}
          error={errorOf('description')}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <PermissionChoice
          scope={state.scope}
          held={form.held}
          value={state.permissions}
          error={errorOf('permissions')}
          onChange={(permissions) => set({ permissions })}
        />
        {role && <RoleEffect role={role} permissions={state.permissions} />}
        <TextInput
          label={t('field.reason')}
          description={t('roles.reason.hint')}
          required
          withAsterisk={false}
          maxLength={500}
          value={state.reason}
          error={errorOf('reason')}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        {save.failure && !PLACED.includes(save.failure.field ?? '') && (
          <FailureNotice failure={save.failure} />
        )}
        <Button type="submit" loading={save.busy} disabled={!state.name.trim() || !state.reason.trim()}>
          {role ? t('action.save') : t('roles.create')}
        </Button>
      </FormStack>
    </Dialog>
  );
}

function Scope(props: { value: RoleScope; onChange: (scope: RoleScope) => void }) {
  const t = useText();
  return (
    <SegmentedControl<RoleScope>
      aria-label={t('roles.scope')}
      value={props.value}
      onChange={props.onChange}
      data={[
        { value: 'SPACE', label: t('roles.scope.space') },
        { value: 'ORGANIZATION', label: t('roles.scope.organization') },
      ]}
    />
  );
}

function useSave(role: RoleView | null, onClose: () => void) {
  const t = useText();
  const create = useAction(CreateRoleDocument);
  const update = useAction(UpdateRoleDocument);
  const run = async ({ scope, permissions, ...texts }: ReturnType<typeof useRoleForm>['state']) => {
    const input = { ...texts, permissions: [...permissions] };
    const done = role
      ? await update.run({ input: { ...input, roleId: role.id, expectedVersion: role.version ?? 0 } })
      : await create.run({ input: { ...input, scope } });
    if (!done) return;
    saidDone(role ? t('roles.saved') : t('roles.created'));
    onClose();
  };
  return { run, busy: create.busy || update.busy, failure: create.failure ?? update.failure };
}
