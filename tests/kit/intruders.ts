import type { Intruder } from './break-in.js';
import type { Scenario } from './scenario.js';
import { operatorOf } from './operator.js';
import { belongingsOf, missingIds, type Ids } from './treasure.js';

/** The owner of another Organization: may know nothing. */
export async function stranger(scenario: Scenario): Promise<Intruder> {
  const { eve, rival } = scenario;
  return { person: eve, organization: rival, own: await belongingsOf(scenario, eve), mayKnow: [] };
}

/** A member of the same Organization without a right in the Space: colleagues know each other by name. */
export async function colleague(scenario: Scenario): Promise<Intruder> {
  const { max, acme } = scenario;
  const mayKnow = ['organizationId', 'userId', 'memberId', 'request'];
  return { person: max, organization: acme, own: await belongingsOf(scenario, max), mayKnow };
}

/** The owner of the operator's Organization: runs the installation and may know nothing of its customers. */
export async function operatorStaff({ world }: Scenario): Promise<Intruder> {
  const { paula, organization } = await operatorOf(world);
  const mayKnow = ['supplier', 'supplierId', 'certificateId', 'dpadraft'];
  return { person: paula, organization, own: missingIds(), mayKnow };
}

/** The owner herself before her second factor: she may see nothing but her own sessions. */
export function halfSignedIn(scenario: Scenario, own: Ids): Intruder {
  const { ada, acme } = scenario;
  return { person: ada, organization: acme, own, mayKnow: ['sessionId'], half: true };
}
