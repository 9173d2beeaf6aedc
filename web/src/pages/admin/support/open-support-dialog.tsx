import { Button, MultiSelect, Select, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { OpenSupportAccessDocument, SupportRolesDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { RoleSelect } from '../../../ui/role-select.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';

const HOURS = [1, 4, 8, 24, 48, 72];
const ROLES = ['space.viewer', 'space.commenter', 'space.auditor', 'space.editor'];

/** Opens support access: why, for how long, and in which Spaces. */
export function OpenSupportDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { spaces } = useOrganization();
  const { data, failure, reload } = useAnswer(SupportRolesDocument, {});
  const roles = data?.organization?.roles ?? [];
  const open = useAction(OpenSupportAccessDocument);
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(4);
  const [chosen, setChosen] = useState<string[]>([]);
  const [role, setRole] = useState('space.viewer');
  const shareable = spaces.filter((space) => can(space.viewerCan, 'SPACE_SHARE'));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { reason, hours, spaces: chosen.map((spaceId) => ({ spaceId, role })) };
    if (!(await open.run({ input }))) return;
    saidDone(t('support.open.done'));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('support.open')}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <Notice>{t('support.open.text')}</Notice>
        <Textarea
          label={t('field.reason')}
          description={t('support.reason.hint')}
          data-autofocus
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          error={open.failure?.field === 'reason' ? open.failure.message : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Select
          label={t('support.hours')}
          data={HOURS.map((count) => ({ value: String(count), label: t('support.hours.count', { count }) }))}
          value={String(hours)}
          allowDeselect={false}
          onChange={(value) => setHours(Number(value))}
        />
        {shareable.length === 0 ? (
          <p className="k-dim">{t('support.spaces.cannot')}</p>
        ) : (
          <MultiSelect
            label={t('support.spaces')}
            description={t('support.spaces.hint')}
            data={shareable.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen}
            maxValues={50}
            searchable
            onChange={setChosen}
          />
        )}
        {chosen.length > 0 && (
          <RoleSelect
            label={t('support.role')}
            roles={ROLES.flatMap((id) => roles.find((each) => each.id === id) ?? [])}
            value={role}
            onChange={setRole}
          />
        )}
        {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
        {open.failure && open.failure.field !== 'reason' && <FailureNotice failure={open.failure} />}
        <Button type="submit" loading={open.busy}>
          {t('support.open.action')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
