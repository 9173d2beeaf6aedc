import { giveCredentials } from '#tests/kit/credentials.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const REQUEST = 'mutation($email: String!) { requestEmailChange(input: {email: $email}) { email } }';
const OWN =
  '{ ownAddress { __typename email managedBy waiting { __typename email requestedAt expiresAt } } }';
const OFFER = 'query($token: String!) { emailChangeOffer(token: $token) { __typename email isOwn } }';

/** The address that waits, as its person sees it in the account and behind the link. */
export async function askEmailChange({ world }: Scenario): Promise<Extra[]> {
  const person = await world.person('Adele Adresse');
  await giveCredentials(world, person);
  await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
    person.id,
  ]);
  const as = world.as(person).at('identity');
  await must(as.run(REQUEST, { email: 'adele@elsewhere.example' }));
  const token = `a link to the address of ${person.id}`;
  await world.sql(
    'UPDATE identity.email_change SET token_hash = sha256($2::text::bytea) WHERE account_id = $1',
    [person.id, token],
  );
  return [
    { field: 'ownAddress', answer: await as.run(OWN) },
    { field: 'emailChangeOffer', answer: await as.run(OFFER, { token }) },
  ];
}
