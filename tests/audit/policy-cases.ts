import type { Person } from '#runtime/testing/world.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const EXEMPT = 'mutation($input: ExemptFromPolicyInput!) { exemptFromPolicy(input: $input) { id } }';
const END = 'mutation($id: ID!) { endPolicyExemption(exemptionId: $id) { id } }';
const REMIND = 'mutation($input: RemindOfPolicyInput!) { remindOfPolicy(input: $input) }';

const attemptOf =
  ({ world, acme }: Scenario, document: string, variables: Record<string, unknown>) =>
  (person: Person) =>
  () =>
    world.as(person, acme).at('tenancy').run(document, variables);

/** Ada has shown her second factor just now, and a new member can be exempted. */
async function newMember({ world, acme, ada }: Scenario, name: string): Promise<string> {
  await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
    ada.id,
  ]);
  const person = await world.person(name);
  await world.join(person, acme, 'member');
  return person.id;
}

/** An exemption of a new member of Acme, given by Ada. */
export async function newExemption(scenario: Scenario, name: string): Promise<string> {
  const input = { userId: await newMember(scenario, name), reason: 'Wenn der Anbieter ausfällt' };
  const made = await must<{ id: string }>(attemptOf(scenario, EXEMPT, { input })(scenario.ada)());
  return made.id;
}

/** Every mutation of policies; their values are settings. */
export const policyCases: MutationCases = {
  exemptFromPolicy: async (scenario) => {
    const userId = await newMember(scenario, 'Alma Ausnahme');
    const attempt = attemptOf(scenario, EXEMPT, { input: { userId, reason: 'Bis der Schlüssel da ist' } });
    return { allowed: attempt(scenario.ada), denied: attempt(scenario.max) };
  },
  endPolicyExemption: async (scenario) => {
    const attempt = attemptOf(scenario, END, { id: await newExemption(scenario, 'Emil Ende') });
    return { allowed: attempt(scenario.ada), denied: attempt(scenario.max) };
  },
  remindOfPolicy: async (scenario) => {
    const userIds = [await newMember(scenario, 'Rita Rat')];
    const changes = [{ key: 'policy.factors', value: 'passkeys' }];
    const attempt = attemptOf(scenario, REMIND, { input: { userIds, changes } });
    return { allowed: attempt(scenario.ada), denied: attempt(scenario.max) };
  },
};
