import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { onSession } from '../../client/session-signal.ts';
import { postForEvents } from '../../client/sse-request.ts';
import { AiStatusDocument, type AiRequestInput } from '../../gql/graphql.ts';
import { readAiEvent } from './ai-events.ts';
import { afterEnd, afterEvent, IDLE, sent, type AiState } from './ai-state.ts';
import { checked, reasks, settled } from './settle-answer.ts';

const FRESH = { requestPolicy: 'network-only' } as const;

/** One answer at a time: asked, coming, stopped, asked again. */
export interface AiAnswer {
  readonly state: AiState;
  /** What was asked last. */
  readonly asked: AiRequestInput | null;
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
  const [asked, setAsked] = useState(before.request);

  const start = useCallback(
    (request: AiRequestInput) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      setAsked(request);
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
        const over = await settled(reasks(client), afterEnd(now, end, Date.now()));
        show(over);
        // What is left of the budget is shown beside it.
        if (over.phase !== 'broken') void client.query(AiStatusDocument, {}, FRESH).toPromise();
      });
    },
    [client, org],
  );
  const again = useCallback(() => void (asked && start(asked)), [asked, start]);
  const stop = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState(IDLE);
    setAsked(null);
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (before.state.sources.length === 0) return;
    void checked(reasks(client), before.state).then((now) => {
      if (running.current === null && now.phase !== 'expired') setState(now);
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was kept is looked at once, when it is shown again
  }, []);
  useEffect(
    () => (state.phase === 'expired' ? onSession('renewed', () => again()) : undefined),
    [state.phase, again],
  );
  return { state, asked, start, stop, again, clear };
}
