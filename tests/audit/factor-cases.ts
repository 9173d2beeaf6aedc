import { TEST_ORIGIN, type Person, type World } from '#runtime/testing/world.js';
import { codeFor, giveCredentials, givePassword } from '#tests/kit/credentials.js';
import { SoftPasskey } from '#tests/kit/passkey.js';
import { must } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const BEGIN = 'mutation { beginAuthenticatorApp { secret } }';
const ADD = 'mutation($input: AddAuthenticatorAppInput!) { addAuthenticatorApp(input: $input) { id name } }';
const RENAME =
  'mutation($input: RenameAuthenticatorAppInput!) { renameAuthenticatorApp(input: $input) { name } }';
const REMOVE = 'mutation($id: ID!) { removeAuthenticatorApp(appId: $id) }';
const RENEW = 'mutation { renewRecoveryCodes { recoveryCodes next } }';
const BEGIN_PASSKEY = 'mutation { beginPasskeyEnrolment { json } }';
const CONFIRM_PASSKEY =
  'mutation($input: RegisterPasskeyInput!) { confirmPasskeyEnrolment(input: $input) { recoveryCodes next } }';

/** Somebody with an app whose second factor is a moment old. */
async function fresh(world: World, name: string): Promise<Person> {
  const person = await world.person(name);
  await giveCredentials(world, person);
  await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
    person.id,
  ]);
  return person;
}

async function withTwo(world: World, name: string): Promise<{ person: Person; id: string }> {
  const person = await fresh(world, name);
  const as = world.as(person).at('identity');
  const { secret } = await must<{ secret: string }>(as.run(BEGIN));
  const input = { code: codeFor(secret), name: 'Tablet' };
  const { id } = await must<{ id: string }>(as.run(ADD, { input }));
  return { person, id };
}

/** The mutations of authenticator apps, recovery codes and a passkey as the first factor. */
export const factorCases: MutationCases = {
  beginAuthenticatorApp: async ({ world }) => {
    const person = await fresh(world, 'Bea Beginnt');
    return { allowed: () => world.as(person).at('identity').run(BEGIN) };
  },
  addAuthenticatorApp: async ({ world }) => {
    const person = await fresh(world, 'Adda Dazu');
    const as = world.as(person).at('identity');
    const { secret } = await must<{ secret: string }>(as.run(BEGIN));
    const add = (code: () => string) => () => as.run(ADD, { input: { code: code(), name: 'Tablet' } });
    return { allowed: add(() => codeFor(secret)), denied: add(() => '000000') };
  },
  renameAuthenticatorApp: async ({ world }) => {
    const { person, id } = await withTwo(world, 'Nora Neuname');
    const other = await fresh(world, 'Otto Fremdname');
    const run = (by: Person) => () =>
      world
        .as(by)
        .at('identity')
        .run(RENAME, { input: { appId: id, name: 'Altes Tablet' } });
    return { allowed: run(person), denied: run(other) };
  },
  removeAuthenticatorApp: async ({ world }) => {
    const { person, id } = await withTwo(world, 'Rita Raus');
    const other = await fresh(world, 'Olaf Fremd');
    const run = (by: Person) => () => world.as(by).at('identity').run(REMOVE, { id });
    return { allowed: run(person), denied: run(other) };
  },
  renewRecoveryCodes: async ({ world }) => {
    const person = await fresh(world, 'Erna Erneuert');
    return { allowed: () => world.as(person).at('identity').run(RENEW) };
  },
  beginPasskeyEnrolment: async ({ world }) => {
    const person = await world.person('Emil Erster');
    await givePassword(world, person);
    return { allowed: () => world.as(person, null, { half: true }).at('identity').run(BEGIN_PASSKEY) };
  },
  confirmPasskeyEnrolment: async ({ world }) => {
    const person = await world.person('Paul Passkey');
    await givePassword(world, person);
    const half = world.as(person, null, { half: true }).at('identity');
    const prepare = async (origin: string) => {
      const { json } = await must<{ json: string }>(half.run(BEGIN_PASSKEY));
      const input = {
        name: 'Handy',
        response: new SoftPasskey(TEST_ORIGIN).register(json, { origin }),
      };
      return () => half.run(CONFIRM_PASSKEY, { input });
    };
    const denied = await prepare('https://anderswo.example');
    return { allowed: await prepare(TEST_ORIGIN), denied, reason: 'passkey.origin' };
  },
};
