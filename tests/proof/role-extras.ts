import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const CREATE = 'mutation($input: CreateRoleInput!) { createRole(input: $input) { id } }';
const ROLE = 'query($id: ID!) { organization { id role(id: $id) { __typename } } }';
const PREVIEW =
  'query($id: ID!, $permissions: [Permission!]!) { organization { id rolePreview(roleId: $id, permissions: $permissions) { __typename added removed affected outgrownConnections endedSessions people { __typename gains loses spaces user { __typename id } } } } }';
const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }';

/** One role by its id, and what a change of it would do to somebody who has it. */
export async function askRoles(
  { world, acme, ada, openSpaceId }: Scenario,
  widen: (subgraph: string, document: string) => string,
): Promise<Extra[]> {
  const asAda = world.as(ada, acme).at('tenancy');
  const contents = { name: 'Lesekreis', description: 'Liest mit', reason: 'Wird gebraucht.' };
  const permissions = ['SPACE_READ', 'DOCUMENT_READ', 'DOCUMENT_TRASH'];
  const role = await must<{ id: string }>(
    asAda.run(CREATE, { input: { scope: 'SPACE', ...contents, permissions } }),
  );
  const reader = await world.person('Lea Lesekreis');
  await world.join(reader, acme, 'member');
  await must(asAda.run(GRANT, { input: { spaceId: openSpaceId, userId: reader.id, role: role.id } }));
  const asked = { id: role.id, permissions: ['SPACE_READ', 'DOCUMENT_READ', 'DOCUMENT_PUBLISH'] };
  return [
    { field: 'organization.role', answer: await asAda.run(widen('tenancy', ROLE), asked) },
    { field: 'organization.rolePreview', answer: await asAda.run(widen('tenancy', PREVIEW), asked) },
  ];
}
