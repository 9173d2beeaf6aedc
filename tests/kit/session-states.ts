import { newId } from '#runtime/graphql/ids.js';
import type { Person, TestOrganization, World } from '#runtime/testing/world.js';
import { giveCredentials, givePassword } from './credentials.js';

/** A state in which a session opens nothing, with somebody in it and the code that they get. */
export interface State {
  readonly name: 'none' | 'password only' | 'enrolled, not verified' | 'idle' | 'expired' | 'revoked';
  readonly person: Person | null;
  readonly code: 'UNAUTHENTICATED' | 'SECOND_FACTOR_REQUIRED';
}

/** Every such state, each with an owner of the Organization in it. */
export async function statesOf(world: World, organization: TestOrganization): Promise<readonly State[]> {
  const owner = async (name: string): Promise<Person> => {
    const person = await world.person(name);
    await world.join(person, organization, 'owner');
    return person;
  };
  const half = async (name: string, give: typeof givePassword | typeof giveCredentials): Promise<Person> => {
    const person = await owner(name);
    await give(world, person);
    return { ...person, token: person.halfToken };
  };
  const changed = async (name: string, change: string): Promise<Person> => {
    const person = await owner(name);
    await giveCredentials(world, person);
    await world.sql(`UPDATE identity.session SET ${change} WHERE account_id = $1`, [person.id]);
    return person;
  };
  const once = 'SECOND_FACTOR_REQUIRED';
  return [
    { name: 'none', person: null, code: 'UNAUTHENTICATED' },
    { name: 'password only', person: await half('Bo Halb', givePassword), code: once },
    { name: 'enrolled, not verified', person: await half('Cy Halb', giveCredentials), code: once },
    {
      name: 'idle',
      person: await changed('Di Ruht', "last_seen_at = now() - interval '61 minutes'"),
      code: once,
    },
    {
      name: 'expired',
      person: await changed('Ed Alt', "expires_at = now() - interval '1 second'"),
      code: 'UNAUTHENTICATED',
    },
    { name: 'revoked', person: await changed('Flo Weg', 'revoked_at = now()'), code: 'UNAUTHENTICATED' },
  ];
}

/** Binds a person's whole session to an Organization, as coming by a connection of it does. */
export async function bindSession(
  world: Pick<World, 'sql'>,
  person: Person,
  organization: TestOrganization,
): Promise<void> {
  await world.sql(
    `UPDATE identity.session SET org_id = $2, connection_id = $3, authenticated_by = 'sso+idp'
      WHERE account_id = $1 AND assurance = 2`,
    [person.id, organization.id, newId()],
  );
}
