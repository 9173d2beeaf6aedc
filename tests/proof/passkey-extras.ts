import { TEST_ORIGIN } from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { SoftPasskey } from '#tests/kit/passkey.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const BEGIN = 'mutation { beginPasskeyRegistration { json } }';
const REGISTER = 'mutation($input: RegisterPasskeyInput!) { registerPasskey(input: $input) { id } }';
const SHOWN = '{ passkeys { __typename id name createdAt lastUsedAt isBackedUp } }';
const OFFER = 'query($token: String!) { passwordResetOffer(token: $token) { __typename email } }';

/** One's own passkeys, and what a link for a new password says. */
export async function askCredentials({ world }: Scenario): Promise<Extra[]> {
  const person = await world.person('Petra Passkey');
  await giveCredentials(world, person);
  await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
    person.id,
  ]);
  const own = world.as(person).at('identity');
  const { json } = await must<{ json: string }>(own.run(BEGIN));
  const response = new SoftPasskey(TEST_ORIGIN).register(json);
  await must(own.run(REGISTER, { input: { name: 'Laptop', response } }));
  await world.sql('UPDATE identity.passkey SET last_used_at = now() WHERE account_id = $1', [person.id]);
  const token = `mailed to ${person.id}`;
  await world.sql(
    'INSERT INTO identity.password_reset (reset_id, account_id, token_hash) VALUES (uuidv7(), $1, sha256($2::text::bytea))',
    [person.id, token],
  );
  return [
    { field: 'passkeys', answer: await own.run(SHOWN) },
    { field: 'passwordResetOffer', answer: await world.as(null).at('identity').run(OFFER, { token }) },
  ];
}
