import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import {
  DeleteOrganizationDocument,
  OrganizationDeletionDocument,
  type OrganizationDeletionQuery,
} from '../../../gql/graphql.ts';
import { useSizes } from '../../../i18n/sizes.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { saidDone } from '../../../ui/toast.ts';
import dialogs from '../../document/parts/dialogs.module.css';
import { useOrganization } from '../../organization/organization-context.ts';
import { useStepUp } from '../../auth/use-step-up.tsx';
import { TypedName } from './typed-name.tsx';

type Effect = NonNullable<NonNullable<OrganizationDeletionQuery['organization']>['deletionEffect']>;

/** What goes, in numbers, before the name is typed and the deletion decided. */
export default function DeleteDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { name } = useOrganization();
  const { data, failure, loading, reload } = useAnswer(
    OrganizationDeletionDocument,
    {},
    { policy: 'network-only' },
  );
  const remove = useAction(DeleteOrganizationDocument);
  const stepUp = useStepUp();
  const effect = data?.organization?.deletionEffect;
  const confirm = async (typed: string) => {
    const { data: done } = await stepUp.run(() => remove.attempt({ input: { confirmation: typed } }));
    if (!done) return;
    saidDone(t('life.delete.done'));
    onClose();
  };
  const isStale = remove.failure?.code === 'STEP_UP_REQUIRED';
  return (
    <>
      <Dialog onClose={onClose} title={t('life.delete.confirm', { name })}>
        <div className={dialogs.stack}>
          {failure && !effect && <FailureNotice failure={failure} onRetry={reload} />}
          {loading && <ListSkeleton rows={4} />}
          {effect && (
            <TypedName
              name={name}
              busy={remove.busy}
              failure={isStale ? null : remove.failure}
              submit={t('life.delete.submit')}
              onCancel={onClose}
              onConfirm={(typed) => void confirm(typed)}
            >
              <p>{t('life.delete.what')}</p>
              <Numbers effect={effect} />
              <p>{t('life.delete.meanwhile')}</p>
            </TypedName>
          )}
        </div>
      </Dialog>
      {stepUp.dialog}
    </>
  );
}

function Numbers({ effect }: { effect: Effect }) {
  const t = useText();
  const size = useSizes();
  return (
    <Facts
      rows={[
        [t('life.count.members'), effect.members],
        [t('life.count.spaces'), effect.spaces],
        [t('life.count.documents'), effect.documents],
        [t('life.count.versions'), effect.versions],
        [
          t('life.count.files'),
          t('life.count.filesValue', { count: effect.files, size: size(effect.fileBytes) }),
        ],
        [t('life.count.auditEntries'), effect.auditEntries],
        [t('life.count.serviceAccounts'), effect.serviceAccounts],
        [t('life.count.invitations'), effect.invitations],
        [t('life.count.aiRequests'), effect.aiRequests],
      ]}
    />
  );
}
