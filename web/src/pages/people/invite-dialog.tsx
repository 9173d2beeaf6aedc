import { Button, Select, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { InviteMembersDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { RoleSelect } from '../../ui/role-select.tsx';
import { saidDone } from '../../ui/toast.ts';
import { can, useOrganization } from '../organization/organization-context.ts';
import { useGrantableRoles, useOrganizationRoles } from './use-roles.ts';

/** Invites several people at once, to the Organization and, if wanted, to a Space of it. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { spaces } = useOrganization();
  const invite = useAction(InviteMembersDocument);
  const [text, setText] = useState('');
  const [role, setRole] = useState('organization.member');
  const [spaceId, setSpaceId] = useState<string | null>(null);
  const [spaceRole, setSpaceRole] = useState('space.viewer');
  const roles = useOrganizationRoles();
  const spaceRoles = useGrantableRoles(spaceId);
  const emails = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  const shareable = spaces.filter((space) => can(space.viewerCan, 'SPACE_SHARE'));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = await invite.run({ input: { emails, role, ...(spaceId ? { spaceId, spaceRole } : {}) } });
    if (!data) return;
    saidDone(t('invite.sent', { count: data.inviteMembers.invitations.length }));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('invite.title')}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <Textarea
          label={t('invite.emails')}
          description={t('invite.emails.hint')}
          data-autofocus
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <RoleSelect label={t('field.organizationRole')} roles={roles} value={role} onChange={setRole} />
        {shareable.length > 0 && (
          <Select
            label={t('invite.space')}
            clearable
            placeholder={t('invite.noSpace')}
            data={shareable.map((space) => ({ value: space.id, label: space.name }))}
            value={spaceId}
            onChange={setSpaceId}
          />
        )}
        {spaceId && (
          <RoleSelect
            label={t('field.spaceRole')}
            roles={spaceRoles}
            value={spaceRole}
            onChange={setSpaceRole}
          />
        )}
        {invite.failure && <FailureNotice failure={invite.failure} />}
        <Button type="submit" disabled={emails.length === 0} loading={invite.busy}>
          {t('invite.send', { count: emails.length })}
        </Button>
      </FormStack>
    </Dialog>
  );
}
