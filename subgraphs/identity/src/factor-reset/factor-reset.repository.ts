import type { RunQuery } from '../ports.js';
import type { FactorResetRecord } from './factor-reset.js';

/** A reset that somebody asks for. */
export interface AskedReset {
  readonly id: string;
  readonly userId: string;
  readonly reason: string;
  /** Hash of the token that the person is mailed when it is done. */
  readonly tokenHash: Buffer;
}

/** Resets by way of functions of the database, which decide from the verified context. */
export interface FactorResetRepository {
  /** The newest hundred of the context's Organization; none for who is no owner. */
  list(): Promise<FactorResetRecord[]>;
  /** The sessions that ended; `null` when a second owner has to agree first. */
  ask(reset: AskedReset): Promise<readonly string[] | null>;
  approve(
    id: string,
    tokenHash: Buffer,
  ): Promise<{ readonly accountId: string; readonly ended: readonly string[] }>;
  /** Returns whose factors stay. */
  cancel(id: string): Promise<string>;
  /** False alike for a link that is unknown, used up, expired or of another account. */
  redeem(tokenHash: Buffer): Promise<boolean>;
}

/** Resets by way of `query`. */
export function factorResetRepository(query: RunQuery): FactorResetRepository {
  return {
    list: () =>
      query<FactorResetRecord>(
        `SELECT reset_id AS id, account_id AS "userId", reason, asked_by AS "askedBy", asked_at AS "askedAt",
                expires_at AS "expiresAt", cancelled_by AS "cancelledBy", cancelled_at AS "cancelledAt",
                done_by AS "doneBy", done_at AS "doneAt", may_approve AS "mayApprove" FROM identity.factor_resets()`,
      ),
    ask: async ({ id, userId, reason, tokenHash }) => {
      const rows = await query<{ done: boolean; ended: string[] | null }>(
        'SELECT done, ended FROM identity.ask_factor_reset($1, $2, $3, $4)',
        [id, userId, reason, tokenHash],
      );
      return rows[0]?.done ? (rows[0].ended ?? []) : null;
    },
    approve: async (id, tokenHash) => {
      const rows = await query<{ accountId: string; ended: string[] }>(
        'SELECT account_id AS "accountId", ended FROM identity.approve_factor_reset($1, $2)',
        [id, tokenHash],
      );
      return rows[0] ?? { accountId: '', ended: [] };
    },
    cancel: async (id) => {
      const rows = await query<{ account: string }>('SELECT identity.cancel_factor_reset($1) AS account', [
        id,
      ]);
      return rows[0]?.account ?? '';
    },
    redeem: async (tokenHash) => {
      const rows = await query<{ done: boolean }>('SELECT identity.redeem_factor_reset($1) AS done', [
        tokenHash,
      ]);
      return rows[0]?.done === true;
    },
  };
}

/** One mail about a reset. */
export interface ResetMailRecord {
  readonly email: string;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  /** Whether it goes to the person whose factors are meant. */
  readonly isSubject: boolean;
  readonly slug: string;
  readonly organization: string;
  readonly subject: string;
  readonly asker: string;
  readonly decider: string | null;
  readonly reason: string;
}

/** Who is told about a reset, for the worker: the person and every owner. */
export function findResetMails(query: RunQuery, resetId: string): Promise<ResetMailRecord[]> {
  return query<ResetMailRecord>(
    `SELECT email, recipient, locale, is_subject AS "isSubject", organization_slug AS slug, organization_name AS organization,
            subject_name AS subject, asker, decider, reason FROM identity.factor_reset_mails($1)`,
    [resetId],
  );
}
