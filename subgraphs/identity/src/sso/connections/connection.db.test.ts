import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { identitySubgraph } from '../../subgraph.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { createOwnKeys } from '../saml/own-keys.js';
import { openSecret } from './secret.js';

const CREATE =
  'mutation($input: CreateConnectionInput!) { createConnection(input: $input) { id latestVersion } }';
const OAUTH = `mutation($input: ConfigureOauthInput!) { configureOauth(input: $input) { latestVersion oauth { clientId } } }`;
const ARRIVALS = `mutation($input: ConfigureArrivalsInput!) { configureArrivals(input: $input) { latestVersion newcomers { role ceiling } } }`;
const ACCEPT = `mutation($input: AcceptAssuranceInput!) { acceptAssurance(input: $input) { latestVersion acceptedAssurance } }`;
const RESTORE = `mutation($input: RestoreConnectionInput!) { restoreConnection(input: $input) { latestVersion isTested oauth { clientId } } }`;
const ACTIVATE = `mutation($input: ActivateConnectionInput!) { activateConnection(input: $input) { status version } }`;
const OFF = 'mutation($id: ID!) { switchOffConnection(connectionId: $id) { status } }';
const ARCHIVE = 'mutation($id: ID!) { archiveConnection(connectionId: $id) { archivedAt } }';
const READ = `query($id: ID!) { connection(id: $id) { id status version latestVersion isTested acceptedAssurance
  versions { version reason restoredFrom changes { field before after } author { name } } testRuns { isOk assurance person { name } } } }`;
const SAML_READING = `query($input: SamlSourceInput!) { samlReading(input: $input) { problem idpEntityId reading certificates { fingerprint endsAt } } }`;
const SAML = `mutation($input: ConfigureSamlInput!) { configureSaml(input: $input) { latestVersion saml { idpEntityId ssoUrl certificates { fingerprint } } } }`;

describe('connections', () => {
  let world: World;
  let [ada, otto, mia]: Person[] = [];
  let acme: TestOrganization;
  let rival: TestOrganization;
  const at = (person: Person, organization = acme) => world.as(person, organization).at('identity');
  const must = async <Value>(answer: Promise<Answer>): Promise<Value> => {
    const { data, errors } = await answer;
    expect(errors).toEqual([]);
    return Object.values(data)[0] as Value;
  };
  const codeOf = async (answer: Promise<Answer>): Promise<string | undefined> =>
    (await answer).errors[0]?.extensions.code;
  const create = async (person = ada!, preset = 'github'): Promise<string> =>
    (await must<{ id: string }>(at(person).run(CREATE, { input: { preset, name: 'Firmen-Login' } }))).id;
  const configure = (connectionId: string, expectedVersion: number, more: object = {}, person = ada!) =>
    at(person).run(OAUTH, {
      input: {
        connectionId,
        expectedVersion,
        reason: 'Eingerichtet',
        clientId: 'client-1',
        clientSecret: 'sehr-geheim-1',
        ...more,
      },
    });
  const tested = (id: string, version: number, person = ada!): Promise<unknown> =>
    world.sql('SELECT identity.keep_test_run($1, $2, $3, $4, true, $5, $6, $7)', [
      ...[newId(), id, version, person.id, JSON.stringify([{ name: 'oauth.state', ok: true, detail: '' }])],
      ...[JSON.stringify({ email: ['ada@example.com'] }), ['amr:mfa']],
    ]);
  const activate = (connectionId: string, expectedVersion: number, person = ada!) =>
    at(person).run(ACTIVATE, { input: { connectionId, expectedVersion } });

  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [ada, otto, mia] = [
      await world.person('Ada Berg'),
      await world.person('Otto Admin'),
      await world.person('Mia Mitglied'),
    ];
    acme = await world.organization('acme');
    rival = await world.organization('rival');
    await world.join(ada, acme, 'owner');
    await world.join(otto, acme, 'admin');
    await world.join(mia, acme, 'member');
    await world.join(mia, rival, 'owner');
  });
  afterAll(() => world.close());

  test('are set up, tried and switched on; only what was tried is in force', async () => {
    const id = await create();
    await must(configure(id, 0));
    expect(await codeOf(activate(id, 1))).toBe('INVALID_INPUT');
    await tested(id, 1);
    expect(await must(activate(id, 1))).toEqual({ status: 'ACTIVE', version: 1 });
    await must(configure(id, 1, { clientId: 'client-2' }));
    expect(await codeOf(activate(id, 2))).toBe('INVALID_INPUT');
    const [open] = await world.sql<{ version: number; sealed: Buffer }>(
      'SELECT * FROM identity.open_connection($1)',
      [id],
    );
    expect(open!.version).toBe(1);
    expect(openSecret(world.keyring, id, open!.sealed)).toEqual({ clientSecret: 'sehr-geheim-1' });
    expect(() => openSecret(world.keyring, newId(), open!.sealed)).toThrow('authenticate');
  });

  test('keep who gets which role apart from what has to be tried again', async () => {
    const id = await create();
    await must(configure(id, 0));
    await tested(id, 1);
    const accept = { connectionId: id, expectedVersion: 1, reason: 'Gesehen', values: ['amr:mfa'] };
    await must(at(ada!).run(ACCEPT, { input: accept }));
    await must(activate(id, 2));
    const refused = at(ada!).run(ACCEPT, {
      input: { ...accept, expectedVersion: 2, values: ['amr:nie-gesehen'] },
    });
    expect(await codeOf(refused)).toBe('INVALID_INPUT');
  });

  test('come back as they were, their secret included', async () => {
    const id = await create();
    await must(configure(id, 0));
    await must(configure(id, 1, { clientId: 'client-2', clientSecret: 'sehr-geheim-2' }));
    const input = { connectionId: id, version: 1, expectedVersion: 2, reason: 'Zurück' };
    expect(await must(at(ada!).run(RESTORE, { input }))).toMatchObject({
      latestVersion: 3,
      oauth: { clientId: 'client-1' },
    });
    const [row] = await world.sql<{ sealed: Buffer }>(
      'SELECT sealed FROM identity.connection_version WHERE connection_id = $1 AND version = 3',
      [id],
    );
    expect(openSecret(world.keyring, id, row!.sealed)).toEqual({ clientSecret: 'sehr-geheim-1' });
    const found = await must<{ versions: unknown[] }>(at(ada!).run(READ, { id }));
    expect(found.versions[0]).toEqual({
      version: 3,
      reason: 'Zurück',
      restoredFrom: 1,
      changes: [{ field: 'clientId', before: 'client-2', after: 'client-1' }],
      author: { name: 'Ada Berg' },
    });
    expect(await codeOf(at(ada!).run(RESTORE, { input }))).toBe('CONFLICT');
  });

  test('send a secret to nobody but the client it was given for', async () => {
    const id = await create();
    await must(configure(id, 0));
    await must(configure(id, 1, { clientSecret: null }));
    const other = await configure(id, 2, { clientId: 'client-3', clientSecret: null });
    expect(other.errors[0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.clientSecret' });
  });

  test('give nobody a role above what their editor may give, never owner', async () => {
    const id = await create();
    await must(configure(id, 0));
    const arrivals = (role: string, ceiling: string, person = ada!) =>
      at(person).run(ARRIVALS, {
        input: {
          ...{ connectionId: id, expectedVersion: 1, reason: 'Rollen', emailAttribute: 'email' },
          ...{ nameAttribute: 'name', groupsAttribute: null, allowNewcomers: true, role, ceiling, rules: [] },
        },
      });
    for (const ceiling of [
      'organization.owner',
      'organization.support',
      'organization.auditor',
      'space.viewer',
      'nichts',
    ])
      expect(await codeOf(arrivals('organization.member', ceiling))).toBe('INVALID_INPUT');
    expect(await codeOf(arrivals('organization.admin', 'organization.member'))).toBe('INVALID_INPUT');
    expect(await must(arrivals('organization.member', 'organization.admin', otto))).toMatchObject({
      latestVersion: 2,
    });
  });

  test('bring in nobody above the one who switched them on', async () => {
    const reaches = async (id: string, person: Person): Promise<boolean> =>
      (
        await world.sql<{ ok: boolean }>('SELECT identity.connection_reaches($1, $2) AS ok', [id, person.id])
      )[0]!.ok;
    const id = await create(otto);
    await must(configure(id, 0, {}, otto));
    await tested(id, 1, otto);
    await must(activate(id, 1, otto));
    expect([await reaches(id, ada!), await reaches(id, otto!), await reaches(id, mia!)]).toEqual([
      false,
      true,
      true,
    ]);
    await must(activate(id, 1));
    expect(await reaches(id, ada!)).toBe(true);
  });

  test('end the sessions of before with another counterpart, which speaks for nobody with a factor unless an owner chose it', async () => {
    await giveCredentials(world, mia!);
    for (const person of [ada!, otto!]) {
      const id = await create();
      await must(configure(id, 0));
      await tested(id, 1);
      await must(activate(id, 1));
      await world.sql(
        "INSERT INTO identity.external_identity (connection_id, subject, account_id, org_id) VALUES ($1, 'mia', $2, $3)",
        [id, mia!.id, acme.id],
      );
      const [session] = await world.sql<{ session_id: string }>(
        `INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, org_id, connection_id)
           VALUES (uuidv7(), $1, sha256($2::text::bytea), 2, 'sso+idp', now() + interval '1 hour', $3, $2::uuid) RETURNING session_id`,
        [mia!.id, id, acme.id],
      );
      const stands = 'SELECT revoked_at IS NULL AS yes FROM identity.session WHERE session_id = $1';
      const standing = () => world.sql(stands, [session!.session_id]);
      await must(activate(id, 1, person));
      expect(await standing()).toEqual([{ yes: true }]);
      await must(configure(id, 1, { clientId: 'client-2' }));
      await tested(id, 2);
      await must(activate(id, 2, person));
      expect(await standing()).toEqual([{ yes: false }]);
      expect(
        await world.sql(
          'SELECT removed_at IS NULL AS known FROM identity.external_identity WHERE connection_id = $1',
          [id],
        ),
      ).toEqual([{ known: person === ada }]);
    }
  });

  test('end the sessions of those who came by them when they are switched off, and can be put away then', async () => {
    const id = await create();
    await must(configure(id, 0));
    await tested(id, 1);
    await must(activate(id, 1));
    expect(await codeOf(at(ada!).run(ARCHIVE, { id }))).toBe('INVALID_INPUT');
    await world.sql('UPDATE identity.session SET connection_id = $1, org_id = $2 WHERE account_id = $3', [
      id,
      acme.id,
      otto!.id,
    ]);
    expect(await must(at(ada!).run(OFF, { id }))).toEqual({ status: 'OFF' });
    expect((await world.actor(otto!, acme)).userId).toBeNull();
    await must(at(ada!).run(ARCHIVE, { id }));
    expect(await codeOf(configure(id, 1))).toBe('NOT_FOUND');
  });

  test('read SAML metadata before anything is changed, for this connection alone', async () => {
    const id = await create(ada, 'saml');
    const keys = await createOwnKeys('idp');
    const byHand = {
      idpEntityId: 'https://idp.example.com',
      ssoUrl: 'https://idp.example.com/sso',
      certificates: [keys.certificates[0]],
    };
    const read = await must<{ reading: string; problem: null }>(
      at(ada!).run(SAML_READING, { input: { connectionId: id, byHand } }),
    );
    const input = {
      ...{ connectionId: id, expectedVersion: 0, reason: 'Eingerichtet', reading: read.reading },
      ...{ allowIdpInitiated: false, requireEncryption: false, requestedContexts: [] },
    };
    const other = await create(ada, 'saml');
    expect(await codeOf(at(ada!).run(SAML, { input: { ...input, connectionId: other } }))).toBe(
      'INVALID_INPUT',
    );
    expect(await must(at(ada!).run(SAML, { input }))).toMatchObject({
      latestVersion: 1,
      saml: { ssoUrl: 'https://idp.example.com/sso' },
    });
    await must(
      at(ada!).run(SAML, { input: { ...input, expectedVersion: 1, reading: null, requireEncryption: true } }),
    );
    const [row] = await world.sql<{ sealed: Buffer }>(
      'SELECT sealed FROM identity.connection_version WHERE connection_id = $1 AND version = 2',
      [id],
    );
    expect(Object.keys(openSecret(world.keyring, id, row!.sealed)!)).toEqual(['signingKey', 'encryptionKey']);
    const bad = await must<{ problem: string; reading: null }>(
      at(ada!).run(SAML_READING, { input: { connectionId: id, xml: '<html></html>' } }),
    );
    expect(bad).toMatchObject({ reading: null });
    expect(bad.problem).toContain('metadata');
  });

  test('are nothing to people without the permission, and missing to those of another Organization', async () => {
    const id = await create();
    await must(configure(id, 0));
    expect(await codeOf(at(mia!).run(READ, { id }))).toBe('FORBIDDEN');
    expect(await codeOf(configure(id, 1, {}, mia))).toBe('FORBIDDEN');
    const foreign = await at(mia!, rival).run(READ, { id });
    const missing = await at(mia!, rival).run(READ, { id: newId() });
    expect(foreign.text).toBe(missing.text);
    const off = (of: string) => at(mia!, rival).run(OFF, { id: of });
    expect((await off(id)).text).toBe((await off(newId())).text);
    await expect(
      world.sql('SELECT identity.keep_test_run($1, $2, 1, $3, true, $4, $4, $5)', [
        ...[newId(), id, mia!.id, '[]', []],
      ]),
    ).rejects.toThrow('No such connection');
  });

  test('take a second factor that was shown within five minutes', async () => {
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [ada!.id],
    );
    expect(await codeOf(at(ada!).run(CREATE, { input: { preset: 'okta', name: 'x' } }))).toBe(
      'STEP_UP_REQUIRED',
    );
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [ada!.id]);
  });
});
