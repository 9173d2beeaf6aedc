import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useQuery, type AnyVariables, type RequestPolicy, type TypedDocumentNode } from 'urql';
import type { Failure } from '../ui/failure.ts';
import { failureOf, isPassing, isSignedOut } from './failure.ts';
import { onSession } from './session-signal.ts';

/** A query's answer: data as soon as it is known, the failure when there is one. */
export interface Answer<Data> {
  data: Data | undefined;
  failure: Failure | null;
  /** True while nothing can be shown yet. */
  loading: boolean;
  /** True while what is shown is being asked again: ids in it may be gone. */
  stale: boolean;
  reload(): void;
}

/** Waits before asking again what could not be answered, in milliseconds; the last one from then on. */
const PATIENCE = [2_000, 4_000, 8_000, 15_000];

/**
 * Asks one query; cached data is shown at once and checked against the server. What fails because something cannot
 * be reached for a while is asked again by itself, until it is answered.
 */
export function useAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: { pause?: boolean; policy?: RequestPolicy } = {},
): Answer<Data> {
  const [{ data, error, fetching, stale }, execute] = useQuery<Data, AnyVariables>({
    query: query as TypedDocumentNode<Data, AnyVariables>,
    variables,
    pause: options.pause ?? false,
    requestPolicy: options.policy ?? 'cache-and-network',
  });
  const reload = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const failure = useMemo(() => failureOf(error), [error]);
  // What was refused for the session's sake is asked again when it is known again.
  useEffect(() => (isSignedOut(failure?.code) ? onSession('renewed', reload) : undefined), [failure, reload]);
  const isTryingAgain = useAnotherTry(options.pause ? null : failure, fetching, reload);
  // What went wrong stays to be read while it is asked again.
  const isKnown = data !== undefined || (isTryingAgain && failure !== null);
  return {
    data,
    failure,
    loading: !isKnown && (fetching || stale || (!failure && !options.pause)),
    stale,
    reload,
  };
}

function useAnotherTry(failure: Failure | null, fetching: boolean, again: () => void): boolean {
  const tries = useRef(0);
  useEffect(() => {
    if (fetching) return;
    if (!failure || !isPassing(failure)) {
      tries.current = 0;
      return;
    }
    const wait = PATIENCE[Math.min(tries.current, PATIENCE.length - 1)];
    const timer = setTimeout(() => {
      tries.current += 1;
      again();
    }, wait);
    return () => clearTimeout(timer);
  }, [failure, fetching, again]);
  // Another question begins anew.
  useEffect(() => () => void (tries.current = 0), [again]);
  return tries.current > 0;
}
