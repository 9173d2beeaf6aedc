import { useCallback, useState } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';
import type { Failure } from '../ui/failure.ts';
import { failureOf } from './failure.ts';

/** A mutation as a function: `run` gives the data, or null after putting the reason into `failure`. */
export interface Action<Data, Variables> {
  run(variables: Variables): Promise<Data | null>;
  /** Like `run`, with the reason in the answer; for callers that treat codes apart. */
  attempt(variables: Variables): Promise<{ data: Data | null; failure: Failure | null }>;
  busy: boolean;
  failure: Failure | null;
  clear(): void;
}

/** Runs one mutation of the Organization at hand. */
export function useAction<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Action<Data, Variables> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = useCallback(
    async (variables: Variables) => {
      setBusy(true);
      setFailure(null);
      const answer = await client.mutation(document, variables).toPromise();
      const failed = failureOf(answer.error);
      setBusy(false);
      setFailure(failed);
      return { data: failed ? null : (answer.data ?? null), failure: failed };
    },
    [client, document],
  );
  const run = useCallback(async (variables: Variables) => (await attempt(variables)).data, [attempt]);
  const clear = useCallback(() => setFailure(null), []);
  return { run, attempt, busy, failure, clear };
}
