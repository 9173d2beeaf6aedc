import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { makeService, resolveToken } from '#tests/kit/service.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await createScenario();
}, 60_000);
afterAll(() => scenario.world.close());

test('tools are refused at once where the Organization is about to be deleted, and work again when it is not', async () => {
  const { world, acme, ada } = scenario;
  const { token } = await makeService(world, ada, acme, { permissions: ['MEMBER_READ'] });
  const owner = world.as(ada, acme).at('tenancy');
  const accepted = async () => (await resolveToken(world, token)).actor !== null;
  expect(await accepted()).toBe(true);
  const input = { confirmation: `Organization ${acme.slug}` };
  const decided = await owner.run(
    'mutation($input: DeleteOrganizationInput!) { deleteOrganization(input: $input) { id } }',
    { input },
  );
  expect(decided.errors).toEqual([]);
  expect(await accepted()).toBe(false);
  const refusals = await world.sql<{ code: string }>(
    "SELECT code FROM compliance.audit_entry WHERE action = 'service_account.use' AND outcome = 'denied'",
  );
  expect(refusals).toEqual([{ code: 'ORGANIZATION_ENDS' }]);
  await owner.run('mutation { cancelOrganizationDeletion { id } }');
  expect(await accepted()).toBe(true);
});
