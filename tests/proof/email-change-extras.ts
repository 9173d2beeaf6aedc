import { giveCredentials } from '#tests/kit/credentials.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const REQUEST = 'mutation($email: String!) { requestEmailChange(input: {email: $email}) { email } }';
const OWN =
  '{ ownAddress { __typename email managedBy waiting { __typename email requestedAt expiresAt } } }';
const OFFER = 'query($token: String!) { emailChangeOffer(token: $token) { __typename email isOwn } }';

/** The address that waits, as its person sees it in the account and behind the link. */
export async function askEmailChange(scenario: Scenario): Promise<Extra[]> {
  const { world } = scenario;
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
    { field: 'ownAddress', answer: await askManaged(scenario) },
    { field: 'emailChangeOffer', answer: await as.run(OFFER, { token }) },
  ];
}

/** The address of somebody whom an Organization keeps in its directory, under a domain that it proved. */
async function askManaged({ world, acme }: Scenario) {
  const person = await world.person('Dora Verzeichnis');
  await giveCredentials(world, person);
  await world.join(person, acme, 'member');
  await world.sql('UPDATE identity.account SET email = $2 WHERE account_id = $1', [
    person.id,
    'dora@kept.example',
  ]);
  await world.sql(
    `INSERT INTO identity.domain (domain_id, org_id, domain, challenge, verified_at, checked_at, created_by)
       VALUES (uuidv7(), $1, 'kept.example', 'kopexa-domain=0123456789abcdef', now(), now(), $2)`,
    [acme.id, person.id],
  );
  await world.sql(
    `INSERT INTO identity.directory_user (org_id, account_id, user_name, external_id, display_name, active)
       VALUES ($1, $2, 'dora@kept.example', 'external-dora', 'Dora', true)`,
    [acme.id, person.id],
  );
  return world.as(person).at('identity').run(OWN);
}
