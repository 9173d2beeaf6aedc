import type { Person, World } from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { must } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const REQUEST = 'mutation($email: String!) { requestEmailChange(input: {email: $email}) { email } }';
const CANCEL = 'mutation { cancelEmailChange { email } }';
const CONFIRM = 'mutation($token: String!) { confirmEmailChange(input: {token: $token}) }';

/** Somebody whose second factor is a moment old. */
async function fresh(world: World, name: string): Promise<Person> {
  const person = await world.person(name);
  await giveCredentials(world, person);
  await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
    person.id,
  ]);
  return person;
}

/** Another address for one's own account. */
export const emailChangeCases: MutationCases = {
  requestEmailChange: async ({ world }) => {
    const [person, impatient] = [await fresh(world, 'Nora Neuadresse'), await fresh(world, 'Udo Ungeduld')];
    const ask = (by: Person) => () =>
      world
        .as(by)
        .at('identity')
        .run(REQUEST, { email: `neu.${by.id}@example.net` });
    for (let turn = 0; turn < 6; turn += 1) await ask(impatient)();
    return { allowed: ask(person), denied: ask(impatient) };
  },
  cancelEmailChange: async ({ world }) => {
    const person = await fresh(world, 'Zita Zurück');
    const as = world.as(person).at('identity');
    await must(as.run(REQUEST, { email: `neu.${person.id}@example.net` }));
    return { allowed: () => as.run(CANCEL) };
  },
  confirmEmailChange: async ({ world }) => {
    const person = await fresh(world, 'Bert Bestätigt');
    const as = world.as(person).at('identity');
    await must(as.run(REQUEST, { email: `neu.${person.id}@example.net` }));
    const token = `a link that was mailed to ${person.id}`;
    await world.sql(
      'UPDATE identity.email_change SET token_hash = sha256($2::text::bytea) WHERE account_id = $1',
      [person.id, token],
    );
    const attempt = (link: string) => () => as.run(CONFIRM, { token: link });
    return { allowed: attempt(token), denied: attempt('kein Link') };
  },
};
