import { Button, Select, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { InviteMembersDocument, type OrganizationRole, type SpaceRole } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import { can, useOrganization } from '../organization/organization-context.ts';

const ROLES: readonly OrganizationRole[] = ['MEMBER', 'GUEST', 'ADMIN', 'OWNER'];
const SPACE_ROLES: readonly SpaceRole[] = ['VIEWER', 'COMMENTER', 'EDITOR', 'MANAGER', 'AUDITOR'];

/** Invites several people at once, to the Organization and, if wanted, to a Space of it. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { spaces } = useOrganization();
  const invite = useAction(InviteMembersDocument);
  const [text, setText] = useState('');
  const [role, setRole] = useState<OrganizationRole>('MEMBER');
  const [spaceId, setSpaceId] = useState<string | null>(null);
  const [spaceRole, setSpaceRole] = useState<SpaceRole>('VIEWER');
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
        <Select
          label={t('field.organizationRole')}
          description={t(`organizationRole.${role}.text`)}
          inputWrapperOrder={['label', 'input', 'description']}
          data={ROLES.map((value) => ({ value, label: t(`organizationRole.${value}`) }))}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(value ?? 'MEMBER')}
        />
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
          <Select
            label={t('field.spaceRole')}
            description={t(`spaceRole.${spaceRole}.text`)}
            inputWrapperOrder={['label', 'input', 'description']}
            data={SPACE_ROLES.map((value) => ({ value, label: t(`spaceRole.${value}`) }))}
            value={spaceRole}
            allowDeselect={false}
            onChange={(value) => setSpaceRole(value ?? 'VIEWER')}
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
