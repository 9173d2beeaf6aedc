import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { ArchiveRoleDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { RoleSelect } from '../../../ui/role-select.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { holdersOf, type RoleView } from './role-view.ts';

/** Needs an end, so it cannot stand in for a role without one. */
const NEEDS_END = 'organization.auditor';

/** Puts a role away; while somebody has it, another one takes its place. */
export function ArchiveRole(props: { role: RoleView; roles: readonly RoleView[]; onClose: () => void }) {
  const t = useText();
  const { role } = props;
  const archive = useAction(ArchiveRoleDocument);
  const [reason, setReason] = useState('');
  const [replacement, setReplacement] = useState('');
  const holders = holdersOf(role);
  const others = props.roles.filter(
    ({ id, scope, canGive }) => id !== role.id && scope === role.scope && canGive && id !== NEEDS_END,
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { roleId: role.id, expectedVersion: role.version ?? 0, reason };
    if (!(await archive.run({ input: { ...input, replacement: replacement || null } }))) return;
    saidDone(t('roles.archived'));
    props.onClose();
  };
  return (
    <Dialog onClose={props.onClose} title={t('roles.archiveOf', { name: role.name })}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <p>{t('roles.archive.text', { count: holders })}</p>
        {holders > 0 && (
          <RoleSelect
            label={t('roles.replacement')}
            roles={others}
            value={replacement}
            onChange={setReplacement}
          />
        )}
        <TextInput
          label={t('field.reason')}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {archive.failure && <FailureNotice failure={archive.failure} />}
        <Button
          type="submit"
          loading={archive.busy}
          disabled={!reason.trim() || (holders > 0 && !replacement)}
        >
          {t('roles.archive')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
