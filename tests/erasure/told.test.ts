import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';

const ENTRIES =
  'query($filter: AuditFilter) { auditEntries(first: 50, filter: $filter) { edges { node { action space { id } } } } }';
const DELETE = 'mutation($input: DeleteSpaceInput!) { deleteSpace(input: $input) { id } }';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await createScenario();
}, 60_000);
afterAll(() => scenario.world.close());

test('that a Space was deleted is told to those who read the trail, what happened in it before is not', async () => {
  const { world, acme, ada, max, spaceId } = scenario;
  const admin = await world.person('Adam Admin');
  await world.join(admin, acme, 'admin');
  await scenario.document('Vertraulich');
  const input = { spaceId, confirmation: 'Richtlinien' };
  expect((await world.as(ada, acme).at('tenancy').run(DELETE, { input })).errors).toEqual([]);
  const seen = async (person: typeof ada) => {
    const { data } = await world
      .as(person, acme)
      .at('compliance')
      .run<{ auditEntries: { edges: { node: { action: string; space: object | null } }[] } } | null>(
        ENTRIES,
        {
          filter: { spaceId },
        },
      );
    const nodes = data?.auditEntries.edges.map(({ node }) => node) ?? [];
    // A Space that nobody can open is no way on to anything else.
    expect(nodes.filter(({ space }) => space !== null)).toEqual([]);
    return nodes.map(({ action }) => action);
  };
  expect(await seen(admin)).toEqual(['space.delete']);
  expect(await seen(max)).toEqual([]);
  await world.sql(
    `ALTER POLICY compliance_select_0 ON compliance.audit_entry
      USING ((space_id IS NULL AND (SELECT tenancy.may('audit.read'))) OR space_id = ANY((SELECT tenancy.spaces_with('space.audit'))::uuid[]))`,
  );
  expect(await seen(admin)).toEqual([]);
});
