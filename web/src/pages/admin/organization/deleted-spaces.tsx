import { Button } from '@mantine/core';
import { useAction } from '../../../client/use-action.ts';
import { RestoreSpaceDocument, type OrganizationLifeQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Section } from '../../../ui/page.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import classes from './organization.module.css';

type DeletedSpaceView = NonNullable<OrganizationLifeQuery['organization']>['deletedSpaces'][number];

/** Deleted Spaces that one may bring back. */
export function DeletedSpaces({ spaces }: { spaces: readonly DeletedSpaceView[] }) {
  const t = useText();
  return (
    <Section title={t('life.spaces')} text={t('life.spaces.text')}>
      {spaces.length === 0 ? (
        <p>{t('life.spaces.none')}</p>
      ) : (
        <ul className={classes.list}>
          {spaces.map((space) => (
            <DeletedSpaceRow key={space.id} space={space} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function DeletedSpaceRow({ space }: { space: DeletedSpaceView }) {
  const t = useText();
  const dates = useDates();
  const { archivedAt, deletesAt, viewerCan } = useOrganization();
  const restore = useAction(RestoreSpaceDocument);
  const { id, name, documents, files } = space;
  const isOrphaned = restore.failure?.field === 'spaceId';
  const submit = async (takeOver: boolean) => {
    const { data, failure } = await restore.attempt({ spaceId: id, takeOver });
    if (failure && failure.field !== 'spaceId') saidFailed(failure, t);
    if (data) saidDone(t('life.spaces.restored', { name, count: data.restoreSpace.grants }));
  };
  const takesOver = isOrphaned && can(viewerCan, 'SPACE_RECOVER');
  const person = space.deletedBy?.name ?? t('life.somebody');
  return (
    <li>
      <div>
        <span className={classes.name}>{name}</span>
        <p>{t('life.spaces.line', { day: dates.day(space.deletedAt), person, documents, files })}</p>
        <p>{t('life.spaces.until', { day: dates.day(space.deletesAt) })}</p>
        {isOrphaned && <p role="alert">{restore.failure?.message}</p>}
      </div>
      {archivedAt == null && deletesAt == null && (
        <Button
          variant="default"
          size="compact-sm"
          loading={restore.busy}
          onClick={() => void submit(takesOver)}
        >
          {takesOver ? t('life.spaces.takeOver') : t('life.spaces.restore')}
        </Button>
      )}
    </li>
  );
}
