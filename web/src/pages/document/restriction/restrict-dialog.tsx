import { MultiSelect, Textarea, Button } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import {
  ChangeRestrictionDocument,
  DocumentRestrictionDocument,
  LiftRestrictionDocument,
  RestrictDocumentDocument,
  RestrictionChoicesDocument,
  type DocumentRestrictionQuery,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import dialogs from '../parts/dialogs.module.css';
import { choicesOf } from './choices.ts';
import classes from './restriction.module.css';

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
  const [reason, setReason] = useState(current?.reason ?? '');
  const { data } = useAnswer(RestrictionChoicesDocument, { documentId: document.id, withGroups });
  const choices = choicesOf(data, current);
  const { save, lift, busy, failure } = useChanges(
    document.id,
    current !== null && current !== undefined,
    onClose,
  );
  return (
    <div className={dialogs.stack}>
      <p>{t('restriction.intro')}</p>
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
      {withGroups && (
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
      {people.length + groups.length === 0 && <Notice tone="warn">{t('restriction.onlyManagers')}</Notice>}
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
        <Button loading={busy} onClick={() => save({ userIds: people, groupIds: groups, reason })}>
          {t(current ? 'action.save' : 'restriction.action')}
        </Button>
      </div>
    </div>
  );
}

/** The three changes; each closes the dialog when it is done. */
function useChanges(documentId: string, exists: boolean, onClose: () => void) {
  const t = useText();
  const [restrict, change, lifting] = [
    useAction(RestrictDocumentDocument),
    useAction(ChangeRestrictionDocument),
    useAction(LiftRestrictionDocument),
  ];
  const finish = (isDone: boolean, text: 'restriction.done' | 'restriction.saved' | 'restriction.lifted') => {
    if (!isDone) return;
    saidDone(t(text));
    onClose();
  };
  return {
    busy: restrict.busy || change.busy || lifting.busy,
    failure: restrict.failure ?? change.failure ?? lifting.failure,
    save: (named: { userIds: string[]; groupIds: string[]; reason: string }) => {
      const input = { documentId, ...named };
      void (exists
        ? change.run({ input }).then((data) => finish(data !== null, 'restriction.saved'))
        : restrict.run({ input }).then((data) => finish(data !== null, 'restriction.done')));
    },
    lift: () => void lifting.run({ documentId }).then((data) => finish(data !== null, 'restriction.lifted')),
  };
}

const idsOf = (named: readonly ({ id: string } | null)[] | undefined): string[] =>
  (named ?? []).flatMap((one) => one?.id ?? []);
