import { must, type Scenario } from '#tests/kit/scenario.js';
import {
  giveConnection,
  giveDomain,
  holder,
  inBrowser,
  leaveArrival,
  newBrowser,
  tokenOf,
} from '#tests/kit/sso.js';
import { asserted } from '#tests/kit/sso-double.js';
import type { Extra } from './extra.js';

const OPTIONS =
  'query($email: String!) { signInOptions(email: $email) { __typename password connections { __typename id name } } }';
const OFFERED = 'query($slug: String!) { ssoConnections(slug: $slug) { __typename id name } }';
const LEAVE = '{ ssoLogoutUrl }';
const FINISH =
  'mutation($input: FinishSsoInput!) { finishSso(input: $input) { __typename next name returnPath } }';

const ISSUER = 'https://idp.example';
const OIDC = {
  kind: 'oidc',
  config: {
    issuer: ISSUER,
    clientId: 'kopexa',
    scopes: ['openid'],
    metadata: {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      end_session_endpoint: `${ISSUER}/logout`,
    },
  },
} as const;

const LINK = 'mutation($arrival: String!) { linkSso(arrival: $arrival) { __typename returnPath } }';

/** What the way in by a connection says, and to whom. */
export async function askSso({ world, acme, ada }: Scenario): Promise<Extra[]> {
  const connection = await giveConnection(world, acme, ada, OIDC);
  await giveDomain(world, acme, ada, 'proof-of-sso.example', connection);
  const email = 'somebody@proof-of-sso.example';
  const who = asserted('somebody', { email, isEmailVerified: true });
  const browser = newBrowser();
  const arrival = await leaveArrival(world, connection, browser, who);
  await world.sql(
    "UPDATE identity.sso_arrival SET needs_consent = true WHERE handle_hash = sha256(convert_to($1, 'UTF8'))",
    [arrival],
  );
  const asked = await inBrowser(world, browser, FINISH, { input: { arrival } });
  const entered = inBrowser(world, browser, FINISH, { input: { arrival, confirmed: true } });
  await must(entered);
  const bound = holder(tokenOf(await entered));
  const person = await world.person('Liane Link');
  const own = 'liane@proof-of-sso.example';
  await world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [own, person.id]);
  const hers = newBrowser(person);
  const theirs = asserted('liane', { email: own, isEmailVerified: true });
  const linked = await inBrowser(world, hers, LINK, {
    arrival: await leaveArrival(world, connection, hers, theirs),
  });
  return [
    { field: 'linkSso', answer: linked },
    { field: 'signInOptions', answer: await world.as(null).at('identity').run(OPTIONS, { email }) },
    {
      field: 'ssoConnections',
      answer: await world.as(ada).at('identity').run(OFFERED, { slug: acme.slug }),
    },
    { field: 'finishSso', answer: asked },
    {
      field: 'ssoLogoutUrl',
      answer: await world.as(bound, null, { half: true }).at('identity').run(LEAVE),
    },
  ];
}
