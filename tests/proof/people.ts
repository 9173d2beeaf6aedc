import type { Actor } from '#runtime/actor/actor.js';
import type { Person, TestOrganization, World } from '#runtime/testing/world.js';
import { serviceActor } from '#tests/kit/service.js';
import type { Asker, Places, Somebody } from './asker.js';
import { gatherNewcomers } from './newcomers.js';
import { NOBODY, rightsOf, rightsOfService } from './rights.js';

/** The asker as the gateway resolves them, for a minute. */
export const actorOf = (world: World, { person, organization, half, token }: Asker): Promise<Actor> =>
  token ? serviceActor(world, token) : world.actor(person, organization, { half: half ?? false });

/** Everybody who asks: all kinds of people in the first Organization, the owner of the second, and the operator. */
export async function gatherAskers(
  first: Places,
  second: Places,
  operator: { readonly paula: Person; readonly organization: TestOrganization },
): Promise<Asker[]> {
  const { scenario, spaces } = first;
  const { world, acme, ada, max } = scenario;
  const [own, , third] = spaces;
  const join = async (name: string, role: 'admin' | 'member' | 'guest'): Promise<Person> => {
    const person = await world.person(name);
    await world.join(person, acme, role);
    return person;
  };
  const admin = await join('Otto Verwalter', 'admin');
  const auditor = await join('Rita Revision', 'member');
  const guest = await join('Gus Gast', 'guest');
  const viewer = await join('Vera Leserin', 'member');
  const removed = await join('Rolf Ehemals', 'member');
  const half = await join('Hella Halb', 'admin');
  await world.grant(auditor, acme, own, 'auditor');
  await world.grant(guest, acme, third, 'viewer');
  await world.grant(viewer, acme, own, 'viewer');
  await world.grant(half, acme, own, 'manager');
  await world.grant(removed, acme, own, 'manager');
  await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [removed.id]);
  await world.sql('UPDATE tenancy.space_grant SET valid_to = now() WHERE principal_id = $1', [removed.id]);
  const former = await join('Fred Früher', 'member');
  const signedOut = await join('Sina Abgemeldet', 'admin');
  const ended = await world.grant(former, acme, own, 'manager');
  await world.revoke(ended);
  await world.grant(signedOut, acme, own, 'manager');
  await world.sql('UPDATE identity.session SET revoked_at = now() WHERE account_id = $1', [signedOut.id]);
  const member = { organization: acme, belongs: true };
  const outside = { ...member, belongs: false };
  const askers: Somebody[] = [
    { ...member, name: 'owner', person: ada },
    { ...member, name: 'admin', person: admin },
    { ...member, name: 'auditor', person: auditor },
    { ...member, name: 'member', person: max },
    { ...member, name: 'guest', person: guest },
    { ...member, name: 'viewer', person: viewer },
    { ...member, name: 'former manager', person: former },
    { ...outside, name: 'ended session', person: signedOut },
    { ...outside, name: 'removed member', person: removed },
    { ...outside, name: 'half a session', person: half, half: true },
    { ...outside, name: 'nobody', person: null },
    {
      ...member,
      name: 'owner of another Organization',
      organization: second.scenario.acme,
      person: second.scenario.ada,
    },
    {
      ...member,
      name: 'operator',
      organization: operator.organization,
      person: operator.paula,
    },
    ...(await gatherNewcomers(first, operator)),
  ];
  return Promise.all(askers.map(async (asker) => ({ ...asker, ...(await readable(world, asker)) })));
}

/** What the rows say: grants, groups, roles, ends and restrictions. */
async function readable(
  world: World,
  { person, organization, belongs, token }: Somebody,
): Promise<Pick<Asker, 'reads' | 'drafts' | 'closed' | 'rights'>> {
  const owned = person && belongs ? await rightsOf(world, person.id, organization.id) : NOBODY;
  const rights = token ? await rightsOfService(world, token, person?.id ?? '', owned) : owned;
  const those = (permission: 'document.read' | 'document.read_draft'): string[] =>
    [...rights.spaces].filter(([, held]) => held.has(permission)).map(([id]) => id);
  return {
    rights,
    reads: those('document.read'),
    drafts: those('document.read_draft'),
    closed: rights.closed,
  };
}
