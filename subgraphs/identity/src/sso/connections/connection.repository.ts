import type { Context } from '#runtime/graphql/context.js';
import type {
  ConnectionConfig,
  ConnectionKind,
  ConnectionRecord,
  ConnectionVersionRecord,
  TestRunRecord,
} from './connection-record.js';

const SELECT = `SELECT c.connection_id AS id, c.name, c.kind, c.preset, c.status, c.version, c.latest_version AS "latestVersion",
    identity.is_tested(c.org_id, c.connection_id, c.latest_version) AS "isTested", v.config, c.created_at AS "createdAt",
    c.activated_at AS "activatedAt", c.archived_at AS "archivedAt", c.first_certificates AS "firstCertificates"
  FROM identity.connection c LEFT JOIN identity.connection_version v
    ON v.org_id = c.org_id AND v.connection_id = c.connection_id AND v.version = c.latest_version`;
const LIST = `${SELECT} WHERE c.org_id = $1 AND ($2 OR c.archived_at IS NULL) ORDER BY lower(c.name), c.connection_id LIMIT 200`;
const BY_ID = `${SELECT} WHERE c.org_id = $1 AND c.connection_id = $2`;
const VERSIONS = `SELECT connection_id AS "connectionId", version, config, author_id AS "authorId", reason,
    restored_from AS "restoredFrom", created_at AS "createdAt"
  FROM (SELECT v.connection_id, v.version, v.config, v.author_id, v.reason, v.restored_from, v.created_at, row_number() OVER (PARTITION BY v.connection_id ORDER BY v.version DESC) AS place
          FROM identity.connection_version v WHERE v.org_id = $1 AND v.connection_id = ANY($2::uuid[])) numbered
 WHERE place <= 51 ORDER BY version DESC`;
const RUNS = `SELECT test_run_id AS id, connection_id AS "connectionId", version, account_id AS "accountId", is_ok AS "isOk",
    checks, attributes, assurance, created_at AS "createdAt"
  FROM (SELECT r.*, row_number() OVER (PARTITION BY r.connection_id ORDER BY r.created_at DESC) AS place
          FROM identity.test_run r WHERE r.org_id = $1 AND r.connection_id = ANY($2::uuid[])
           AND r.created_at > now() - interval '30 days') numbered
 WHERE place <= 10 ORDER BY "createdAt" DESC`;

/** Connections of the actor's Organization; they are written by definer functions alone. */
export function connectionRepository(ctx: Pick<Context, 'actor' | 'query' | 'load' | 'change'>) {
  const org = ctx.actor.org?.id ?? null;
  const grouped = <Row extends { readonly connectionId: string }>(name: string, sql: string, id: string) =>
    ctx
      .load<string, readonly Row[]>(name, async (ids) => {
        const rows = await ctx.query<Row>(sql, [org, ids]);
        return ids.map((each) => rows.filter((row) => row.connectionId === each));
      })
      .load(id);
  return {
    /** By name. */
    list: (includeArchived: boolean) => ctx.query<ConnectionRecord>(LIST, [org, includeArchived]),
    find: async (id: string): Promise<ConnectionRecord | null> =>
      (await ctx.query<ConnectionRecord>(BY_ID, [org, id]))[0] ?? null,
    /** The newest fifty-one, newest first; batched. */
    versionsOf: async (id: string): Promise<readonly ConnectionVersionRecord[]> =>
      (await grouped<ConnectionVersionRecord>('connection.versions', VERSIONS, id)) ?? [],
    /** The newest ten of the last thirty days, newest first; batched. */
    testRunsOf: async (id: string): Promise<readonly TestRunRecord[]> =>
      (await grouped<TestRunRecord>('connection.runs', RUNS, id)) ?? [],
    ...writes(ctx),
  };
}

function writes(ctx: Pick<Context, 'change'>) {
  const run = (sql: string, params: readonly unknown[]) => ctx.change.query<{ done: unknown }>(sql, params);
  return {
    create: async (id: string, name: string, kind: ConnectionKind, preset: string): Promise<void> => {
      await run('SELECT identity.create_connection($1, $2, $3, $4) AS done', [id, name, kind, preset]);
    },
    /** For a draft that has none. */
    giveFirstKeys: async (id: string, certificates: readonly string[], sealed: Buffer): Promise<void> => {
      await run('SELECT identity.give_first_keys($1, $2, $3) AS done', [
        ...[id, JSON.stringify(certificates), sealed],
      ]);
    },
    /** Our own keys of the newest version, for whoever may change them. */
    sealedKeys: async (id: string, expected: number): Promise<Buffer | null> =>
      ((await run('SELECT identity.sealed_keys($1, $2) AS done', [id, expected]))[0]?.done ??
        null) as Buffer | null,
    /** A new version in which only keys beside those that sign are others. */
    appendSpareKeys: async (
      id: string,
      expected: number,
      to: { readonly config: ConnectionConfig; readonly sealed: Buffer; readonly reason: string },
    ): Promise<void> => {
      await run('SELECT identity.append_spare_keys($1, $2, $3, $4, $5) AS done', [
        ...[id, expected, JSON.stringify(to.config), to.sealed, to.reason],
      ]);
    },
    rename: async (id: string, name: string): Promise<void> => {
      await run('SELECT identity.rename_connection($1, $2) AS done', [id, name]);
    },
    /** A new version; without a secret the one of before stays. */
    append: async (
      id: string,
      expected: number,
      to: { readonly config: ConnectionConfig; readonly sealed: Buffer | null; readonly reason: string },
    ): Promise<void> => {
      await run('SELECT identity.append_connection_version($1, $2, $3, $4, $5) AS done', [
        ...[id, expected, JSON.stringify(to.config), to.sealed, to.reason],
      ]);
    },
    restore: async (id: string, expected: number, version: number, reason: string): Promise<void> => {
      await run('SELECT identity.restore_connection_version($1, $2, $3, $4) AS done', [
        ...[id, expected, version, reason],
      ]);
    },
    activate: async (id: string, expected: number): Promise<void> => {
      await run('SELECT identity.activate_connection($1, $2) AS done', [id, expected]);
    },
    /** Answers how many sessions ended with it. */
    switchOff: async (id: string): Promise<number> =>
      Number((await run('SELECT identity.switch_off_connection($1) AS done', [id]))[0]?.done),
    archive: async (id: string): Promise<void> => {
      await run('SELECT identity.archive_connection($1) AS done', [id]);
    },
  };
}

/** The queries of {@link connectionRepository}. */
export type ConnectionRepository = ReturnType<typeof connectionRepository>;
