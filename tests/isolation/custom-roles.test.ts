import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#runtime/testing/world.js';
import { askAs, makeService, serviceActor } from '#tests/kit/service.js';
import { createScenario, must, type Scenario } from '#tests/kit/scenario.js';

const CREATE = 'mutation($input: CreateRoleInput!) { createRole(input: $input) { id } }';
const UPDATE = 'mutation($input: UpdateRoleInput!) { updateRole(input: $input) { id version } }';
const GRANT =
  'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id role { id name } } }';
const TITLES = 'query($id: ID!) { documents(spaceId: $id) { edges { node { title } } } }';
const WRITE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id } }';
const ROLES = '{ organization { roles(scope: SPACE) { id name } } }';
const TRAIL =
  '{ auditEntries(first: 20) { edges { node { action sentence details { label before after } } } } }';

const READS = ['SPACE_READ', 'DOCUMENT_READ'];
const WRITES = [...READS, 'DOCUMENT_READ_DRAFT', 'DOCUMENT_WRITE'];

describe('a custom role', () => {
  let scenario: Scenario;
  let writer: Person;
  let roleId: string;
  let version = 1;
  beforeAll(async () => {
    scenario = await createScenario();
    const { world, acme, ada } = scenario;
    writer = await world.person('Wanda Schreibt');
    await world.join(writer, acme, 'guest');
    await scenario.document('Entwurf');
    const contents = { name: 'Fachredaktion', description: '', reason: 'Schreibt, veröffentlicht nicht.' };
    const made = await must<{ id: string }>(
      world
        .as(ada, acme)
        .at('tenancy')
        .run(CREATE, { input: { scope: 'SPACE', ...contents, permissions: WRITES } }),
    );
    roleId = made.id;
    await must(
      world
        .as(ada, acme)
        .at('tenancy')
        .run(GRANT, { input: { spaceId: scenario.spaceId, userId: writer.id, role: roleId } }),
    );
  });
  afterAll(() => scenario.world.close());

  const write = async (title: string) => {
    const input = { spaceId: scenario.spaceId, title };
    const { errors } = await scenario.world.as(writer, scenario.acme).at('content').run(WRITE, { input });
    return errors[0]?.extensions.code ?? 'written';
  };
  const holds = async (permissions: string[]) => {
    const { world, acme, ada } = scenario;
    const input = { roleId, expectedVersion: version, name: 'Fachredaktion', description: '', permissions };
    await must(
      world
        .as(ada, acme)
        .at('tenancy')
        .run(UPDATE, { input: { ...input, reason: `Nun ${version}.` } }),
    );
    version += 1;
  };

  test('allows what it holds in the room of documents, and no longer once it holds less', async () => {
    expect(await write('Erster')).toBe('written');
    await holds(READS);
    expect(await write('Zweiter')).toBe('NOT_FOUND');
    await holds(WRITES);
    expect(await write('Dritter')).toBe('written');
  });

  test('counts at the very statement, whatever the request knew before', async () => {
    const { world, acme } = scenario;
    const before = await world.actor(writer, acme);
    await holds(READS);
    const input = { spaceId: scenario.spaceId, title: 'Vierter' };
    const { errors } = await askAs(world, before, 'content', WRITE, { input });
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(errors[0]?.extensions.code);
    await holds(WRITES);
  });

  test('may be given to a tool, which reads by it what its owner reads', async () => {
    const { world, acme, ada, spaceId } = scenario;
    const { token } = await makeService(world, ada, acme, { spaces: [{ spaceId, role: roleId }] });
    const titles = async () => {
      const { data } = await askAs<{ documents: { edges: { node: { title: string } }[] } }>(
        world,
        await serviceActor(world, token),
        'content',
        TITLES,
        { id: spaceId },
      );
      return data.documents.edges.map(({ node }) => node.title);
    };
    expect(await titles()).toContain('Entwurf');
    await holds(READS);
    expect(await titles()).toEqual([]);
    await holds(WRITES);
  });

  test('of another Organization can be given to nobody and is in no list', async () => {
    const { world, rival, eve } = scenario;
    const asEve = world.as(eve, rival).at('tenancy');
    const { data } = await asEve.run<{ organization: { roles: { id: string }[] } }>(ROLES);
    expect(data.organization.roles.map(({ id }) => id)).not.toContain(roleId);
    const space = await world.space(rival, 'Eves Space');
    await world.grant(eve, rival, space, 'manager');
    const attempt = async (role: string) =>
      JSON.stringify((await asEve.run(GRANT, { input: { spaceId: space, userId: eve.id, role } })).errors);
    expect(await attempt(roleId)).toBe(await attempt('0199a0c8-0000-7000-8000-0000000000aa'));
    expect(await attempt(roleId)).toContain('INVALID_INPUT');
  });

  test('is named in the trail', async () => {
    const { world, acme, ada } = scenario;
    const { data } = await world
      .as(ada, acme)
      .at('compliance')
      .run<{ auditEntries: { edges: { node: { action: string; sentence: string; details: object[] } }[] } }>(
        TRAIL,
      );
    const entries = data.auditEntries.edges.map(({ node }) => node);
    expect(entries.find(({ action }) => action === 'role.update')?.sentence).toBe(
      `${ada.name} changed the role “Fachredaktion”.`,
    );
    const given = entries.find(({ action }) => action === 'space_grant.create');
    expect(given?.sentence).toContain('“Fachredaktion”');
    expect(JSON.stringify(given?.details)).toContain('Fachredaktion');
  });
});
