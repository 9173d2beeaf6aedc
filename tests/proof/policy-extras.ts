import { makeService } from '#tests/kit/service.js';
import type { Scenario } from '#tests/kit/scenario.js';
import { newExemption } from '../audit/policy-cases.js';
import type { Extra } from './extra.js';

const PREVIEW = `query($changes: [PolicyChangeInput!]!) { organization { __typename id
  policyPreview(changes: $changes) { __typename consequence fixes sessions user { __typename id } serviceAccount { __typename id } } } }`;
const EXEMPTIONS = `{ organization { __typename id policyExemptions { __typename id reason since until isInForce isBreakGlass
  user { __typename id } grantedBy { __typename id } endedBy { __typename id } } } }`;

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
  ];
}
