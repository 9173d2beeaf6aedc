import type { RunQuery } from '../../ports.js';
import { attemptRepository, type AttemptKey } from '../../sign-in/attempt.repository.js';
import { manyRefusalsKeys, refusalKeys, unaskedKeys } from '../../sign-in/throttle.js';
import { endPeerSessions, type EndedByPeer } from '../peer-logout.repository.js';

/** An attempt that somebody returned with. */
export interface TakenAttempt {
  readonly connectionId: string;
  /** In time, and returned with for the first time. */
  readonly isGood: boolean;
  readonly version: number;
  readonly purpose: 'sign_in' | 'test';
  readonly accountId: string | null;
  readonly browser: Buffer;
  readonly kept: Buffer;
  readonly returnPath: string;
}

/** What is handed from our endpoint to the page that finishes. */
export interface NewArrival {
  readonly handleHash: Buffer;
  readonly connectionId: string;
  readonly version: number;
  readonly purpose: 'sign_in' | 'test';
  readonly accountId: string | null;
  /** `null` when nobody here began. */
  readonly browser: Buffer | null;
  readonly sealed: Buffer;
  readonly returnPath: string;
}

/** Where a request came from, as the trail keeps it. */
export interface RefusalOrigin {
  readonly requestId: string;
  readonly operation: string;
  readonly ip: string;
  readonly userAgent: string;
}

/**
 * What an answer of a counterpart leaves behind, committed at once and beside any transaction: a state is used up and a
 * message is seen even when everything after it fails.
 */
export interface FlowBeside {
  takeAttempt(stateHash: Buffer): Promise<TakenAttempt | null>;
  /** `false` when the connection's message was taken before. */
  takeMessage(connectionId: string, hash: Buffer, until: Date): Promise<boolean>;
  keepArrival(arrival: NewArrival): Promise<void>;
  /** Takes a turn for judging what nobody here asked for; `false` where this address sent too much that did not hold. */
  mayJudge(ip: string): Promise<boolean>;
  /** Gives the turn back: what came did hold. */
  judgedWell(ip: string): Promise<void>;
  /**
   * What an entry tells of a refusal: the check that failed, `flow.many` when there were so many that they no longer have
   * an entry each, or `null` for none. Anybody may send anything to our endpoints, and entries stay for good.
   */
  checkToTell(connectionId: string | null, check: string, ip: string): Promise<string | null>;
  /** Tells the Organization of the connection (or the platform, without one) which check failed, as {@link checkToTell}. */
  refuse(connectionId: string | null, check: string, origin: RefusalOrigin): Promise<void>;
  /** The counterpart ended its sessions: ours end at once. Returns how many there were. */
  endSessions(ended: EndedByPeer, origin: RefusalOrigin): Promise<number>;
}

/** The SQL that writes a refusal, for a statement in a failure's own transaction too. */
export const REFUSE = 'SELECT compliance.append_refused_arrival($1, $2, $3, $4, $5, $6)';

/** The parameters of {@link REFUSE}. */
export const refusalParameters = (
  connectionId: string | null,
  check: string,
  { requestId, operation, ip, userAgent }: RefusalOrigin,
): unknown[] => [connectionId, check, requestId, operation, ip, userAgent];

/** The flow beside transactions, by way of functions of the database that need no context. */
export function flowBeside(query: RunQuery): FlowBeside {
  const attempts = attemptRepository(query);
  const hasTurn = async (keys: readonly AttemptKey[]): Promise<boolean> => {
    for (const key of keys) if ((await attempts.reserve([key])) > 0) return false;
    return true;
  };
  const checkToTell: FlowBeside['checkToTell'] = async (connectionId, check, ip) => {
    if (await hasTurn(refusalKeys(ip, connectionId))) return check;
    return (await hasTurn(manyRefusalsKeys(ip, connectionId))) ? 'flow.many' : null;
  };
  return {
    takeAttempt: async (stateHash) => {
      const rows = await query<TakenAttempt>(
        `SELECT connection_id AS "connectionId", is_good AS "isGood", version, purpose, account_id AS "accountId",
                browser, kept, return_path AS "returnPath" FROM identity.take_attempt($1)`,
        [stateHash],
      );
      return rows[0] ?? null;
    },
    takeMessage: async (connectionId, hash, until) => {
      const rows = await query<{ is_new: boolean }>('SELECT identity.take_message($1, $2, $3) AS is_new', [
        connectionId,
        hash,
        until,
      ]);
      return rows[0]?.is_new ?? false;
    },
    keepArrival: async (arrival) => {
      await query('SELECT identity.keep_arrival($1, $2, $3, $4, $5, $6, $7, $8)', [
        arrival.handleHash,
        arrival.connectionId,
        arrival.version,
        arrival.purpose,
        arrival.accountId,
        arrival.browser,
        arrival.sealed,
        arrival.returnPath,
      ]);
    },
    mayJudge: (ip) => hasTurn(unaskedKeys(ip)),
    judgedWell: (ip) => attempts.release(unaskedKeys(ip)),
    checkToTell,
    refuse: async (connectionId, check, origin) => {
      const told = await checkToTell(connectionId, check, origin.ip);
      if (told) await query(REFUSE, refusalParameters(connectionId, told, origin));
    },
    endSessions: (ended, origin) => endPeerSessions(query, ended, origin),
  };
}
