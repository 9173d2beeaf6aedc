import { giveCredentials } from '#tests/kit/credentials.js';
import { makeService } from '#tests/kit/service.js';
import type { Scenario } from '#tests/kit/scenario.js';
import { newExemption } from '../audit/policy-cases.js';
import type { Extra } from './extra.js';

const PREVIEW = `query($changes: [PolicyChangeInput!]!) { organization { __typename id
  policyPreview(changes: $changes) { __typename consequence fixes sessions user { __typename id } serviceAccount { __typename id } } } }`;
const EXEMPTIONS = `{ organization { __typename id policyExemptions { __typename id reason since until isInForce isBreakGlass
  user { __typename id } grantedBy { __typename id } endedBy { __typename id } } } }`;

const RULES = '{ passwordRules { __typename length lengthBy history historyBy days daysBy changedAt } }';

/** The rules for the password of somebody whose Organization asks for more than always holds. */
async function askRules({ world }: Scenario): Promise<Extra> {
  const person = await world.person('Regine Regel');
  await giveCredentials(world, person);
  const strict = await world.organization('strenge-regeln');
  await world.join(person, strict, 'member');
  await world.sql(
    "INSERT INTO tenancy.entry_policy VALUES ($1, false, false, 60, 24, '{}', 20, 5, 90, '{}')",
    [strict.id],
  );
  return { field: 'passwordRules', answer: await world.as(person).at('identity').run(RULES) };
}

/** What a policy would mean for people and tools, and whom policies do not bind. */
export async function askPolicies(scenario: Scenario): Promise<Extra[]> {
  const { world, acme, ada } = scenario;
  await newExemption(scenario, 'Konrad Kranz');
  await makeService(world, ada, acme);
  const asAda = world.as(ada, acme).at('tenancy');
  const changes = [
    { key: 'policy.factors', value: 'passkeys' },
    { key: 'policy.addresses', value: '198.51.100.0/24' },
  ];
  return [
    { field: 'organization (dry run of policies)', answer: await asAda.run(PREVIEW, { changes }) },
    { field: 'organization (exemptions)', answer: await asAda.run(EXEMPTIONS) },
    await askRules(scenario),
  ];
}
