import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDatabaseFaults } from '#runtime/db/assertions.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { migrate } from '#runtime/db/migrate.js';
import { PERMISSION_NAMES } from '#schema/permissions.js';
import { scratchFolder } from '#tests/kit/product.js';
import { installRelease, type TestInstallation } from './installation.js';
import { readRelease, RELEASED } from './releases.js';

interface Held {
  readonly org: string;
  readonly account: string;
  readonly space: string | null;
  readonly permissions: readonly string[];
}

const HELD = `
  SELECT m.org_id AS org, m.account_id AS account, s.space_id AS space, s.permissions
    FROM tenancy.membership m CROSS JOIN LATERAL (
      SELECT NULL::uuid AS space_id, tenancy.org_permissions_of(m.org_id, m.account_id) AS permissions
      UNION ALL SELECT p.space_id, p.permissions FROM tenancy.space_permissions_of(m.org_id, m.account_id) p) s
   ORDER BY 1, 2, 3 NULLS FIRST`;

describe.each(RELEASED)('what %s left', { timeout: 120_000 }, (version) => {
  const release = readRelease(version);
  const folder = scratchFolder(`upgrade-${version}`);
  let installation: TestInstallation;
  let before: Held[];
  let known: Set<string>;

  beforeAll(async () => {
    installation = await installRelease(folder, release);
    before = await held();
    const roles = release.tables.find(({ table }) => table === 'tenancy.role')?.rows as {
      permissions: string[];
    }[];
    known = new Set(roles.flatMap(({ permissions }) => permissions));
    await migrate({ adminUrl: installation.adminUrl });
  }, 90_000);

  afterAll(async () => {
    await installation.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const held = (): Promise<Held[]> =>
    withClient(installation.adminUrl, async (client) => (await client.query<Held>(HELD)).rows);

  it('is fit to serve after the migrations of this version', async () => {
    expect(await findDatabaseFaults(installation.adminUrl)).toEqual([]);
  });

  it('keeps every row', async () => {
    const counted = await withClient(installation.adminUrl, async (client) => {
      const counts = [];
      for (const { table } of release.tables)
        counts.push([table, (await client.query(`SELECT FROM ${table}`)).rowCount] as const);
      return counts;
    });
    for (const [table, count] of counted) {
      const left = release.tables.find((each) => each.table === table)?.rows.length;
      expect(count, table).toBeGreaterThanOrEqual(left ?? 0);
    }
  });

  it('lets everybody do what they could do before, and nothing that the catalogue did not bring', async () => {
    expect(before.length).toBeGreaterThan(10);
    const now = await held();
    const old = (rows: readonly Held[]): Held[] =>
      rows.map((row) => ({
        ...row,
        permissions: (row.permissions ?? []).filter((name) => known.has(name)).toSorted(),
      }));
    expect(old(now)).toEqual(old(before));
    const names: readonly string[] = PERMISSION_NAMES;
    const unknown = now
      .flatMap(({ permissions }) => permissions ?? [])
      .filter((name) => !names.includes(name));
    expect(unknown).toEqual([]);
  });
});
