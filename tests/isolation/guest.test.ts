import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import type { Person } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { rootOperations } from '#tests/kit/operations.js';
import { createScenario, must, type Scenario } from '#tests/kit/scenario.js';

const queries = (
  await Promise.all(
    SUBGRAPHS.map(async (definition) => {
      const { schema } = await buildSchemaOf(definition);
      return rootOperations(schema, 5)
        .filter(({ kind }) => kind === 'query')
        .map((operation) => ({ subgraph: definition.name, ...operation }));
    }),
  )
).flat();

/** Subgraphs answer with ids where another one knows the name: both are looked for, and mail addresses. */
describe('a guest', () => {
  let scenario: Scenario;
  let guest: Person;
  let strangers: Person[];
  beforeAll(async () => {
    scenario = await createScenario();
    const { world, acme, ada, max, openSpaceId, spaceId } = scenario;
    guest = await world.person('Gerda Gast');
    await world.join(guest, acme, 'guest');
    await world.grant(guest, acme, openSpaceId, 'viewer');
    // What is not shared with the guest, with its owner.
    const document = await scenario.document('Geteilt', 'Text', spaceId);
    await scenario.publish(document);
    const group = await must<{ id: string }>(
      world
        .as(ada, acme)
        .at('tenancy')
        .run('mutation($input: CreateGroupInput!) { createGroup(input: $input) { id } }', {
          input: { name: 'Geheime Gruppe' },
        }),
    );
    await must(
      world
        .as(ada, acme)
        .at('tenancy')
        .run('mutation($input: AddGroupMembersInput!) { addGroupMembers(input: $input) { id } }', {
          input: { groupId: group.id, userIds: [max.id] },
        }),
    );
    strangers = [ada];
  });
  afterAll(() => scenario.world.close());

  async function findings(person: Person): Promise<string[]> {
    const { world, acme } = scenario;
    const found = new Set<string>();
    for (const { subgraph, field, paths, variables } of queries) {
      for (const path of paths) {
        const { text } = await world
          .as(person, acme)
          .at(subgraph)
          .run(path, { ...variables, first: 50 });
        const seen = strangers.some(({ id, name, email }) =>
          [id, name, email].some((part) => text.includes(part)),
        );
        if (seen || text.includes('Geheime Gruppe')) found.add(field);
      }
    }
    return [...found].sort();
  }

  it('meets nobody beyond what was shared: no query lists people or groups', async () => {
    expect(queries.length).toBeGreaterThan(30);
    expect(await findings(guest)).toEqual([]);
  });

  it('would meet them as a member, by the same queries', async () => {
    const { world, acme } = scenario;
    await world.sql("UPDATE tenancy.membership SET role_key = 'organization.member' WHERE account_id = $1", [
      guest.id,
    ]);
    expect(await findings(guest)).toContain('organization');
    expect((await world.actor(guest, acme)).org?.role).toBe('organization.member');
  });
});
