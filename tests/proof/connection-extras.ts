import { newId } from '#runtime/graphql/ids.js';
import { makeForge } from '#tests/kit/idp/saml-forge.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import { giveConnection } from '#tests/kit/sso.js';
import { TXT_RECORDS } from '#tests/kit/outside-answers.js';
import type { Extra } from './extra.js';

const LIST = '{ connections(includeArchived: true) { __typename } }';
const ONE = 'query($id: ID!) { connection(id: $id) { __typename } }';
const DOMAINS = '{ domains { __typename } }';
const CHECK = 'query($id: ID!) { domainCheck(id: $id) { __typename } }';
const SAML = 'query($input: SamlSourceInput!) { samlReading(input: $input) { __typename } }';
const OIDC = `query($id: ID!) { oidcReading(connectionId: $id, issuer: "https://idp.example.com") { __typename } }`;
const ADD = 'mutation($input: AddDomainInput!) { addDomain(input: $input) { id record { name value } } }';
const ARCHIVE = 'mutation($id: ID!) { archiveConnection(connectionId: $id) { id } }';

/** Connections of each protocol with what came of a test run, and domains in each state, asked as their owner. */
export async function askConnections(
  scenario: Scenario,
  widen: (subgraph: string, document: string) => string,
): Promise<Extra[]> {
  const { world, acme, ada } = scenario;
  const identity = world.as(ada, acme).at('identity');
  const ask = async (document: string, variables: Record<string, unknown> = {}): Promise<Extra> => ({
    field: document.slice(0, 60),
    answer: await identity.run(widen('identity', document), variables),
  });
  const made = await connectionsOf(scenario);
  const archived = await giveConnection(world, acme, ada, {
    kind: 'oauth',
    config: made.github,
    status: 'off',
  });
  await must(identity.run(ARCHIVE, { id: archived }));
  const domain = await must<{ id: string; record: { name: string; value: string } }>(
    identity.run(ADD, { input: { domain: `probe-${newId().slice(-12)}.de` } }),
  );
  await world.sql(
    `UPDATE identity.domain SET verified_at = now(), checked_at = now(), failing_since = now(), connection_id = $2 WHERE domain_id = $1`,
    [domain.id, made.saml],
  );
  TXT_RECORDS.set(domain.record.name, [domain.record.value]);
  const broken = { connectionId: made.saml, xml: '<nothing/>' };
  const byHand = {
    idpEntityId: 'urn:idp',
    ssoUrl: 'https://idp.example.com/sso',
    sloUrl: 'https://idp.example.com/slo',
  };
  const whole = { connectionId: made.saml, byHand: { ...byHand, certificates: [made.certificate] } };
  return [
    await ask(LIST),
    await ask(ONE, { id: made.saml }),
    await ask(ONE, { id: made.oidc }),
    await ask(DOMAINS),
    await ask(CHECK, { id: domain.id }),
    await ask(CHECK, { id: await wrong(scenario) }),
    await ask(SAML, { input: broken }),
    await ask(SAML, { input: whole }),
    await ask(OIDC, { id: made.oidc }),
  ];
}

/** A domain with something else in the DNS. */
async function wrong({ world, acme, ada }: Scenario): Promise<string> {
  const input = { domain: `falsch-${newId().slice(-12)}.de` };
  const added = await must<{ id: string; record: { name: string } }>(
    world.as(ada, acme).at('identity').run(ADD, { input }),
  );
  TXT_RECORDS.set(added.record.name, ['kopexa-domain-verification=something else']);
  return added.id;
}

async function connectionsOf({ world, acme, ada }: Scenario) {
  const { certificate } = await makeForge('urn:idp');
  const rules = [{ attribute: 'groups', value: 'staff', role: 'organization.member' }];
  const saml = await giveConnection(world, acme, ada, {
    kind: 'saml',
    name: 'SAML der Probe',
    newcomers: { rules },
    config: {
      ...{ idpEntityId: 'urn:idp', ssoUrl: 'https://idp.example.com/sso', ssoBinding: 'redirect' },
      ...{ sloUrl: 'https://idp.example.com/slo', certificates: [certificate] },
      ...{ metadataUrl: 'https://idp.example.com/metadata', allowIdpInitiated: false },
      ...{ requireEncryption: false, requestedContexts: ['urn:context'], ownCertificates: [certificate] },
      ...{ nextCertificates: [certificate], pastCertificates: [certificate] },
    },
  });
  const oidc = await giveConnection(world, acme, ada, {
    kind: 'oidc',
    name: 'OpenID der Probe',
    config: { issuer: 'https://idp.example.com', clientId: 'probe', scopes: ['openid'], metadata: {} },
  });
  await world.sql('SELECT identity.keep_test_run($1, $2, 1, $3, true, $4, $5, $6)', [
    ...[newId(), saml, ada.id, JSON.stringify([{ name: 'saml.audience', ok: true, detail: 'urn:probe' }])],
    ...[JSON.stringify({ email: ['ada@example.com'] }), ['context:urn:context']],
  ]);
  // A later version that brings the first one back.
  await world.sql(
    `INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, author_id, reason, restored_from)
     SELECT org_id, connection_id, 2, config || '{"clientId": "second"}', sealed, author_id, 'Zurück', 1
       FROM identity.connection_version WHERE connection_id = $1`,
    [oidc],
  );
  await world.sql(
    `INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, author_id, reason)
     SELECT org_id, connection_id, 3, config || '{"clientId": "third"}', sealed, author_id, 'Weiter'
       FROM identity.connection_version WHERE connection_id = $1 AND version = 2`,
    [oidc],
  );
  await world.sql('UPDATE identity.connection SET latest_version = 3 WHERE connection_id = $1', [oidc]);
  return { saml, oidc, certificate, github: { provider: 'github', clientId: 'probe' } };
}
