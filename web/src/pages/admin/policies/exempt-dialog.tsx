import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { ExemptFromPolicyDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { momentOf, UntilField } from '../../../ui/until-field.tsx';
import { useStepUp } from '../../auth/use-step-up.tsx';
import { PeopleSelect } from '../groups/people-select.tsx';

/** Lets people off company sign-in and networks; asks for the second factor once more. */
export function ExemptDialog(props: {
  userIds?: readonly string[];
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useText();
  const exempt = useAction(ExemptFromPolicyDocument);
  const stepUp = useStepUp();
  const [userIds, setUserIds] = useState<readonly string[]>(props.userIds?.length === 1 ? props.userIds : []);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const { failure } = exempt;
  const errorOf = (field: string) => (failure?.field === field ? failure.message : undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    for (const userId of userIds) {
      const input = { userId, reason: reason.trim(), until: momentOf(until) };
      const { data } = await stepUp.run(() => exempt.attempt({ input }));
      if (!data) return;
      // Who is exempt already stays out of another try.
      setUserIds((rest) => rest.filter((id) => id !== userId));
    }
    saidDone(t('policies.exempt.done', { count: userIds.length }));
    props.onDone();
    props.onClose();
  };
  const isPlaced = failure?.field === 'reason' || failure?.field === 'until';
  return (
    <>
      <Dialog onClose={props.onClose} title={t('policies.exempt.title')}>
        <FormStack onSubmit={(event) => void submit(event)}>
          <Notice tone="warn">{t('policies.exempt.consequences')}</Notice>
          <PeopleSelect value={userIds} onChange={setUserIds} />
          <TextInput
            label={t('field.reason')}
            required
            withAsterisk={false}
            maxLength={500}
            value={reason}
            error={errorOf('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <UntilField
            value={until}
            onChange={setUntil}
            hint={t('policies.exempt.until')}
            error={errorOf('until')}
          />
          {failure && !isPlaced && failure.code !== 'STEP_UP_REQUIRED' && <FailureNotice failure={failure} />}
          <Button type="submit" disabled={userIds.length === 0 || reason.trim() === ''} loading={exempt.busy}>
            {t('policies.exempt.submit')}
          </Button>
        </FormStack>
      </Dialog>
      {stepUp.dialog}
    </>
  );
}
