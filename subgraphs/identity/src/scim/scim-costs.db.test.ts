import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScimWorld, type ScimWorld } from '#tests/kit/scim.js';
import { GROUP_ATTRIBUTES } from './directory-groups.repository.js';

/** What a directory can ask for at once, counted: people in an answer, questions to the database. */
describe('Lists of groups', () => {
  let scim: ScimWorld;
  beforeAll(async () => {
    scim = await openScimWorld();
    await scim.scenario.world.sql(
      `INSERT INTO identity.account (account_id, email, name)
         SELECT uuidv7(), 'many' || n || '@acme.test', 'Viele ' || n FROM generate_series(1, 6000) n`,
    );
    await scim.scenario.world.sql(
      `INSERT INTO identity.directory_user (org_id, account_id, user_name, active)
         SELECT $1, account_id, email, true FROM identity.account WHERE email LIKE 'many%'`,
      [scim.acme.organization.id],
    );
    for (const [name, count] of [
      ['Eins', 2_000],
      ['Zwei', 2_500],
      ['Drei', 2_000],
      ['Riesig', 6_000],
      ['Leer', 0],
    ] as const)
      await group(name, count);
  });
  afterAll(() => scim.close());

  async function group(displayName: string, count: number): Promise<void> {
    const { body } = await scim.acme.call('POST', 'Groups', { displayName });
    await scim.scenario.world.sql(
      `INSERT INTO tenancy.group_member (org_id, group_id, account_id, added_by)
         SELECT org_id, $2, account_id, account_id FROM identity.directory_user
          WHERE org_id = $1 ORDER BY account_id LIMIT $3`,
      [scim.acme.organization.id, String(body['id']), count],
    );
  }
  const list = async (query: Readonly<Record<string, string>>) => {
    const { status, body } = await scim.acme.call(
      'GET',
      `Groups?${new URLSearchParams({ sortBy: 'meta.created', ...query }).toString()}`,
    );
    expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
    const { totalResults, itemsPerPage, Resources } = body as {
      totalResults: number;
      itemsPerPage: number;
      Resources: { displayName: string; members?: { value: string }[] }[];
    };
    expect(itemsPerPage).toBe(Resources.length);
    return { totalResults, Resources, names: Resources.map(({ displayName }) => displayName) };
  };

  test('hold 5,000 members an answer, or one group: the rest comes by the next page (RFC 7644 §3.4.2.4)', async () => {
    const pages: string[][] = [];
    let startIndex = 1;
    for (;;) {
      const page = await list({ count: '200', startIndex: String(startIndex) });
      expect(page.totalResults).toBe(5);
      const members = page.Resources.reduce((sum, each) => sum + (each.members?.length ?? 0), 0);
      expect(members <= 5_000 || page.Resources.length === 1).toBe(true);
      pages.push(page.names);
      startIndex += page.names.length;
      if (startIndex > page.totalResults || pages.length > 5) break;
    }
    expect(pages).toEqual([['Eins', 'Zwei'], ['Drei'], ['Riesig'], ['Leer']]);
    const whole = await list({ count: '200', startIndex: '4' });
    expect(whole.Resources[0]?.members).toHaveLength(6_000);
  });

  test('are as long as asked for where nobody wants the members', async () => {
    const { totalResults, names } = await list({ count: '200', excludedAttributes: 'members' });
    expect([totalResults, names.length]).toEqual([5, 5]);
    expect((await list({ count: '0' })).names).toEqual([]);
  });

  test('are chosen by their members with one question, however many groups there are', async () => {
    const [{ id } = { id: '' }] = await scim.scenario.world.sql<{ id: string }>(
      `SELECT directory_user_id AS id FROM identity.directory_user WHERE org_id = $1
        ORDER BY account_id OFFSET 2200 LIMIT 1`,
      [scim.acme.organization.id],
    );
    const named = async (filter: string) =>
      (await list({ filter, count: '200', excludedAttributes: 'members' })).names;
    await once(async () => {
      expect(await named(`members[value eq "${id}"]`)).toEqual(['Zwei', 'Riesig']);
      expect(await named(`members.value eq "${id}"`)).toEqual(['Zwei', 'Riesig']);
      expect(await named(`members eq "${id}"`)).toEqual(['Zwei', 'Riesig']);
      expect(await named(`members ne "${id}"`)).toEqual(['Eins', 'Drei', 'Leer']);
      expect(await named(`not (members[value eq "${id}"])`)).toEqual(['Eins', 'Drei', 'Leer']);
      expect(await named('members pr')).toEqual(['Eins', 'Zwei', 'Drei', 'Riesig']);
      expect(await named('members[value eq "nobody"]')).toEqual([]);
    });
    const members = GROUP_ATTRIBUTES['members'] as { some: (condition: string) => string };
    const batched = members.some;
    const asks = 'tenancy.directory_groups_with(ARRAY[du.account_id]))';
    members.some = (condition) =>
      `EXISTS (SELECT 1 FROM identity.directory_user du WHERE g.group_id = ANY(${asks} AND ${condition})`;
    await once(() => expect(named(`members[value eq "${id}"]`)).rejects.toThrow('403')).finally(
      () => (members.some = batched),
    );
  });

  /** Runs something while a second question about members in one transaction is refused. */
  function once(run: () => Promise<void>): Promise<void> {
    const counted = `BEGIN
  PERFORM set_config('test.asked', (coalesce(nullif(current_setting('test.asked', true), ''), '0')::int + 1)::text, true);
  IF current_setting('test.asked')::int > 1 THEN RAISE EXCEPTION 'Asked again.' USING ERRCODE = 'KX403'; END IF;`;
    const asked = ['tenancy.directory_group_members(uuid[])', 'tenancy.directory_groups_with(uuid[])'];
    return asked.reduceRight<() => Promise<void>>(
      (inner, signature) => () => scim.weakened(signature, 'BEGIN', counted, inner),
      run,
    )();
  }
});
