import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient, type Client } from 'urql';
import { failureOf, isPassing, isSignedOut } from '../../../client/failure.ts';
import { onSession } from '../../../client/session-signal.ts';
import { DocumentDraftDocument, SaveDraftDocument } from '../../../gql/graphql.ts';
import { dropLocalDraft, keepLocalDraft, type LocalDraft } from '../../../session/local-drafts.ts';
import { useMe } from '../../../session/session.tsx';
import type { DocumentView } from '../document-context.ts';
import { DraftSaver, type SaveAnswer, type SavedText, type SaveState, type Text } from './draft-saver.ts';

/** Saving as the editor's screen uses it. */
export interface Saving {
  state: SaveState;
  /** Goes up when the text in the editor is replaced from outside. */
  generation: number;
  /** The other side's text after it was taken over. */
  taken: Text | null;
  /** What was typed last. */
  latest(): Text | null;
  change(text: Text): void;
  flush(): Promise<SaveState['kind']>;
  keepMine(revision: number): Promise<void>;
  takeTheirs(text: Text, revision: number): void;
  expectedRevision(): number;
}

/** Ties a `DraftSaver` to the server, to this device and to the session. */
export function useDraftSaver(props: {
  document: DocumentView;
  revision: number;
  local: LocalDraft | null;
}): Saving {
  const client = useClient();
  const userId = useMe().user.id;
  const { id } = props.document;
  const [state, setState] = useState<SaveState>({ kind: 'clean', savedAt: null, message: null });
  const [taken, setTaken] = useState<{ text: Text; generation: number } | null>(null);
  const latest = useRef<Text | null>(props.local);
  const local = useRef(props.local);
  const build = useCallback(
    (revision: number, unanswered?: readonly string[]) =>
      new DraftSaver(
        {
          save: (text, expectedRevision, asNewVersion) =>
            save(client, id, text, { expectedRevision, asNewVersion }),
          keep: (text, baseRevision, sent) =>
            keepLocalDraft(userId, id, { ...text, baseRevision, at: Date.now(), unanswered: sent }),
          drop: () => dropLocalDraft(userId, id),
          onState: setState,
        },
        revision,
        unanswered,
      ),
    [client, id, userId],
  );
  const saver = useRef<DraftSaver | null>(null);
  // A draft kept on this device goes on from the revision it was typed on: if others saved since, that conflicts.
  saver.current ??= build(props.local?.baseRevision ?? props.revision, props.local?.unanswered);

  useEffect(() => {
    if (local.current) saver.current?.change({ title: local.current.title, body: local.current.body });
    local.current = null;
    const resume = () => saver.current?.resume();
    const hide = () => void (document.visibilityState === 'hidden' && saver.current?.flush());
    const stop = onSession('renewed', resume);
    window.addEventListener('online', resume);
    document.addEventListener('visibilitychange', hide);
    return () => {
      stop();
      window.removeEventListener('online', resume);
      document.removeEventListener('visibilitychange', hide);
      void saver.current?.flush();
    };
  }, []);

  return useMemo(
    () => ({
      state,
      taken: taken?.text ?? null,
      generation: taken?.generation ?? 0,
      latest: () => latest.current,
      change: (text) => {
        latest.current = text;
        saver.current?.change(text);
      },
      flush: () => saver.current?.flush() ?? Promise.resolve('clean' as const),
      keepMine: async (revision) => void (await saver.current?.overwrite(revision)),
      takeTheirs: (text, revision) => {
        saver.current?.close();
        dropLocalDraft(userId, id);
        saver.current = build(revision);
        latest.current = text;
        setTaken((before) => ({ text, generation: (before?.generation ?? 0) + 1 }));
        setState({ kind: 'clean', savedAt: null, message: null });
      },
      expectedRevision: () => saver.current?.expectedRevision ?? props.revision,
    }),
    [state, taken, userId, id, build, props.revision],
  );
}

async function save(
  client: Client,
  documentId: string,
  text: Text,
  how: { expectedRevision: number; asNewVersion: boolean },
): Promise<SaveAnswer> {
  const title = text.title.trim();
  const answer = await client
    .mutation(SaveDraftDocument, { input: { documentId, ...how, title, body: text.body } })
    .toPromise();
  const failure = failureOf(answer.error);
  const saved = answer.data?.saveDraft;
  if (!failure && saved) {
    return { kind: 'saved', revision: saved.revision, at: saved.draft?.savedAt ?? new Date().toISOString() };
  }
  if (!failure || isPassing(failure)) return { kind: 'unreachable' };
  if (isSignedOut(failure.code)) return { kind: 'expired' };
  if (failure.code === 'CONFLICT')
    return { kind: 'conflict', theirs: await currentDraft(client, documentId) };
  return { kind: 'refused', message: failure.message };
}

/** What the server has now; null when it does not say. */
async function currentDraft(client: Client, id: string): Promise<SavedText | null> {
  const answer = await client
    .query(DocumentDraftDocument, { id }, { requestPolicy: 'network-only' })
    .toPromise();
  const document = answer.data?.document;
  if (!document?.draft) return null;
  const { title, body, savedAt } = document.draft;
  return { title, body, revision: document.revision, at: savedAt };
}
