import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const CREATE =
  'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { id slug name role { id } } }';
const UPDATE =
  'mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { id name } }';
const MINE = '{ myOrganizations { slug name role { id } } }';
const ONE = '{ organization { id slug name viewerRole { id } viewerCan } }';

describe('Organizations', () => {
  let world: World;
  let ada: Person;
  let ben: Person;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    [ada, ben] = [await world.person('Ada'), await world.person('Ben')];
  });
  afterAll(() => world.close());

  it('are created by anybody with a second factor, who then owns them; the entry is the first of their trail', async () => {
    const answer = await world
      .as(ada)
      .at('tenancy')
      .run<{ createOrganization: { id: string } }>(CREATE, {
        input: { name: 'Muster GmbH', slug: 'Muster-GmbH' },
      });
    expect(answer.data.createOrganization).toMatchObject({
      slug: 'muster-gmbh',
      role: { id: 'organization.owner' },
    });
    const id = answer.data.createOrganization.id;
    const entries = await world.sql(
      'SELECT action, outcome, org_id, actor_id FROM compliance.audit_entry WHERE subject_id = $1',
      [id],
    );
    expect(entries).toEqual([{ action: 'organization.create', outcome: 'ok', org_id: id, actor_id: ada.id }]);
    const there = await world.as(ada, { id, slug: 'muster-gmbh' }).at('tenancy').run(ONE);
    expect(there.data).toMatchObject({
      organization: { name: 'Muster GmbH', viewerRole: { id: 'organization.owner' } },
    });
    expect((await world.as(ada).at('tenancy').run(MINE)).data).toEqual({
      myOrganizations: [{ slug: 'muster-gmbh', name: 'Muster GmbH', role: { id: 'organization.owner' } }],
    });
    expect((await world.as(ben).at('tenancy').run(MINE)).data).toEqual({ myOrganizations: [] });
  });

  it('have a short name of their own', async () => {
    const input = { name: 'Twice', slug: 'twice' };
    expect((await world.as(ada).at('tenancy').run(CREATE, { input })).errors).toEqual([]);
    const again = await world.as(ben).at('tenancy').run(CREATE, { input });
    expect(again.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.slug' });
    for (const slug of ['-a', 'a--b', 'ä', 'x', 'a'.repeat(41)]) {
      const bad = await world
        .as(ben)
        .at('tenancy')
        .run(CREATE, { input: { name: 'Bad', slug } });
      expect(bad.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.slug' });
    }
  });

  it('are closed to sessions without a second factor and to people who are no members', async () => {
    const acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    const half = world.as(ada, acme, { half: true }).at('tenancy');
    for (const document of [MINE, ONE]) {
      expect((await half.run(document)).errors[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    }
    const input = { name: 'Half', slug: 'half' };
    expect((await half.run(CREATE, { input })).errors[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    const stranger = await world.as(ben, acme).at('tenancy').run(ONE);
    const missing = await world.as(ben, { id: acme.id, slug: 'nowhere' }).at('tenancy').run(ONE);
    expect(stranger.text).toBe(missing.text);
    expect(stranger.text).not.toContain(acme.id);
  });

  it('are renamed by those who may, and the entry says from what to what', async () => {
    const acme = await world.organization('renamed');
    await world.join(ada, acme, 'admin');
    await world.join(ben, acme, 'member');
    const input = { name: 'New name' };
    expect((await world.as(ben, acme).at('tenancy').run(UPDATE, { input })).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    const answer = await world.as(ada, acme).at('tenancy').run(UPDATE, { input });
    expect(answer.data).toEqual({ updateOrganization: { id: acme.id, name: 'New name' } });
    const entries = await world.sql<{ outcome: string; changes: string }>(
      "SELECT outcome, changes FROM compliance.audit_entry WHERE org_id = $1 AND action = 'organization.update' ORDER BY at",
      [acme.id],
    );
    expect(entries.map((entry) => entry.outcome)).toEqual(['denied', 'ok']);
    expect(JSON.parse(entries[1]!.changes)).toEqual([
      expect.objectContaining({ field: 'name', before: 'Organization renamed', after: 'New name' }),
    ]);
  });
});
