import type { RunQuery } from '../ports.js';

/** An entry of the trail about a sign-in to the context's account. */
export interface StoredSignIn {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly outcome: 'ok' | 'denied' | 'failed';
  readonly code: string | null;
  readonly ip: string;
  readonly userAgent: string;
}

/** Own sign-ins, as the trail keeps them. */
export interface SignInRecordRepository {
  /** Those of the last thirty days, newest first, at most a hundred. */
  recent(): Promise<StoredSignIn[]>;
}

/** Own sign-ins by way of `query`. */
export function signInRecordRepository(query: RunQuery): SignInRecordRepository {
  return {
    recent: () =>
      query<StoredSignIn>(
        'SELECT id, at, action, outcome, code, ip, user_agent AS "userAgent" FROM compliance.own_sign_ins()',
      ),
  };
}
