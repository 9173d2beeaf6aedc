import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCHEMAS } from '#runtime/db/roles.js';
import { createWorld, type World } from '#runtime/testing/world.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { eraseDue } from '#standalone/erasure/erase-job.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { mutationCases } from '#tests/audit/all-cases.js';
import { arrangeScenario, type Scenario } from '#tests/kit/scenario.js';
import { diskOutside } from '#tests/kit/uploads.js';

/** Tables whose rows belong to no Organization, and why. Everything else has `org_id` and goes with its own. */
const OF_NOBODY: Readonly<Record<string, string>> = {
  'platform.migration': 'journal',
  'platform.drill': 'about the installation',
  'platform.context_key': 'one key of the installation',
  'platform.subject_key': 'keys of people, who outlive their Organizations; ended with the person',
  'platform.erasure': 'the ledger: what stays by intention',
  'tenancy.role': 'catalogue',
  'tenancy.setting_definition': 'catalogue',
  'tenancy.built_in_role_version': 'catalogue',
  'identity.seen_message': 'hashes of messages, until they expire',
  'identity.canary': 'accounts of the installation itself',
  'compliance.canary_thing': 'ids in the Organizations of the installation itself',
  'compliance.isolation_run': 'about the installation',
  'compliance.adapter_state': 'about the installation',
  'compliance.supplier_reminder': 'of the operator, whose Organization cannot be deleted',
  'compliance.dpa_publication': 'addressed to everybody',
  'compliance.claim_run': 'about the installation',
  'compliance.claim_request': 'about the installation',
};
const OF_PEOPLE =
  /^(identity\.(account|email_change|password|password_reset|former_password|guess|known_browser|passkey|passkey_challenge|totp_factor|totp_replacement|recovery_code|attempt|first_run|session)|files\.avatar)$/;

let scenario: Scenario;
let disk: ReturnType<typeof diskOutside>;

beforeAll(async () => {
  disk = diskOutside();
  const world = await createWorld(SUBGRAPHS, { outside: disk.outside });
  const close = (): Promise<void> => world.close().finally(() => disk.remove());
  scenario = await arrangeScenario({ ...world, close });
  for (const arrange of Object.values(mutationCases)) await (await arrange(scenario)).allowed();
}, 300_000);
afterAll(() => scenario?.world.close());

async function tablesOf(world: World): Promise<{ name: string; owned: boolean }[]> {
  return world.sql(
    `SELECT c.oid::regclass::text AS name, bool_or(a.attname = 'org_id') AS owned FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1::text[]) GROUP BY c.oid ORDER BY 1`,
    [[...SCHEMAS]],
  );
}

/** Every row of every table that has one of these in it, anywhere. */
async function search(world: World, needles: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await tablesOf(world)) {
    const rows = await world.sql<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE to_jsonb(t)::text ILIKE ANY ($1)`,
      [needles.map((needle) => `%${needle}%`)],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** What is not the Organization's, table by table. */
async function ofOthers(world: World, orgId: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const { name, owned } of await tablesOf(world)) {
    if (/^(platform\.erasure|compliance\.audit_entry)$/.test(name)) continue;
    const where = owned ? 'WHERE org_id IS DISTINCT FROM $1' : 'WHERE $1::uuid IS NOT NULL';
    const [row] = await world.sql<{ sum: string }>(
      `SELECT count(*) || ':' || coalesce(md5(string_agg(to_jsonb(t)::text, '|' ORDER BY to_jsonb(t)::text)), '') AS sum FROM ${name} t ${where}`,
      [orgId],
    );
    sums[name] = row!.sum;
  }
  return sums;
}

const objects = async (): Promise<string[]> => {
  const names: string[] = [];
  for await (const { name } of diskStore(disk.folder).list()) names.push(name);
  return names.sort();
};

describe('an Organization whose time has run out', () => {
  test('owns every table that is not named here with its reason', async () => {
    const stray = (await tablesOf(scenario.world)).filter(
      ({ name, owned }) => !owned && OF_NOBODY[name] === undefined && !OF_PEOPLE.test(name),
    );
    expect(stray.map(({ name }) => name)).toEqual([]);
  });

  test('is not erased before, whoever calls', async () => {
    const { world, acme } = scenario;
    await world.sql('SELECT * FROM tenancy.erase_organization($1)', [acme.id]);
    expect(await world.sql('SELECT 1 FROM tenancy.organization WHERE org_id = $1', [acme.id])).toHaveLength(
      1,
    );
  });

  test('leaves no byte behind, and nothing of others is touched', async () => {
    const { world, acme } = scenario;
    const canary = 'Kanarienvogel-7f3ad1';
    await scenario.document(`${canary} im Titel`, `${canary} im Text`);
    await world.sql(`UPDATE tenancy.organization SET name = $2 WHERE org_id = $1`, [acme.id, canary]);
    expect((await search(world, [canary])).length).toBeGreaterThan(2);
    const mine = (
      await world.sql<{ object: string }>('SELECT object FROM files.file_version WHERE org_id = $1', [
        acme.id,
      ])
    ).map(({ object }) => object);
    expect(mine.length).toBeGreaterThan(0);
    const others = await ofOthers(world, acme.id);
    await world.sql(
      "UPDATE tenancy.organization SET deletes_at = now() - interval '1 second' WHERE org_id = $1",
      [acme.id],
    );
    const query = async (sql: string, params: readonly unknown[] = []) => ({
      rows: await world.sql(sql, params),
    });
    expect(await eraseDue(query, diskStore(disk.folder))).toBe(1);

    const left = await search(world, [canary, acme.id]);
    expect(left.filter((row) => !/^platform\.erasure:|"organization\.erase"/.test(row))).toEqual([]);
    expect(left).toHaveLength(2);
    expect(await ofOthers(world, acme.id)).toEqual(others);
    expect((await objects()).filter((name) => mine.some((object) => name.startsWith(object)))).toEqual([]);
  });

  test('keeps its short name from everybody, and is told in numbers', async () => {
    const { world, acme, eve, rival } = scenario;
    const CREATE = 'mutation($input: CreateOrganizationInput!) { createOrganization(input: $input) { id } }';
    const run = (slug: string) =>
      world
        .as(eve, rival)
        .at('tenancy')
        .run(CREATE, { input: { name: 'Erbe', slug } });
    expect((await run(acme.slug)).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.slug',
    });
    expect((await run('frei-und-neu')).errors).toEqual([]);
    const [entry] = await world.sql<{ changes: string; org_id: string | null }>(
      "SELECT changes, org_id FROM compliance.audit_entry WHERE action = 'organization.erase'",
    );
    expect(entry!.org_id).toBeNull();
    const removed = JSON.parse(entry!.changes) as { field: string; before: number }[];
    expect(removed).toContainEqual(expect.objectContaining({ field: 'content.document', after: 0 }));
    // One of nearly everything was there to go.
    expect(removed.length).toBeGreaterThan(30);
  });

  test('would be found if a table kept something: the search sees what is planted', async () => {
    const { world, acme } = scenario;
    await world.sql('CREATE TABLE content.planted (organization uuid)');
    await world.sql('INSERT INTO content.planted VALUES ($1)', [acme.id]);
    expect((await tablesOf(world)).find(({ name }) => name === 'content.planted')?.owned).toBe(false);
    expect((await search(world, [acme.id])).some((row) => row.startsWith('content.planted'))).toBe(true);
  });
});
