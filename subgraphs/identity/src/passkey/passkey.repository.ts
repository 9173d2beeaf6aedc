import type { AuthenticatorTransport } from '@simplewebauthn/server';
import type { Origin, RunQuery } from '../ports.js';
import { networkOf } from '../session/network-of.js';

/** A passkey, as its owner sees it. */
export interface PasskeyRecord {
  readonly id: string;
  readonly credentialId: Buffer;
  readonly transports: AuthenticatorTransport[];
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly isBackedUp: boolean;
}

/** What it takes to check a signature. */
export interface PasskeyKey {
  readonly id: string;
  readonly accountId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: AuthenticatorTransport[];
}

/** A passkey that was just registered. */
export interface NewPasskey {
  readonly id: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isBackedUp: boolean;
  readonly name: string;
}

/** What a challenge is for. */
export type Ceremony = 'register' | 'authenticate';

/** Passkeys of the context's account, and challenges of its session. */
export type PasskeyRepository = ReturnType<typeof passkeyRepository>;

/** Passkeys by way of `query`; the functions decide again, from the verified context. */
export function passkeyRepository(query: RunQuery) {
  return {
    keepChallenge: async (ceremony: Ceremony, hash: Buffer): Promise<void> => {
      await query('SELECT identity.keep_challenge($1, $2)', [ceremony, hash]);
    },
    /** Takes a challenge, once; false when it is unknown, too old, for something else or somebody else's. */
    takeChallenge: async (ceremony: Ceremony, hash: Buffer): Promise<boolean> =>
      isTrue(await query('SELECT identity.take_challenge($1, $2) AS done', [ceremony, hash])),
    own: () =>
      query<PasskeyRecord>(
        `SELECT passkey_id AS id, credential_id AS "credentialId", transports, name, created_at AS "createdAt",
                last_used_at AS "lastUsedAt", is_backed_up AS "isBackedUp" FROM identity.own_passkeys()`,
      ),
    /** The key behind a credential, held until the transaction ends. */
    find: async (credentialId: Buffer): Promise<PasskeyKey | null> => {
      const rows = await query<Omit<PasskeyKey, 'counter'> & { counter: string }>(
        `SELECT passkey_id AS id, account_id AS "accountId", public_key AS "publicKey", counter, transports
           FROM identity.passkey_of($1)`,
        [credentialId],
      );
      return rows[0] ? { ...rows[0], counter: Number(rows[0].counter) } : null;
    },
    /** False when the counter did not grow: another copy of the key was used since. */
    use: async (id: string, counter: number): Promise<boolean> =>
      isTrue(await query('SELECT identity.use_passkey($1, $2) AS done', [id, counter])),
    /** Begins a whole session; `null` when the counter did not grow. */
    startSession: async (
      passkey: { readonly id: string; readonly counter: number },
      session: { readonly id: string; readonly tokenHash: Buffer },
      { ip, userAgent, browser }: Origin,
    ): Promise<Date | null> => {
      const rows = await query<{ until: string | null }>(
        'SELECT extract(epoch FROM identity.start_passkey_session($1, $2, $3, $4, $5, $6, $7)) AS until',
        [
          ...[passkey.id, passkey.counter, session.id, session.tokenHash],
          ...[userAgent.slice(0, 400), networkOf(ip), browser],
        ],
      );
      const until = rows[0]?.until ?? null;
      return until === null ? null : new Date(Number(until) * 1000);
    },
    /** False when the credential is registered already. */
    add: async (passkey: NewPasskey): Promise<boolean> =>
      isTrue(
        await query('SELECT identity.add_passkey($1, $2, $3, $4, $5, $6, $7) AS done', [
          ...[passkey.id, passkey.credentialId, passkey.publicKey, passkey.counter],
          ...[passkey.transports, passkey.isBackedUp, passkey.name],
        ]),
      ),
    /** Returns the name before. */
    rename: async (id: string, name: string): Promise<string> => {
      const rows = await query<{ before: string }>('SELECT identity.rename_passkey($1, $2) AS before', [
        id,
        name,
      ]);
      return rows[0]?.before ?? '';
    },
    remove: async (id: string): Promise<void> => {
      await query('SELECT identity.remove_passkey($1)', [id]);
    },
  };
}

const isTrue = (rows: { done: boolean }[]): boolean => rows[0]?.done === true;
