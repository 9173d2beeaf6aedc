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

/** Own sign-ins of the last thirty days, newest first, at most a hundred. */
export function recentSignIns(query: RunQuery): Promise<StoredSignIn[]> {
  return query<StoredSignIn>(
    `SELECT id, at, action, outcome, code, ip, user_agent AS "userAgent" FROM compliance.own_sign_ins()`,
  );
}
