import { giveCredentials } from '#tests/kit/credentials.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const ASK = 'mutation($input: ResetFactorsInput!) { resetMemberFactors(input: $input) { id } }';
const RESETS = `{ factorResets { __typename id reason askedAt expiresAt decidedAt state viewerMayApprove viewerMayCancel
  user { __typename id name email } askedBy { __typename id name email } decidedBy { __typename id name email } } }`;
const APPS = '{ authenticatorApps { __typename id name createdAt lastUsedAt } }';

/** One's own authenticator apps, and resets of second factors as owners see them. */
export async function askFactors({ world, acme, ada }: Scenario): Promise<Extra[]> {
  const lost = await world.person('Vera Verloren');
  await giveCredentials(world, lost);
  await world.join(lost, acme, 'member');
  await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
    ada.id,
  ]);
  const owner = world.as(ada, acme).at('identity');
  await must(owner.run(ASK, { input: { userId: lost.id, reason: 'Am Telefon erkannt.' } }));
  const person = await world.person('Armin App');
  await giveCredentials(world, person);
  await world.sql('UPDATE identity.totp_factor SET last_used_at = now() WHERE account_id = $1', [person.id]);
  return [
    { field: 'factorResets', answer: await owner.run(RESETS) },
    { field: 'authenticatorApps', answer: await world.as(person).at('identity').run(APPS) },
  ];
}
