import type { Context } from '#runtime/graphql/context.js';
import type { Permission } from '#schema/permissions.js';
import { maySee } from './service-account.policy.js';
import type {
  ServiceAccountRecord,
  ServiceAccountSettings,
  ServiceRights,
  ServiceSecretRecord,
} from './service-account.js';

const COLUMNS = `service_account_id AS id, name, purpose, owner_id AS "ownerId", ip_ranges::text[] AS "ipRanges", operations,
  version, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"`;
const LIST = `SELECT ${COLUMNS} FROM identity.service_account
  WHERE org_id = $5 AND ($1 OR revoked_at IS NULL) AND ($2::text IS NULL OR (lower(name), service_account_id) > ($2, $3::uuid))
  ORDER BY lower(name), service_account_id LIMIT $4`;
const BY_IDS = `SELECT ${COLUMNS} FROM identity.service_account
  WHERE org_id = $2 AND service_account_id = ANY($1::uuid[])`;
const SECRETS = `SELECT secret_id AS id, service_account_id AS "serviceAccountId", hint, created_by AS "createdBy",
    created_at AS "createdAt", last_used_at AS "lastUsedAt"
  FROM identity.service_secret
  WHERE org_id = $2 AND service_account_id = ANY($1::uuid[]) AND revoked_at IS NULL ORDER BY created_at, secret_id`;
const SECRET = `SELECT hint, service_account_id AS "serviceAccountId" FROM identity.service_secret
  WHERE org_id = $2 AND secret_id = $1 AND revoked_at IS NULL`;
const RIGHTS = `SELECT service_account_id AS id, permission, space_id AS "spaceId", role_key AS role
  FROM tenancy.service_rights($1::uuid[])`;

interface RightRow {
  readonly id: string;
  readonly permission: Permission | null;
  readonly spaceId: string | null;
  readonly role: string | null;
}

/** Service accounts of the actor's Organization, for those who may see them. They are written by definer functions alone. */
export function serviceAccountRepository(ctx: Pick<Context, 'actor' | 'query' | 'load' | 'change'>) {
  const { actor } = ctx;
  const org = actor.org?.id ?? null;
  const seen = (ids: readonly string[]): string[] => ids.filter((id) => maySee(actor, id));
  const batched = <Value>(name: string, find: (ids: readonly string[]) => Promise<readonly Value[]>) =>
    ctx.load<string, Value>(`service.${name}`, find);
  return {
    /** By name; one row more than asked for when there is more. */
    list: (page: { ended: boolean; after: readonly string[] | null; first: number }) =>
      ctx.query<ServiceAccountRecord>(LIST, [
        page.ended,
        page.after?.[0] ?? null,
        page.after?.[1] ?? null,
        page.first + 1,
        org,
      ]),
    find: async (id: string): Promise<ServiceAccountRecord | null> => {
      const [row] = await ctx.query<ServiceAccountRecord>(BY_IDS, [seen([id]), org]);
      return row ?? null;
    },
    findLater: (id: string) =>
      ctx
        .load<string, ServiceAccountRecord>('service.account', async (ids) => {
          const rows = await ctx.query<ServiceAccountRecord>(BY_IDS, [seen(ids), org]);
          return ids.map((each) => rows.find((row) => row.id === each) ?? null);
        })
        .load(id),
    /** Secrets that are valid, oldest first; batched. */
    secretsOf: async (id: string): Promise<readonly ServiceSecretRecord[]> =>
      (await batched<readonly ServiceSecretRecord[]>('secrets', async (ids) => {
        const rows = await ctx.query<ServiceSecretRecord>(SECRETS, [seen(ids), org]);
        return ids.map((each) => rows.filter((row) => row.serviceAccountId === each));
      }).load(id)) ?? [],
    secret: async (id: string): Promise<Pick<ServiceSecretRecord, 'hint' | 'serviceAccountId'> | null> => {
      const [row] = await ctx.query<ServiceSecretRecord>(SECRET, [id, org]);
      return row ?? null;
    },
    /** What an account was given; batched. */
    rightsOf: async (id: string): Promise<ServiceRights> =>
      (await batched<ServiceRights>('rights', async (ids) => {
        const rows = await ctx.query<RightRow>(RIGHTS, [ids]);
        return ids.map((each) => toRights(rows.filter((row) => row.id === each)));
      }).load(id)) ?? { permissions: [], spaces: [] },
    /** Whether somebody is a member now; batched. */
    isMember: async (accountId: string): Promise<boolean> =>
      (await batched<boolean>('members', async (ids) => {
        const [row] = await ctx.query<{ members: string[] }>(
          'SELECT tenancy.members_now($1::uuid[])::text[] AS members',
          [ids],
        );
        return ids.map((each) => row?.members.includes(each) ?? false);
      }).load(accountId)) ?? false,
    ...writes(ctx),
  };
}

function writes(ctx: Pick<Context, 'change'>) {
  const run = (sql: string, params: readonly unknown[]) => ctx.change.query<{ done: unknown }>(sql, params);
  const settingsOf = (to: ServiceAccountSettings) => [
    ...[to.name, to.purpose, to.expiresAt, to.ipRanges, to.operations, to.permissions],
    JSON.stringify(to.spaces),
  ];
  return {
    create: async (id: string, settings: ServiceAccountSettings): Promise<void> => {
      await run('SELECT identity.create_service_account($1, $2, $3, $4, $5, $6, $7, $8) AS done', [
        id,
        ...settingsOf(settings),
      ]);
    },
    update: async (id: string, expectedVersion: number, settings: ServiceAccountSettings): Promise<void> => {
      await run('SELECT identity.update_service_account($1, $2, $3, $4, $5, $6, $7, $8, $9) AS done', [
        id,
        expectedVersion,
        ...settingsOf(settings),
      ]);
    },
    addSecret: async (secretId: string, id: string, hash: Buffer, hint: string): Promise<void> => {
      await run('SELECT identity.add_service_secret($1, $2, $3, $4) AS done', [secretId, id, hash, hint]);
    },
    endSecret: async (secretId: string): Promise<void> => {
      await run('SELECT identity.revoke_service_secret($1) AS done', [secretId]);
    },
    /** Ends an account for good; answers how many secrets ended with it. */
    end: async (id: string): Promise<number> =>
      Number((await run('SELECT identity.revoke_service_account($1) AS done', [id]))[0]?.done),
    /** Makes the context's person the owner; answers how many secrets of the former one ended. */
    takeOver: async (id: string): Promise<number> =>
      Number((await run('SELECT identity.take_over_service_account($1) AS done', [id]))[0]?.done),
  };
}

function toRights(rows: readonly RightRow[]): ServiceRights {
  return {
    permissions: rows.flatMap(({ permission }) => permission ?? []),
    spaces: rows.flatMap(({ spaceId, role }) => (spaceId && role ? { spaceId, role } : [])),
  };
}

/** The queries of {@link serviceAccountRepository}. */
export type ServiceAccountRepository = ReturnType<typeof serviceAccountRepository>;
