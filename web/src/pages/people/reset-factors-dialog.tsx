import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { ResetMemberFactorsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import { useStepUp } from '../auth/use-step-up.tsx';
import dialogs from '../document/parts/dialogs.module.css';
import { useOrganization } from '../organization/organization-context.ts';
import type { MemberView } from './member-view.ts';

/** Break-glass for a member who lost everything: says what will happen, and for an owner who has to agree. */
export function ResetFactorsDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const t = useText();
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const reset = useAction(ResetMemberFactorsDocument);
  const stepUp = useStepUp();
  const [reason, setReason] = useState('');
  const name = member.user?.name ?? t('person.unknown');
  const isOwner = member.role.id === 'organization.owner';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { userId: member.user?.id ?? '', reason: reason.trim() };
    const { data } = await stepUp.run(() => reset.attempt({ input }));
    if (!data) return;
    const isPending = data.resetMemberFactors.state === 'PENDING';
    saidDone(isPending ? t('resets.asked', { name }) : t('resets.doneToast', { name }));
    onClose();
    if (isPending) await navigate(`/o/${slug}/members/resets`);
  };
  const { failure } = reset;
  const isOfReason = failure?.field === 'reason';
  return (
    <Dialog onClose={onClose} title={t('resets.dialog.title', { name })}>
      <div className={dialogs.stack}>
        <p>{t('resets.dialog.text', { name })}</p>
        <ul>
          <li>{t('resets.dialog.factors')}</li>
          <li>{t('resets.dialog.sessions')}</li>
          <li>{t('resets.dialog.link')}</li>
          <li>{t('resets.dialog.told')}</li>
          {isOwner && <li>{t('resets.dialog.owner')}</li>}
        </ul>
        <FormStack onSubmit={(event) => void submit(event)}>
          <Textarea
            label={t('resets.reason')}
            description={t('resets.reason.hint')}
            required
            withAsterisk={false}
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            error={isOfReason ? failure.message : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {failure && !isOfReason && failure.code !== 'STEP_UP_REQUIRED' && (
            <FailureNotice failure={failure} />
          )}
          <div className={dialogs.answers}>
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={reset.busy}>
              {isOwner ? t('resets.ask') : t('resets.do')}
            </Button>
          </div>
        </FormStack>
      </div>
      {stepUp.dialog}
    </Dialog>
  );
}
