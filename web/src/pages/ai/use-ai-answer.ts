import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, type Client } from 'urql';
import { failureOf, isSignedOut } from '../../client/failure.ts';
import { onSession } from '../../client/session-signal.ts';
import { postForEvents } from '../../client/sse-request.ts';
import { AiSourceDocument, AiStatusDocument, type AiRequestInput } from '../../gql/graphql.ts';
import { readAiEvent } from './ai-events.ts';
import { afterEnd, afterEvent, IDLE, sent, type AiState } from './ai-state.ts';

const FRESH = { requestPolicy: 'network-only' } as const;

/** One answer at a time: asked, coming, stopped, asked again. */
export interface AiAnswer {
  readonly state: AiState;
  start(request: AiRequestInput): void;
  stop(): void;
  /** Asks the same once more. */
  again(): void;
  /** Back to before anything was asked. */
  clear(): void;
}

/**
 * Asks the model and takes in its answer as it comes. Leaving the page stops it. When the session has ended, the
 * same is asked again once the person has signed in; when the connection breaks, what came stays, unless a right to
 * one of its sources is gone.
 */
export function useAiAnswer(
  org: string,
  before: { state: AiState; request: AiRequestInput | null } = { state: IDLE, request: null },
): AiAnswer {
  const client = useClient();
  const [state, setState] = useState<AiState>(before.state);
  const running = useRef<AbortController | null>(null);
  const last = useRef<AiRequestInput | null>(before.request);

  const start = useCallback(
    (request: AiRequestInput) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      last.current = request;
      let now = sent(Date.now());
      const show = (next: AiState) => {
        now = next;
        if (running.current === abort) setState(next);
      };
      show(now);
      void postForEvents({
        path: `/o/${encodeURIComponent(org)}/ai/answers`,
        body: request,
        signal: abort.signal,
        onEvent(received) {
          const event = readAiEvent(received);
          if (event) show(afterEvent(now, event, Date.now()));
        },
      }).then(async (end) => {
        const over = await settled(client, afterEnd(now, end, Date.now()));
        show(over);
        // What is left of the budget is shown beside it.
        if (over.phase !== 'broken') void client.query(AiStatusDocument, {}, FRESH).toPromise();
      });
    },
    [client, org],
  );
  const again = useCallback(() => last.current && start(last.current), [start]);
  const stop = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState(IDLE);
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  useEffect(
    () => (state.phase === 'expired' ? onSession('renewed', () => again()) : undefined),
    [state.phase, again],
  );
  return { state, start, stop, again, clear };
}

/** Why an answer ended that nobody ended: the session, a right, or only the connection. */
async function settled(client: Client, state: AiState): Promise<AiState> {
  if (state.phase === 'failed' && isSignedOut(state.failure?.code)) return { ...state, phase: 'expired' };
  if (state.phase !== 'broken') return state;
  const code = await stillThere(client, state);
  if (isSignedOut(code)) return { ...state, phase: 'expired' };
  if (code === 'NOT_FOUND' || code === 'FORBIDDEN')
    return { ...state, phase: 'withdrawn', text: '', sources: [], citations: [] };
  return state;
}

/** Asks for the Organization and each source; the first refusal, null when all are there. */
async function stillThere(client: Client, state: AiState): Promise<string | null> {
  const ids = [...new Set(state.sources.map(({ documentId }) => documentId))];
  const answers = await Promise.all([
    client.query(AiStatusDocument, {}, FRESH).toPromise(),
    ...ids.map((id) => client.query(AiSourceDocument, { id }, FRESH).toPromise()),
  ]);
  const codes = answers.flatMap(({ error }) => failureOf(error)?.code ?? []);
  return (
    codes.find((code) => isSignedOut(code)) ?? codes.find((code) => code !== 'NETWORK') ?? codes[0] ?? null
  );
}
