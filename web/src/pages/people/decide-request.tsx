import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { DecideAccessRequestDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { RoleSelect } from '../../ui/role-select.tsx';
import { saidDone } from '../../ui/toast.ts';
import { momentOf, UntilField } from '../../ui/until-field.tsx';
import classes from './people.module.css';
import { useGrantableRoles } from './use-roles.ts';

/** Approve with a role, for good or until a moment, or decline; the person is told the reason. */
export function DecideRequest(props: { requestId: string; spaceId: string | null; stale: boolean }) {
  const { requestId, spaceId, stale } = props;
  const t = useText();
  const decide = useAction(DecideAccessRequestDocument);
  const [role, setRole] = useState('space.viewer');
  const { roles, ...unread } = useGrantableRoles(spaceId);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const answer = async (approve: boolean) => {
    const input = {
      requestId,
      approve,
      reason: reason.trim(),
      ...(approve ? { role, until: momentOf(until) } : {}),
    };
    if (await decide.run({ input })) saidDone(approve ? t('requests.approved') : t('requests.declined'));
  };
  const { failure } = decide;
  return (
    <>
      <div className={classes.answer}>
        <TextInput
          label={t('field.reason')}
          description={t('requests.needsReason')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={failure?.field === 'reason' ? failure.message : undefined}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <RoleSelect bare label={t('field.spaceRole')} roles={roles} value={role} onChange={setRole} />
        <UntilField
          value={until}
          onChange={setUntil}
          error={failure?.field === 'until' ? failure.message : undefined}
        />
      </div>
      {unread.failure && <FailureNotice failure={unread.failure} onRetry={unread.reload} />}
      {failure && !['reason', 'until'].includes(failure.field ?? '') && <FailureNotice failure={failure} />}
      <div className={classes.buttons}>
        <Button size="xs" disabled={stale} loading={decide.busy} onClick={() => void answer(true)}>
          {t('requests.approve')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={decide.busy || stale}
          onClick={() => void answer(false)}
        >
          {t('requests.decline')}
        </Button>
      </div>
    </>
  );
}
