import { Button, FileButton, Select, Textarea } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useAnswer } from '../../client/use-answer.ts';
import { SettingsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { RoleSelect } from '../../ui/role-select.tsx';
import { UntilField } from '../../ui/until-field.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import { readTextFile } from './read-text-file.ts';
import { useGrantableRoles, useOrganizationRoles } from './use-roles.ts';

/** What is being written: the list, and what holds for lines that say nothing else. */
export interface InviteDraft {
  readonly text: string;
  /** `null`: what the Organization's settings say. */
  readonly role: string | null;
  readonly spaceId: string | null;
  readonly spaceRole: string;
  readonly until: string;
}

/** The list of people, pasted or out of a file, and the defaults of its lines. */
export function InviteForm(props: {
  draft: InviteDraft;
  onChange: (draft: InviteDraft) => void;
  onCheck: () => void;
}) {
  const t = useText();
  const { draft, onChange, onCheck } = props;
  const set = (change: Partial<InviteDraft>) => onChange({ ...draft, ...change });
  const { roles, ...unread } = useOrganizationRoles();
  const initial = useDefaultRole();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCheck();
  };
  return (
    <FormStack onSubmit={submit}>
      <Textarea
        label={t('invite.list')}
        description={t('invite.list.hint')}
        data-autofocus
        required
        withAsterisk={false}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={400_000}
        value={draft.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <FileButton
        accept=".csv,.txt,text/csv,text/plain"
        onChange={(file) => file && void readTextFile(file).then((text) => set({ text }))}
      >
        {(button) => (
          <Button
            {...button}
            variant="default"
            size="xs"
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          >
            {t('invite.file')}
          </Button>
        )}
      </FileButton>
      <RoleSelect
        label={t('field.organizationRole')}
        roles={roles}
        value={draft.role ?? initial}
        onChange={(role) => set({ role })}
      />
      {unread.failure && <FailureNotice failure={unread.failure} onRetry={unread.reload} />}
      <UntilField value={draft.until} hint={t('invite.until.hint')} onChange={(until) => set({ until })} />
      <SpaceFields draft={draft} onChange={set} />
      <Button type="submit" disabled={draft.text.trim() === ''}>
        {t('invite.check')}
      </Button>
    </FormStack>
  );
}

/** The role that an invitation gives when nothing is chosen. */
function useDefaultRole(): string {
  const { viewerCan } = useOrganization();
  const answer = useAnswer(SettingsDocument, {}, { pause: !can(viewerCan, 'SETTINGS_READ') });
  const setting = answer.data?.organization?.settings.find(({ key }) => key === 'invitations.default_role');
  return setting?.value ?? 'organization.member';
}

function SpaceFields(props: { draft: InviteDraft; onChange: (change: Partial<InviteDraft>) => void }) {
  const t = useText();
  const { spaces } = useOrganization();
  const { draft, onChange } = props;
  const { roles, ...unread } = useGrantableRoles(draft.spaceId);
  const shareable = spaces.filter((space) => can(space.viewerCan, 'SPACE_SHARE'));
  if (shareable.length === 0) return null;
  return (
    <>
      <Select
        label={t('invite.space')}
        clearable
        placeholder={t('invite.noSpace')}
        data={shareable.map((space) => ({ value: space.id, label: space.name }))}
        value={draft.spaceId}
        onChange={(spaceId) => onChange({ spaceId })}
      />
      {unread.failure && <FailureNotice failure={unread.failure} onRetry={unread.reload} />}
      {draft.spaceId && (
        <RoleSelect
          label={t('field.spaceRole')}
          roles={roles}
          value={draft.spaceRole}
          onChange={(spaceRole) => onChange({ spaceRole })}
        />
      )}
    </>
  );
}
