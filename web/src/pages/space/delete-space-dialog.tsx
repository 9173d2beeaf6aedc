import { useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  DeleteSpaceDocument,
  RestoreSpaceDocument,
  SpaceDeletionDocument,
  type SpaceDeletionQuery,
} from '../../gql/graphql.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Facts } from '../../ui/facts.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { TypedName } from '../admin/organization/typed-name.tsx';
import dialogs from '../document/parts/dialogs.module.css';
import { useOrganization } from '../organization/organization-context.ts';
import type { SpaceView } from './space-view.ts';

type Effect = NonNullable<NonNullable<SpaceDeletionQuery['space']>['deletionEffect']>;

/** What goes, in numbers, before the name is typed and the Space deleted. */
export default function DeleteSpaceDialog({ space, onClose }: { space: SpaceView; onClose: () => void }) {
  const t = useText();
  const dates = useDates();
  const navigate = useNavigate();
  const { slug } = useOrganization();
  const { id, name } = space;
  const { data, failure, loading, reload } = useAnswer(
    SpaceDeletionDocument,
    { id },
    { policy: 'network-only' },
  );
  const remove = useAction(DeleteSpaceDocument);
  const restore = useAction(RestoreSpaceDocument);
  const effect = data?.space?.deletionEffect;
  const bring = async () => {
    const again = await restore.attempt({ spaceId: id });
    if (again.failure) saidFailed(again.failure, t);
  };
  const confirm = async (typed: string) => {
    const done = await remove.run({ input: { spaceId: id, confirmation: typed } });
    if (!done) return;
    await navigate(`/o/${slug}`);
    saidDone(t('space.deleted', { name, day: dates.day(done.deleteSpace.deletesAt) }), {
      label: t('action.undo'),
      run: () => void bring(),
    });
  };
  return (
    <Dialog onClose={onClose} title={t('space.delete.confirm', { name })}>
      <div className={dialogs.stack}>
        {failure && !effect && <FailureNotice failure={failure} onRetry={reload} />}
        {loading && <ListSkeleton rows={4} />}
        {effect && (
          <TypedName
            name={name}
            busy={remove.busy}
            failure={remove.failure}
            submit={t('space.delete.submit')}
            onCancel={onClose}
            onConfirm={(typed) => void confirm(typed)}
          >
            <p>{t('space.delete.what')}</p>
            <Numbers effect={effect} />
            <p>{t('space.delete.text')}</p>
          </TypedName>
        )}
      </div>
    </Dialog>
  );
}

function Numbers({ effect }: { effect: Effect }) {
  const t = useText();
  const size = useSizes();
  return (
    <Facts
      rows={[
        [t('life.count.grants'), effect.grants],
        [t('life.count.documents'), effect.documents],
        [t('life.count.versions'), effect.versions],
        [
          t('life.count.files'),
          t('life.count.filesValue', { count: effect.files, size: size(effect.fileBytes) }),
        ],
        [t('life.count.openRequests'), effect.openRequests],
      ]}
    />
  );
}
