import { MultiSelect, Textarea, Button } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import {
  DocumentRestrictionDocument,
  RestrictionChoicesDocument,
  type DocumentRestrictionQuery,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import dialogs from '../parts/dialogs.module.css';
import { choicesOf } from './choices.ts';
import classes from './restriction.module.css';
import { useRestrictionChanges } from './use-restriction-changes.ts';

type Current = NonNullable<DocumentRestrictionQuery['document']>['restriction'];
type Props = { document: DocumentView; onClose: () => void };

/** Says who may see a document with everything below it; opens it again to everybody of the Space. */
export default function RestrictDialog({ document, onClose }: Props) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const withGroups = can(viewerCan, 'MEMBER_READ');
  const { data, failure, reload } = useAnswer(
    DocumentRestrictionDocument,
    { id: document.id, withGroups },
    { policy: 'network-only' },
  );
  return (
    <Dialog onClose={onClose} size="lg" title={t('restriction.title', { title: document.title })}>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {data?.document && (
        <Form
          document={document}
          current={data.document.restriction}
          withGroups={withGroups}
          onClose={onClose}
        />
      )}
      {!data && !failure && <ListSkeleton />}
    </Dialog>
  );
}

function Form(props: Props & { current: Current; withGroups: boolean }) {
  const t = useText();
  const { document, current, withGroups, onClose } = props;
  const [people, setPeople] = useState(() => idsOf(current?.people));
  const [groups, setGroups] = useState(() => idsOf(current?.groups));
  // Groups that cannot be shown are left as they are: an empty list would shut them out.
  const seesGroups = withGroups && (!current || !!current.groups);
  const [reason, setReason] = useState(current?.reason ?? '');
  const asked = useAnswer(RestrictionChoicesDocument, { documentId: document.id, withGroups });
  const choices = choicesOf(asked.data, current);
  const { save, lift, busy, failure } = useRestrictionChanges(
    document.id,
    current !== null && current !== undefined,
    onClose,
  );
  return (
    <div className={dialogs.stack}>
      <p>{t('restriction.intro')}</p>
      {asked.failure && !asked.data && <FailureNotice failure={asked.failure} onRetry={asked.reload} />}
      <MultiSelect
        data-autofocus={current ? undefined : true}
        label={t('restriction.people')}
        placeholder={people.length === 0 ? t('restriction.people.hint') : ''}
        nothingFoundMessage={t('restriction.people.none')}
        classNames={{ inputField: classes.field }}
        searchable
        clearable
        limit={50}
        maxValues={200}
        data={choices.people}
        value={people}
        onChange={setPeople}
      />
      {seesGroups && (
        <MultiSelect
          label={t('restriction.groups')}
          placeholder={groups.length === 0 ? t('restriction.groups.none') : ''}
          classNames={{ inputField: classes.field }}
          searchable
          clearable
          limit={50}
          maxValues={50}
          data={choices.groups}
          value={groups}
          onChange={setGroups}
        />
      )}
      <Textarea
        label={t('restriction.reason')}
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {!seesGroups && current && <p className="k-dim">{t('restriction.groups.kept')}</p>}
      {(seesGroups || !current) && people.length + groups.length === 0 && (
        <Notice tone="warn">{t('restriction.onlyManagers')}</Notice>
      )}
      {current && <p className="k-dim">{t('restriction.lift.text')}</p>}
      {failure && <FailureNotice failure={failure} />}
      <div className={dialogs.answers}>
        {current && (
          <Button className={classes.danger} color="red" variant="light" loading={busy} onClick={lift}>
            {t('restriction.lift')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          loading={busy}
          onClick={() => save({ userIds: people, groupIds: seesGroups ? groups : null, reason })}
        >
          {t(current ? 'action.save' : 'restriction.action')}
        </Button>
      </div>
    </div>
  );
}

const idsOf = (named: readonly ({ id: string } | null)[] | undefined): string[] =>
  (named ?? []).flatMap((one) => one?.id ?? []);
