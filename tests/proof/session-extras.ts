import { ask } from '#runtime/testing/world.js';
import { codeFor, giveCredentials, PASSWORD } from '#tests/kit/credentials.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import { giveConnection } from '#tests/kit/sso.js';
import type { Extra } from './extra.js';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { next } }';
const VERIFY = 'mutation($input: CodeInput!) { verifySecondFactor(input: $input) { next } }';
const RECENT = '{ recentSignIns { __typename id at means succeeded code device network } }';
const SESSIONS =
  '{ sessions { __typename id createdAt lastSeenAt expiresAt userAgent device network isIdle connectionName current assurance authenticatedBy } me { __typename idleSeconds isIdle connectionId } }';
const HOME = { userAgent: 'Firefox/140 Windows', ip: '192.0.2.7' };

/** Where somebody is signed in, by which connection, and what their sign-ins were. */
export async function askSessions({ world, acme, ada }: Scenario): Promise<Extra[]> {
  const person = await world.person('Sina Sitzung');
  const secret = await giveCredentials(world, person);
  const say = async (from: Parameters<typeof world.actor>[0], document: string, input: object) =>
    ask(world.subgraph('identity'), await world.actor(from), world.passportSecret, document, { input }, HOME);
  const signIn = (password: string) => say(null, SIGN_IN, { email: person.email, password });
  await signIn('falsch geraten');
  const half = (await signIn(PASSWORD)).extensions.kopexa?.session?.token ?? '';
  const whole = await say({ ...person, token: half }, VERIFY, { code: codeFor(secret) });
  const token = whole.extensions.kopexa?.session?.token ?? '';
  const own = world.as({ ...person, token }).at('identity');
  const recent = await own.run(RECENT);
  await must(Promise.resolve(recent));
  const connection = await giveConnection(world, acme, ada, { kind: 'oidc', config: {} });
  await world.sql(
    'UPDATE identity.session SET org_id = $2, connection_id = $3 WHERE account_id = $1 AND assurance = 2',
    [person.id, acme.id, connection],
  );
  return [
    { field: 'recentSignIns', answer: recent },
    { field: 'sessions', answer: await own.run(SESSIONS) },
  ];
}
