import type { RunQuery } from '../ports.js';

/** The address of one's own account, and the one that is to come. */
export interface OwnAddress {
  readonly email: string;
  /** The Organization in whose directory the address is managed: it cannot be changed here. */
  readonly managedBy: string | null;
  readonly waiting: WaitingChange | null;
}

/** An address that waits for its link to be used. */
export interface WaitingChange {
  readonly email: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
}

/** What a link is good for. */
export interface ChangeOffer {
  readonly email: string;
  /** Whether it is the context's account that asked for it. */
  readonly isOwn: boolean;
}

/** What became of a confirmation. */
export interface Confirmation {
  readonly isTaken: boolean;
  readonly oldEmail: string;
  readonly newEmail: string;
}

/** Changes of the context's own address, by way of functions of the database. */
export interface EmailChangeRepository {
  own(): Promise<OwnAddress | null>;
  /** Replaces what waited before; returns the present address. Throws STEP_UP_REQUIRED and INVALID_INPUT. */
  request(email: string, tokenHash: Buffer): Promise<string>;
  /** The address that waited; `null` when none did. */
  cancel(): Promise<string | null>;
  /** `null` alike for a link that is unknown, used or expired. */
  offer(tokenHash: Buffer): Promise<ChangeOffer | null>;
  /** Uses the link up; `null` when it is good for nothing, or another account's. */
  confirm(tokenHash: Buffer): Promise<Confirmation | null>;
}

/** Changes by way of `query`. */
export function emailChangeRepository(query: RunQuery): EmailChangeRepository {
  return {
    own: async () => {
      const [row] = await query<OwnRow>(
        `SELECT email, managed_by AS "managedBy", waiting_email AS waiting, extract(epoch FROM requested_at) AS since,
                extract(epoch FROM expires_at) AS until FROM identity.own_address()`,
      );
      if (!row) return null;
      const { email, managedBy, waiting, since, until } = row;
      return {
        ...{ email, managedBy },
        waiting: waiting === null ? null : { email: waiting, requestedAt: at(since), expiresAt: at(until) },
      };
    },
    request: async (email, tokenHash) => {
      const rows = await query<{ present: string }>(
        'SELECT identity.request_email_change($1, $2) AS present',
        [email, tokenHash],
      );
      return rows[0]?.present ?? '';
    },
    cancel: async () => {
      const rows = await query<{ email: string | null }>('SELECT identity.cancel_email_change() AS email');
      return rows[0]?.email ?? null;
    },
    offer: async (tokenHash) => {
      const rows = await query<ChangeOffer>(
        'SELECT email, is_own AS "isOwn" FROM identity.email_change_offer($1)',
        [tokenHash],
      );
      return rows[0] ?? null;
    },
    confirm: async (tokenHash) => {
      const rows = await query<Confirmation>(
        `SELECT is_taken AS "isTaken", old_email AS "oldEmail", new_email AS "newEmail"
           FROM identity.confirm_email_change($1)`,
        [tokenHash],
      );
      return rows[0] ?? null;
    },
  };
}

interface OwnRow {
  email: string;
  managedBy: string | null;
  waiting: string | null;
  since: string;
  until: string;
}

/** Seconds since the epoch, because drivers differ in how they give a time. */
const at = (seconds: string): Date => new Date(Number(seconds) * 1000);

/** Where the link goes, and whether somebody has the address already. */
export interface ChangeMailRecord {
  readonly email: string;
  readonly locale: 'de' | 'en';
  readonly isTaken: boolean;
}

/** What the worker mails for a link; `null` when it was replaced, withdrawn or has expired. */
export async function findChangeMail(query: RunQuery, tokenHash: Buffer): Promise<ChangeMailRecord | null> {
  const rows = await query<ChangeMailRecord>(
    'SELECT email, locale, is_taken AS "isTaken" FROM identity.email_change_mail($1)',
    [tokenHash],
  );
  return rows[0] ?? null;
}
