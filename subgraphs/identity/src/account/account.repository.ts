import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { RunQuery } from '../ports.js';
import { AccountEntity } from './account.entity.js';

/** The signed-in account with its session, in one row. */
export interface OwnAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: 'de' | 'en';
  readonly assurance: 1 | 2;
  readonly hasApp: boolean;
  readonly hasPasskey: boolean;
  readonly hasPassword: boolean;
  readonly recoveryCodesLeft: number;
  readonly sessionExpiresAt: Date;
  /** Seconds without a request after which the session asks for a factor. */
  readonly idleSeconds: number;
  readonly isIdle: boolean;
  /** The Organization's connection by which the session came. */
  readonly connectionId: string | null;
}

/** A person as others may see them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Null where the reader may not see it. */
  readonly email: string | null;
}

/** Accounts for reading. */
export interface AccountRepository {
  /** The context's account; `null` when its session has ended. */
  own(): Promise<OwnAccount | null>;
  /** The people among these ids that the context may know, in the order of the ids. */
  people(ids: readonly string[]): Promise<(Person | null)[]>;
}

/** Accounts by way of `query`. */
export function accountRepository(query: RunQuery): AccountRepository {
  return {
    own: async () => {
      const rows = await query<Omit<OwnAccount, 'sessionExpiresAt'> & { until: string }>(
        `SELECT a.account_id AS id, a.email, a.name, a.locale, c.assurance, f.has_app AS "hasApp",
                f.has_passkey AS "hasPasskey", f.has_password AS "hasPassword",
                f.codes_left AS "recoveryCodesLeft",
                extract(epoch FROM s.expires_at) AS until, s.idle_seconds AS "idleSeconds", s.connection_id AS "connectionId",
                s.assurance > c.assurance AS "isIdle"
           FROM platform.context() c JOIN identity.account a ON a.account_id = c.user_id
           JOIN identity.session s ON s.session_id = c.session_id AND s.revoked_at IS NULL CROSS JOIN identity.factor_state() f`,
      );
      if (!rows[0]) return null;
      const { until, ...own } = rows[0];
      return { ...own, sessionExpiresAt: new Date(Number(until) * 1000) };
    },
    people: async (ids) => {
      const rows = await query<{ account_id: string; name: string; email: string | null }>(
        'SELECT account_id, name, email FROM identity.people($1::uuid[])',
        [ids],
      );
      const byId = new Map(
        rows.map((row) => [row.account_id, { id: row.account_id, name: row.name, email: row.email }]),
      );
      return ids.map((id) => byId.get(id) ?? null);
    },
  };
}

/** Writes to the context's account through the unit of work, which feeds the audit entry. */
export interface ProfileRepository {
  change(
    accountId: string,
    profile: { readonly name: string; readonly locale: 'de' | 'en' },
  ): Promise<boolean>;
}

/** Profiles by way of the unit of work. */
export function profileRepository(em: SqlEntityManager): ProfileRepository {
  return {
    change: async (accountId, { name, locale }) => {
      const account = await em.findOne(AccountEntity, { accountId });
      if (!account) return false;
      account.name = name;
      account.locale = locale;
      account.updatedAt = new Date();
      await em.flush();
      return true;
    },
  };
}
