import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const CREATE = 'mutation($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }';
const EXPLAIN =
  'query($permission: Permission!, $userId: ID, $spaceId: ID) { explainAccess(permission: $permission, userId: $userId, spaceId: $spaceId) { __typename } }';

/** Why somebody may not, where a group would let them: its id is part of the smallest change. */
export async function askAccess(
  { world, acme, ada, openSpaceId }: Scenario,
  widen: (subgraph: string, document: string) => string,
): Promise<Extra[]> {
  const asAda = world.as(ada, acme).at('tenancy');
  const group = await must<{ id: string }>(
    asAda.run(CREATE, { input: { name: 'Schreibkreis', description: 'Schreibt mit' } }),
  );
  await must(asAda.run(GRANT, { input: { spaceId: openSpaceId, groupId: group.id, role: 'space.editor' } }));
  const outside = await world.person('Oda Offen');
  await world.join(outside, acme, 'member');
  const asked = { permission: 'DOCUMENT_WRITE', userId: outside.id, spaceId: openSpaceId };
  return [{ field: 'explainAccess', answer: await asAda.run(widen('tenancy', EXPLAIN), asked) }];
}
