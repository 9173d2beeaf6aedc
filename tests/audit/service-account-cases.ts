import { giveCredentials, codeFor } from '#tests/kit/credentials.js';
import type { Scenario } from '#tests/kit/scenario.js';
import { makeService, serviceInput } from '#tests/kit/service.js';
import type { MutationCases } from './mutation-cases.js';

const SECRET = 'mutation($id: ID!) { createServiceAccountSecret(serviceAccountId: $id) { token } }';
const CREATE = 'mutation($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { id } }';
const UPDATE = 'mutation($input: UpdateServiceAccountInput!) { updateServiceAccount(input: $input) { id } }';
const REVOKE = 'mutation($id: ID!) { revokeServiceAccount(serviceAccountId: $id) { id } }';
const TAKE_OVER = 'mutation($id: ID!) { takeOverServiceAccount(serviceAccountId: $id) { id } }';
const END = 'mutation($id: ID!) { revokeServiceAccountSecret(secretId: $id) { id } }';
const CONFIRM = 'mutation($input: CodeInput!) { confirmSecondFactor(input: $input) }';

/** Runs the same once as Ada, who owns the account, and once as Max, who may not. */
function both({ world, acme, ada, max }: Scenario, document: string, variables: Record<string, unknown>) {
  const attempt = (person: typeof ada) => () =>
    world.as(person, acme).at('identity').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

/** Every mutation about service accounts, and the step that they ask for. */
export const serviceAccountCases: MutationCases = {
  createServiceAccount: (scenario) =>
    Promise.resolve(both(scenario, CREATE, { input: serviceInput({ permissions: ['MEMBER_READ'] }) })),
  updateServiceAccount: async (scenario) => {
    const { world, ada, acme } = scenario;
    const { id } = await makeService(world, ada, acme);
    const input = { ...serviceInput(), serviceAccountId: id, expectedVersion: 1 };
    return both(scenario, UPDATE, { input });
  },
  revokeServiceAccount: async (scenario) => {
    const { id } = await makeService(scenario.world, scenario.ada, scenario.acme);
    return both(scenario, REVOKE, { id });
  },
  takeOverServiceAccount: async (scenario) => {
    const { world, acme } = scenario;
    const former = await world.person('Vera Vorher');
    await world.join(former, acme, 'admin');
    const { id } = await makeService(world, former, acme);
    return both(scenario, TAKE_OVER, { id });
  },
  createServiceAccountSecret: async (scenario) => {
    const { id } = await makeService(scenario.world, scenario.ada, scenario.acme);
    return both(scenario, SECRET, { id });
  },
  revokeServiceAccountSecret: async (scenario) => {
    const { world, ada, acme } = scenario;
    const { id } = await makeService(world, ada, acme);
    const [secret] = await world.sql<{ secret_id: string }>(
      'SELECT secret_id FROM identity.service_secret WHERE service_account_id = $1',
      [id],
    );
    return both(scenario, END, { id: secret!.secret_id });
  },
  confirmSecondFactor: async ({ world }) => {
    const person = await world.person('Frida Frisch');
    const secret = await giveCredentials(world, person);
    const run = (code: () => string) => () =>
      world
        .as(person)
        .at('identity')
        .run(CONFIRM, { input: { code: code() } });
    return { allowed: run(() => codeFor(secret)), denied: run(() => '000000') };
  },
};
