import { newId } from '#runtime/graphql/ids.js';
import { proofOfDomain, readIssuer } from '#tests/kit/connections.js';
import { makeForge } from '#tests/kit/idp/saml-forge.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Arranged, MutationCases } from './mutation-cases.js';

const mutation = (field: string, type: string): string =>
  `mutation($input: ${type}!) { ${field}(input: $input) { id } }`;
const CREATE = mutation('createConnection', 'CreateConnectionInput');
const OAUTH = mutation('configureOauth', 'ConfigureOauthInput');
const OIDC = mutation('configureOidc', 'ConfigureOidcInput');
const SAML = mutation('configureSaml', 'ConfigureSamlInput');
const ADD = mutation('addDomain', 'AddDomainInput');
const READING = 'query($input: SamlSourceInput!) { samlReading(input: $input) { reading } }';
const OFF = 'mutation($id: ID!) { switchOffConnection(connectionId: $id) { id } }';
const ARCHIVE = 'mutation($id: ID!) { archiveConnection(connectionId: $id) { id } }';
const REMOVE = 'mutation($id: ID!) { removeDomain(domainId: $id) }';
const reason = 'Für den Test';

/** Runs the same once as Ada, who sets sign-in up, and once as Max, who may not. */
function both(
  { world, acme, ada, max }: Scenario,
  document: string,
  variables: Record<string, unknown>,
): Arranged {
  const attempt = (person: typeof ada) => () =>
    world.as(person, acme).at('identity').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

const asAda = ({ world, acme, ada }: Scenario) => world.as(ada, acme).at('identity');

async function draft(scenario: Scenario, preset = 'github'): Promise<string> {
  const input = { preset, name: 'Firmen-Login' };
  return (await must<{ id: string }>(asAda(scenario).run(CREATE, { input }))).id;
}

const oauthInput = (connectionId: string, expectedVersion: number) => ({
  ...{ connectionId, expectedVersion, reason },
  ...{ clientId: 'client', clientSecret: 'ein-langes-geheimnis' },
});

async function configured(scenario: Scenario): Promise<string> {
  const id = await draft(scenario);
  await must(asAda(scenario).run(OAUTH, { input: oauthInput(id, 0) }));
  return id;
}

/** A connection that came all the way through a test run. */
async function tested(scenario: Scenario): Promise<string> {
  const id = await configured(scenario);
  await scenario.world.sql('SELECT identity.keep_test_run($1, $2, 1, $3, true, $4, $5, $6)', [
    ...[newId(), id, scenario.ada.id, '[]', '{}', ['amr:mfa']],
  ]);
  return id;
}

async function active(scenario: Scenario): Promise<string> {
  const connectionId = await tested(scenario);
  const document = mutation('activateConnection', 'ActivateConnectionInput');
  await must(asAda(scenario).run(document, { input: { connectionId, expectedVersion: 1 } }));
  return connectionId;
}

async function domain(scenario: Scenario): Promise<string> {
  const input = { domain: `firma-${newId().slice(-12)}.de` };
  return (await must<{ id: string }>(asAda(scenario).run(ADD, { input }))).id;
}

async function provenDomain(scenario: Scenario): Promise<Arranged> {
  const domainId = await domain(scenario);
  const proof = await proofOfDomain(asAda(scenario), domainId);
  return both(scenario, mutation('verifyDomain', 'VerifyDomainInput'), { input: { domainId, proof } });
}

/** A SAML provider whose facts were typed in. */
async function samlInput(scenario: Scenario, connectionId: string) {
  const { certificate } = await makeForge('urn:idp');
  const idp = { idpEntityId: 'https://idp.example.com', ssoUrl: 'https://idp.example.com/sso' };
  const { reading } = await must<{ reading: string }>(
    asAda(scenario).run(READING, {
      input: { connectionId, byHand: { ...idp, certificates: [certificate] } },
    }),
  );
  return {
    ...{ connectionId, expectedVersion: 0, reason, reading },
    ...{ allowIdpInitiated: false, requireEncryption: true, requestedContexts: [] },
  };
}

/** Every mutation about connections and domains. */
export const connectionCases: MutationCases = {
  createConnection: (scenario) =>
    Promise.resolve(both(scenario, CREATE, { input: { preset: 'okta', name: 'Okta' } })),
  renameConnection: async (scenario) => {
    const input = { connectionId: await draft(scenario), name: 'Anderer Name' };
    return both(scenario, mutation('renameConnection', 'RenameConnectionInput'), { input });
  },
  configureOauth: async (scenario) => both(scenario, OAUTH, { input: oauthInput(await draft(scenario), 0) }),
  configureOidc: async (scenario) => {
    const id = await draft(scenario, 'oidc');
    const input = {
      ...oauthInput(id, 0),
      reading: await readIssuer(asAda(scenario), id),
      scopes: ['openid', 'email'],
    };
    return both(scenario, OIDC, { input });
  },
  configureSaml: async (scenario) => {
    const input = await samlInput(scenario, await draft(scenario, 'saml'));
    return both(scenario, SAML, { input });
  },
  renewConnectionKeys: async (scenario) => {
    const connectionId = await draft(scenario, 'saml');
    await must(asAda(scenario).run(SAML, { input: await samlInput(scenario, connectionId) }));
    const input = { connectionId, expectedVersion: 1, reason, step: 'BEGIN' };
    return both(scenario, mutation('renewConnectionKeys', 'RenewConnectionKeysInput'), { input });
  },
  configureArrivals: async (scenario) => {
    const input = {
      ...{ connectionId: await configured(scenario), expectedVersion: 1, reason, emailAttribute: 'email' },
      ...{ allowNewcomers: true, role: 'organization.guest', ceiling: 'organization.member' },
      rules: [{ attribute: 'groups', value: 'staff', role: 'organization.member' }],
    };
    return both(scenario, mutation('configureArrivals', 'ConfigureArrivalsInput'), { input });
  },
  acceptAssurance: async (scenario) => {
    const input = { connectionId: await tested(scenario), expectedVersion: 1, reason, values: ['amr:mfa'] };
    return both(scenario, mutation('acceptAssurance', 'AcceptAssuranceInput'), { input });
  },
  restoreConnection: async (scenario) => {
    const connectionId = await configured(scenario);
    const second = { ...oauthInput(connectionId, 1), clientId: 'anderer-client' };
    await must(asAda(scenario).run(OAUTH, { input: second }));
    const input = { connectionId, version: 1, expectedVersion: 2, reason };
    return both(scenario, mutation('restoreConnection', 'RestoreConnectionInput'), { input });
  },
  activateConnection: async (scenario) => {
    const input = { connectionId: await tested(scenario), expectedVersion: 1 };
    return both(scenario, mutation('activateConnection', 'ActivateConnectionInput'), { input });
  },
  switchOffConnection: async (scenario) => both(scenario, OFF, { id: await active(scenario) }),
  archiveConnection: async (scenario) => both(scenario, ARCHIVE, { id: await draft(scenario) }),
  addDomain: (scenario) =>
    Promise.resolve(both(scenario, ADD, { input: { domain: `neu-${newId().slice(-12)}.de` } })),
  verifyDomain: provenDomain,
  routeDomain: async (scenario) => {
    const input = { domainId: await domain(scenario), connectionId: await draft(scenario) };
    return both(scenario, mutation('routeDomain', 'RouteDomainInput'), { input });
  },
  removeDomain: async (scenario) => both(scenario, REMOVE, { id: await domain(scenario) }),
};
