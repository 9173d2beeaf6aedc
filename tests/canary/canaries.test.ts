import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEgress } from '#runtime/egress/egress.js';
import { NOTHING_OUTSIDE } from '#runtime/egress/outside.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { createWorld, type World } from '#runtime/testing/world.js';
import { openCanaries } from '#standalone/claims/canaries.js';
import { installationOf } from '#standalone/claims/installation.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';
import { body } from '#tests/proof/break-database.js';
import { operatorOf } from '#tests/kit/operator.js';

const BOARD = `{ claimBoard { claims { number state } checks { id outcome says }
  isolationRuns { id at outcome operations probes requests leaks oracles broken seen seconds commit } } }`;

interface Board {
  claimBoard: {
    claims: { number: number; state: string }[];
    checks: { id: string; outcome: string | null }[];
    isolationRuns: { outcome: string; probes: number; leaks: number; oracles: number }[];
  };
}

describe('Canaries of a running installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kopexa-canary-'));
  const keyring = createKeyring(Buffer.alloc(32, 5));
  const reported: unknown[] = [];
  let world: World;
  let door: FrontDoor;
  let canaries: ReturnType<typeof openCanaries>;

  const opened = (origin: string, only?: RegExp): ReturnType<typeof openCanaries> =>
    openCanaries({
      databaseUrl: world.db.logins.kopexa_worker,
      installation: installationOf({
        ...{ root: process.cwd(), dataDirectory: folder, origin },
        egress: createEgress({ destinations: [], record: () => undefined }),
        backup: { daily: false, folder: undefined, keepDays: 30 },
      }),
      ...{ root: process.cwd(), keyring, firstAfterMs: null, paceMs: 0 },
      ...(only ? { only } : {}),
      report: (error) => reported.push(error),
    });
  const board = async (): Promise<Board['claimBoard']> =>
    (await world.as(null, null).at('compliance').run<Board>(BOARD)).data.claimBoard;
  const check = async (): Promise<string | null | undefined> =>
    (await board()).checks.find(({ id }) => id === 'isolation.canaries')?.outcome;
  const asWorker = (sql: string, params: unknown[] = []): Promise<unknown> =>
    withClient(world.db.logins.kopexa_worker, (client) => client.query(sql, params));

  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS, {
      keyring,
      outside: { ...NOTHING_OUTSIDE, files: { kind: 'disk', folder } },
    });
    await expect(asWorker("SELECT identity.canary_account(1, 'Early')")).rejects.toThrow(
      /come after its operator/,
    );
    await operatorOf(world);
    door = await openFrontDoor(world);
    canaries = opened(door.gateway.url);
  }, 120_000);
  afterAll(async () => {
    await canaries.close();
    await door.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('live in Organizations of their own, ask every operation, and see nothing that is not theirs', async () => {
    const { figures, findings } = await canaries.now();
    expect(findings).toEqual([]);
    expect(figures).toMatchObject({ outcome: 'held', leaks: 0, oracles: 0, broken: 0 });
    expect(figures.probes).toBeGreaterThan(5_000);
    expect(await check()).toBe('PASSED');
    const [run] = (await board()).isolationRuns;
    expect(run).toMatchObject({ outcome: 'HELD', leaks: 0, probes: figures.probes });
    expect(reported).toEqual([]);
  }, 300_000);

  it('are nobody’s members, and nobody is theirs', async () => {
    const max = await world.person('Max');
    const [org] = await world.sql<{ org_id: string }>(
      'SELECT org_id FROM tenancy.organization WHERE is_canary LIMIT 1',
    );
    const join = (organization: string, account: string): Promise<unknown> =>
      world.sql(
        "INSERT INTO tenancy.membership (org_id, account_id, role_key) VALUES ($1, $2, 'organization.member')",
        [organization, account],
      );
    await expect(join(org?.org_id ?? '', max.id)).rejects.toThrow(/never members of the same/);
    const acme = await world.organization('acme');
    await world.join(max, acme, 'owner');
    const [canary] = await world.sql<{ account_id: string }>(
      'SELECT account_id FROM identity.canary LIMIT 1',
    );
    await expect(join(acme.id, canary?.account_id ?? '')).rejects.toThrow(/never members of the same/);
    await expect(
      asWorker('SELECT tenancy.join_canary($1, $2)', [acme.id, canary?.account_id]),
    ).rejects.toThrow(/Only canaries join/);
    await expect(
      world.sql("INSERT INTO identity.password (account_id, hash) VALUES ($1, 'x')", [canary?.account_id]),
    ).rejects.toThrow(/nothing to sign in with/);
    const [{ count } = { count: -1 }] = await world.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM tenancy.owners(false) o JOIN tenancy.organization t USING (org_id) WHERE t.is_canary',
    );
    expect(count).toBe(0);
  });

  it('have sessions that only the worker opens, and nobody else has such', async () => {
    const ada = await world.person('Ada');
    const hash = createHash('sha256').update('x').digest();
    await expect(asWorker('SELECT identity.open_canary_session($1, $2)', [ada.id, hash])).rejects.toThrow(
      /canaries alone/,
    );
    const [canary] = await world.sql<{ account_id: string }>(
      'SELECT account_id FROM identity.canary LIMIT 1',
    );
    for (const login of ['kopexa_identity', 'kopexa_tenancy', 'kopexa_gateway', 'kopexa_compliance'] as const)
      await expect(
        withClient(world.db.logins[login], (client) =>
          client.query('SELECT identity.open_canary_session($1, $2)', [canary?.account_id, hash]),
        ),
      ).rejects.toThrow(/permission denied/);
    const [left] = await world.sql<{ open: number }>(
      `SELECT count(*)::int AS open FROM identity.session s JOIN identity.canary c USING (account_id)
        WHERE s.revoked_at IS NULL OR s.expires_at > s.created_at + interval '15 minutes 1 second'`,
    );
    expect(left?.open).toBe(0);
  });

  it('prove nothing where the front door does not answer', async () => {
    const lonely = opened('http://localhost:1');
    try {
      expect((await lonely.now()).figures.outcome).toBe('unreachable');
      expect(await check()).toBe('NOT_MEASURED');
    } finally {
      await lonely.close();
    }
  });

  it('turn claims 2 to 4 red when policies let too many through, and tell the operator', async () => {
    const [before] = await world.sql<{ definition: string }>(
      "SELECT pg_get_functiondef('tenancy.space_permissions_of(uuid, uuid)'::regprocedure) AS definition",
    );
    // What every policy of a Space, and every session, rests on now gives every Space of the Organization to read.
    await withClient(
      world.db.adminUrl,
      body(
        'tenancy.space_permissions_of',
        () =>
          "SELECT s.space_id, ARRAY['space.read', 'document.read']::text[] FROM tenancy.space s WHERE s.org_id = org",
      ),
    );
    const few = opened(door.gateway.url, /^(RecentDocuments|DocumentPage|SpaceTree)$/);
    const { figures } = await few.now().finally(() => few.close());
    expect(figures.outcome).toBe('leaked');
    expect(figures.leaks).toBeGreaterThan(0);
    const { claims } = await board();
    for (const number of [2, 3, 4])
      expect(claims.find((claim) => claim.number === number)?.state).toBe('FAILED');
    const mails = await world.sql(
      "SELECT 1 FROM platform.outbox_event WHERE topic = 'compliance.isolation_leak'",
    );
    expect(mails.length).toBe(1);
    // A run that proves nothing does not make it green again; a whole one does.
    const lonely = opened('http://localhost:1');
    await lonely.now().finally(() => lonely.close());
    expect(await check()).toBe('FAILED');
    await world.sql(before?.definition ?? '');
    const again = await canaries.now();
    expect(again.findings).toEqual([]);
    expect(again.figures.outcome).toBe('held');
    expect(await check()).toBe('PASSED');
  }, 300_000);

  it('leave runs that nobody changes', async () => {
    for (const change of [
      'DELETE FROM compliance.isolation_run',
      'UPDATE compliance.isolation_run SET leaks = 0',
      'TRUNCATE compliance.isolation_run',
    ])
      await expect(world.sql(change)).rejects.toThrow(/never changed or deleted/);
  });
});
