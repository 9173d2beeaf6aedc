import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../client/failure.ts';
import { ClaimRequestDocument, RecheckClaimDocument, RunClaimChecksDocument } from '../../gql/graphql.ts';
import type { Failure } from '../../ui/failure.ts';

const ASK_AGAIN_MS = 600;
const GIVE_UP_MS = 180_000;

/** Checks that are being run. */
export interface RunningChecks {
  /** How many of how many are done; null when nothing runs. */
  progress: { done: number; total: number } | null;
  failure: Failure | null;
  /** The operator: these checks now, or all. True when they ran to the end. */
  run(checkIds: readonly string[] | null): Promise<boolean>;
  /** Anybody: one open check. */
  recheck(checkId: string): Promise<boolean>;
}

/** Has checks run and follows them until they are done. */
export function useChecks(onDone: () => void): RunningChecks {
  const client = useClient();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const follow = useCallback(
    async (request: { id: string; total: number; done: number; isFinished: boolean }) => {
      const until = Date.now() + GIVE_UP_MS;
      let state: { total: number; done: number; isFinished: boolean } = request;
      while (!state.isFinished && !isGone.current && Date.now() < until) {
        setProgress({ done: state.done, total: state.total });
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
        const answer = await client
          .query(ClaimRequestDocument, { id: request.id }, { requestPolicy: 'network-only' })
          .toPromise();
        const failed = failureOf(answer.error);
        if (failed) setFailure(failed);
        if (failed || !answer.data?.claimRequest) break;
        state = answer.data.claimRequest;
      }
      setProgress(null);
      if (state.isFinished && !isGone.current) onDone();
      return state.isFinished;
    },
    [client, onDone],
  );

  const run = useCallback(
    async (checkIds: readonly string[] | null) => {
      setFailure(null);
      setProgress({ done: 0, total: checkIds?.length ?? 0 });
      const input = { checkIds: checkIds === null ? null : [...checkIds] };
      const answer = await client.mutation(RunClaimChecksDocument, { input }).toPromise();
      const request = answer.data?.runClaimChecks;
      if (request) return follow(request);
      setFailure(failureOf(answer.error));
      setProgress(null);
      return false;
    },
    [client, follow],
  );

  const recheck = useCallback(
    async (checkId: string) => {
      setFailure(null);
      setProgress({ done: 0, total: 1 });
      const answer = await client.mutation(RecheckClaimDocument, { checkId }).toPromise();
      const request = answer.data?.recheckClaim;
      if (request) return follow(request);
      setFailure(failureOf(answer.error));
      setProgress(null);
      return false;
    },
    [client, follow],
  );
  return { progress, failure, run, recheck };
}
