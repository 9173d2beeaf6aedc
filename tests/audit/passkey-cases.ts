import { TEST_ORIGIN, type Person, type World } from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { SoftPasskey } from '#tests/kit/passkey.js';
import { must } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const BEGIN_REGISTRATION = 'mutation { beginPasskeyRegistration { json } }';
const REGISTER = 'mutation($input: RegisterPasskeyInput!) { registerPasskey(input: $input) { id name } }';
const RENAME = 'mutation($input: RenamePasskeyInput!) { renamePasskey(input: $input) { name } }';
const REMOVE = 'mutation($id: ID!) { removePasskey(passkeyId: $id) }';
const BEGIN = 'mutation { beginPasskey { json } }';
const SHOWN = {
  signInWithPasskey: 'mutation($input: ShownPasskeyInput!) { signInWithPasskey(input: $input) { next } }',
  verifyPasskey: 'mutation($input: ShownPasskeyInput!) { verifyPasskey(input: $input) { next } }',
  confirmPasskey: 'mutation($input: ShownPasskeyInput!) { confirmPasskey(input: $input) }',
} as const;

/** Somebody whose second factor is a moment old. */
async function fresh(world: World, name: string): Promise<Person> {
  const person = await world.person(name);
  await giveCredentials(world, person);
  await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
    person.id,
  ]);
  return person;
}

async function withPasskey(
  world: World,
  name: string,
): Promise<{ readonly person: Person; readonly key: SoftPasskey; readonly id: string }> {
  const person = await fresh(world, name);
  const key = new SoftPasskey(TEST_ORIGIN);
  const as = world.as(person).at('identity');
  const { json } = await must<{ json: string }>(as.run(BEGIN_REGISTRATION));
  const { id } = await must<{ id: string }>(
    as.run(REGISTER, { input: { name: 'Schlüsselbund', response: key.register(json) } }),
  );
  return { person, key, id };
}

/** Shows the passkey by one of the three mutations: rightly, and with a signature that does not fit. */
const shown =
  (mutation: keyof typeof SHOWN): MutationCases[string] =>
  async ({ world }) => {
    const { person, key } = await withPasskey(world, `Pia ${mutation}`);
    const as =
      mutation === 'signInWithPasskey'
        ? world.as(null)
        : world.as(person, null, { half: mutation === 'verifyPasskey' });
    const prepare = async (badSignature: boolean) => {
      const { json } = await must<{ json: string }>(as.at('identity').run(BEGIN));
      const input = { response: key.show(json, { badSignature }) };
      return () => as.at('identity').run(SHOWN[mutation], { input });
    };
    return { denied: await prepare(true), reason: 'passkey.signature', allowed: await prepare(false) };
  };

/** The mutations of passkeys. */
export const passkeyCases: MutationCases = {
  beginPasskeyRegistration: async ({ world }) => {
    const person = await fresh(world, 'Berta Passkey');
    const run = (half: boolean) => () =>
      world.as(person, null, { half }).at('identity').run(BEGIN_REGISTRATION);
    return { allowed: run(false), denied: run(true) };
  },
  registerPasskey: async ({ world }) => {
    const person = await fresh(world, 'Rita Passkey');
    const key = new SoftPasskey(TEST_ORIGIN);
    const as = world.as(person).at('identity');
    const prepare = async (origin: string) => {
      const { json } = await must<{ json: string }>(as.run(BEGIN_REGISTRATION));
      const input = { name: 'Handy', response: key.register(json, { origin }) };
      return () => as.run(REGISTER, { input });
    };
    const denied = await prepare('https://anderswo.example');
    return { allowed: await prepare(TEST_ORIGIN), denied, reason: 'passkey.origin' };
  },
  renamePasskey: async ({ world }) => {
    const { person, id } = await withPasskey(world, 'Nora Name');
    const other = await fresh(world, 'Otto Anders');
    const rename = (by: Person) => () =>
      world
        .as(by)
        .at('identity')
        .run(RENAME, { input: { passkeyId: id, name: 'Am Schlüsselbund' } });
    return { allowed: rename(person), denied: rename(other) };
  },
  removePasskey: async ({ world }) => {
    const { person, id } = await withPasskey(world, 'Rolf Raus');
    const other = await fresh(world, 'Olga Anders');
    const remove = (by: Person) => () => world.as(by).at('identity').run(REMOVE, { id });
    return { allowed: remove(person), denied: remove(other) };
  },
  beginPasskey: async ({ world }) => {
    const without = await fresh(world, 'Ohne Schlüssel');
    const begin = (by: Person | null) => () => world.as(by).at('identity').run(BEGIN);
    return { allowed: begin(null), denied: begin(without) };
  },
  signInWithPasskey: shown('signInWithPasskey'),
  verifyPasskey: shown('verifyPasskey'),
  confirmPasskey: shown('confirmPasskey'),
};
