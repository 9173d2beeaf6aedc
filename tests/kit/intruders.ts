import type { Intruder } from './break-in.js';
import type { Scenario } from './scenario.js';
import { operatorOf } from './operator.js';
import { makeService } from './service.js';
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

const TOOL_RIGHTS = ['MEMBER_READ', 'AUDIT_READ', 'AUDIT_EXPORT', 'SETTINGS_READ'];

/**
 * A tool of a third Organization with all that tools have a use for there. Its own: a trail that tells what strangers
 * tried would rightly name what is looked for.
 */
export async function toolOfStranger({ world }: Scenario): Promise<Intruder> {
  const person = await world.person('Tom Dritter');
  const organization = await world.organization(`dritte-${person.id.slice(-6)}`);
  await world.join(person, organization, 'owner');
  const spaceId = await world.space(organization, 'Toms Space');
  await world.grant(person, organization, spaceId, 'manager');
  const spaces = [{ spaceId, role: 'space.manager' }];
  const { id, token } = await makeService(world, person, organization, { permissions: TOOL_RIGHTS, spaces });
  const own = { ...missingIds(), organizationId: organization.id, spaceId, serviceAccountId: id };
  return { person, organization, own, mayKnow: [], token };
}

/**
 * A tool of the very owner of the treasure that was given another Space alone: what its owner holds is none of its
 * business. Colleagues' names it may know, as everybody in the Organization.
 */
export async function toolOfAnotherSpace(scenario: Scenario): Promise<Intruder> {
  const { world, ada, max, acme, openSpaceId } = scenario;
  const spaces = [{ spaceId: openSpaceId, role: 'space.editor' }];
  const { id, token } = await makeService(world, ada, acme, { spaces });
  const own = { ...(await belongingsOf(scenario, max)), spaceId: openSpaceId, serviceAccountId: id };
  return { person: ada, organization: acme, own, mayKnow: ['organizationId', 'userId'], token };
}
