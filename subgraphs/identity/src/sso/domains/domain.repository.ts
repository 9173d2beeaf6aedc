import type { Context } from '#runtime/graphql/context.js';
import type { DomainRecord } from './domain.js';

const COLUMNS = `domain_id AS id, domain, challenge, connection_id AS "connectionId", verified_at AS "verifiedAt",
  checked_at AS "checkedAt", failing_since AS "failingSince", created_at AS "createdAt"`;
const LIST = `SELECT ${COLUMNS} FROM identity.domain WHERE org_id = $1 AND removed_at IS NULL ORDER BY domain`;
const BY_ID = `SELECT ${COLUMNS} FROM identity.domain WHERE org_id = $1 AND domain_id = $2 AND removed_at IS NULL`;

/** Domains of the actor's Organization; they are written by definer functions alone. */
export function domainRepository(ctx: Pick<Context, 'actor' | 'query' | 'change'>) {
  const org = ctx.actor.org?.id ?? null;
  const run = (sql: string, params: readonly unknown[]) => ctx.change.query<{ done: unknown }>(sql, params);
  return {
    /** By name. */
    list: () => ctx.query<DomainRecord>(LIST, [org]),
    find: async (id: string): Promise<DomainRecord | null> =>
      (await ctx.query<DomainRecord>(BY_ID, [org, id]))[0] ?? null,
    add: async (id: string, domain: string, challenge: string): Promise<void> => {
      await run('SELECT identity.add_domain($1, $2, $3) AS done', [id, domain, challenge]);
    },
    verify: async (id: string): Promise<void> => {
      await run('SELECT identity.verify_domain($1) AS done', [id]);
    },
    route: async (id: string, connectionId: string | null): Promise<void> => {
      await run('SELECT identity.route_domain($1, $2) AS done', [id, connectionId]);
    },
    remove: async (id: string): Promise<void> => {
      await run('SELECT identity.remove_domain($1) AS done', [id]);
    },
  };
}

/** The queries of {@link domainRepository}. */
export type DomainRepository = ReturnType<typeof domainRepository>;
