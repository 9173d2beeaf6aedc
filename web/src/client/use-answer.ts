import { useCallback, useMemo } from 'react';
import { useQuery, type AnyVariables, type RequestPolicy, type TypedDocumentNode } from 'urql';
import type { Failure } from '../ui/failure.ts';
import { failureOf } from './failure.ts';

/** A query's answer: data as soon as it is known, the failure when there is one. */
export interface Answer<Data> {
  data: Data | undefined;
  failure: Failure | null;
  /** True while nothing can be shown yet. */
  loading: boolean;
  reload(): void;
}

/** Asks one query; cached data is shown at once and checked against the server. */
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
  return {
    data,
    failure,
    loading: data === undefined && (fetching || stale || (!failure && !options.pause)),
    reload,
  };
}
