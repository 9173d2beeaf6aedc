import { must, type Scenario } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const CREATE = 'mutation($input: CreateRoleInput!) { createRole(input: $input) { id version } }';
const UPDATE = 'mutation($input: UpdateRoleInput!) { updateRole(input: $input) { id version } }';
const RESTORE = 'mutation($input: RestoreRoleInput!) { restoreRole(input: $input) { id version } }';
const ARCHIVE = 'mutation($input: ArchiveRoleInput!) { archiveRole(input: $input) { id archivedAt } }';

/** Ada owns the Organization, Max manages no roles. */
function both({ world, acme, ada, max }: Scenario, document: string, input: Record<string, unknown>) {
  const by = (person: typeof ada) => () => world.as(person, acme).at('tenancy').run(document, { input });
  return { allowed: by(ada), denied: by(max) };
}

const contents = (name: string) => ({
  name,
  description: 'Für die Fachabteilung',
  permissions: ['SPACE_READ', 'DOCUMENT_READ', 'DOCUMENT_WRITE'],
  reason: 'Die Fachabteilung schreibt, ohne zu veröffentlichen.',
});

/** A role with two versions, so that the first can come back. */
async function newRole({ world, acme, ada }: Scenario, name: string): Promise<string> {
  const asAda = world.as(ada, acme).at('tenancy');
  const input = { scope: 'SPACE', ...contents(name) };
  const { id } = await must<{ id: string }>(asAda.run(CREATE, { input }));
  const changed = { ...contents(name), permissions: ['SPACE_READ', 'DOCUMENT_READ'] };
  await must(asAda.run(UPDATE, { input: { roleId: id, expectedVersion: 1, ...changed } }));
  return id;
}

/** Every mutation of roles. */
export const roleCases: MutationCases = {
  createRole: (scenario) =>
    Promise.resolve(both(scenario, CREATE, { scope: 'SPACE', ...contents('Redaktion') })),
  updateRole: async (scenario) => {
    const roleId = await newRole(scenario, 'Redaktion Einkauf');
    return both(scenario, UPDATE, {
      roleId,
      expectedVersion: 2,
      ...contents('Redaktion Einkauf und Logistik'),
    });
  },
  restoreRole: async (scenario) => {
    const roleId = await newRole(scenario, 'Redaktion Vertrieb');
    return both(scenario, RESTORE, {
      roleId,
      version: 1,
      expectedVersion: 2,
      reason: 'Doch wieder wie zuvor.',
    });
  },
  archiveRole: async (scenario) => {
    const roleId = await newRole(scenario, 'Redaktion Recht');
    return both(scenario, ARCHIVE, { roleId, expectedVersion: 2, reason: 'Wird nicht mehr gebraucht.' });
  },
};
