import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { DocumentDraftDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { asBody, type BodyNode } from '../../../ui/prose/body.ts';
import { differing } from '../../../ui/prose/differing.ts';
import { Prose } from '../../../ui/prose/prose.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import type { DocumentView } from '../document-context.ts';
import dialogs from '../parts/dialogs.module.css';
import type { Saving } from './use-draft-saver.ts';
import classes from './editor.module.css';

/** Somebody saved in between: both sides, and either can go on. Whichever is left stays in the history. */
export function ConflictDialog({ document, saving }: { document: DocumentView; saving: Saving }) {
  const t = useText();
  const dates = useDates();
  const [busy, setBusy] = useState(false);
  const { data, failure, reload } = useAnswer(
    DocumentDraftDocument,
    { id: document.id },
    { policy: 'network-only' },
  );
  const theirs = data?.document?.draft;
  const revision = data?.document?.revision ?? 0;
  const mine = saving.latest();
  const sides = useMemo(() => {
    const own = asBody(mine?.body);
    const other = asBody(theirs?.body);
    return { own, other, ownMarks: differing(own, other), otherMarks: differing(other, own) };
  }, [mine?.body, theirs?.body]);
  const keepMine = async () => {
    setBusy(true);
    await saving.keepMine(revision);
    setBusy(false);
  };
  return (
    <Dialog fullScreen title={t('conflict.title')}>
      <p className="k-dim">{t('conflict.text')}</p>
      {failure && <FailureNotice failure={failure} onRetry={reload} />}
      {!theirs && !failure && <ListSkeleton />}
      {theirs && (
        <>
          <div className={classes.sides}>
            <Side
              heading={t('conflict.mine')}
              title={mine?.title ?? ''}
              body={sides.own}
              marks={sides.ownMarks}
              note={t('conflict.mine.note')}
            />
            <Side
              heading={t('conflict.theirs', { version: theirs.number })}
              note={t('conflict.theirs.note', {
                author: theirs.author?.name ?? t('person.unknown'),
                time: dates.dateTime(theirs.savedAt),
              })}
              title={theirs.title}
              body={sides.other}
              marks={sides.otherMarks}
            />
          </div>
          <div className={dialogs.answers}>
            <Button
              variant="default"
              disabled={busy}
              onClick={() => saving.takeTheirs({ title: theirs.title, body: theirs.body }, revision)}
            >
              {t('conflict.takeTheirs')}
            </Button>
            <Button data-autofocus loading={busy} onClick={() => void keepMine()}>
              {t('conflict.keepMine')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function Side(props: {
  heading: string;
  note: string;
  title: string;
  body: BodyNode;
  marks: ReadonlySet<number>;
}) {
  return (
    <section className={classes.side} aria-label={props.heading}>
      <header>
        <h3>{props.heading}</h3>
        <p>{props.note}</p>
      </header>
      <ScrollRegion label={props.heading}>
        <h4>{props.title}</h4>
        <Prose body={props.body} marked={props.marks} />
      </ScrollRegion>
    </section>
  );
}
