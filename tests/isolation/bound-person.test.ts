import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { rootOperations } from '#tests/kit/operations.js';
import { comeBySso, giveConnection, giveDomain, holder, tokenOf } from '#tests/kit/sso.js';
import { asserted, DOUBLE, DOUBLES } from '#tests/kit/sso-double.js';

const mutations = (
  await Promise.all(
    SUBGRAPHS.map(async (definition) =>
      rootOperations((await buildSchemaOf(definition)).schema).map((operation) => ({
        subgraph: definition.name,
        ...operation,
      })),
    ),
  )
)
  .flat()
  .filter(({ kind, field }) => kind === 'mutation' && field !== 'signOut');

/** What belongs to the person, and to no Organization. */
const PERSONAL = [
  ...[
    'identity.account',
    'identity.email_change',
    'identity.password',
    'identity.totp_factor',
    'identity.recovery_code',
  ],
  ...['identity.passkey', 'identity.external_identity', 'tenancy.organization', 'tenancy.membership'],
  'files.avatar',
];

/** Mutations of the person’s own, with input that a session of their own would be taken at. */
const TAKEN: [string, string, string][] = [
  [
    'createOrganization',
    'tenancy',
    'mutation { createOrganization(input: {slug: "founded", name: "New"}) { id } }',
  ],
  ['updateProfile', 'identity', 'mutation { updateProfile(input: {name: "Mallory", locale: EN}) { name } }'],
  [
    'changePassword',
    'identity',
    'mutation { changePassword(input: {currentPassword: "Birke Anker Lampe", newPassword: "Wolke Treppe Ahorn 7"}) }',
  ],
  ['beginPasskeyRegistration', 'identity', 'mutation { beginPasskeyRegistration { json } }'],
  ['linkSso', 'identity', 'mutation { linkSso(arrival: "x") { returnPath } }'],
  ['removeAvatar', 'files', 'mutation { removeAvatar }'],
  [
    'requestEmailChange',
    'identity',
    'mutation { requestEmailChange(input: {email: "mallory@elsewhere.example"}) { email } }',
  ],
  ['cancelEmailChange', 'identity', 'mutation { cancelEmailChange { email } }'],
  ['confirmEmailChange', 'identity', 'mutation { confirmEmailChange(input: {token: "x"}) }'],
];

/**
 * A session that came by the connection of Acme, of somebody who belongs to Rival too. Whoever runs Acme's identity
 * provider can have such a session at any time (THREATS 27): it changes nothing that is the person's own.
 */
describe('a session that came by a connection', () => {
  let world: World;
  let ada: Person;
  let bound: Person;
  let acme: TestOrganization;
  let rival: TestOrganization;
  beforeAll(async () => {
    world = await createWorld(
      SUBGRAPHS.map((definition) =>
        definition.name === 'identity'
          ? {
              ...definition,
              services: (given) => ({ ...(definition.services(given) as object), protocols: DOUBLES }),
            }
          : definition,
      ),
    );
    ada = await world.person('Ada Berg');
    [acme, rival] = [await world.organization('acme'), await world.organization('rival-of-acme')];
    const email = 'ada@acme.example';
    await world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [email, ada.id]);
    await world.join(ada, acme, 'owner');
    const connection = await giveConnection(world, acme, ada, {
      ...DOUBLE,
      config: { ...DOUBLE.config, acceptedAssurance: ['amr:mfa'] },
    });
    await giveDomain(world, acme, ada, 'acme.example', connection);
    const who = asserted('ada', { email, isEmailVerified: true, assurance: ['amr:mfa'] });
    bound = holder(tokenOf(await comeBySso(world, connection, who)));
    await giveCredentials(world, ada);
    await world.join(ada, rival, 'owner');
    await world.sql(
      "INSERT INTO files.avatar (account_id, object, size, wrapped_key) VALUES ($1, repeat('a', 32), 1, 'x')",
      [ada.id],
    );
  });
  afterAll(() => world.close());

  /** Everything that is the person's, and how many of their own sessions stand. */
  async function personal(): Promise<string> {
    const rows = await Promise.all(
      PERSONAL.map((table) => world.sql(`SELECT to_jsonb(t)::text AS row FROM ${table} t ORDER BY 1`)),
    );
    const sessions = await world.sql(
      'SELECT session_id FROM identity.session WHERE account_id = $1 AND org_id IS NULL AND revoked_at IS NULL ORDER BY 1',
      [ada.id],
    );
    return JSON.stringify([rows, sessions]);
  }

  test('is one of its Organization and of both factors', async () => {
    const inside = await world.actor(bound, acme);
    expect(inside).toMatchObject({ assurance: 2, userId: ada.id, org: { id: acme.id } });
    expect((await world.actor(bound, rival)).org).toBeNull();
    expect((await world.actor(ada, rival)).org?.id).toBe(rival.id);
  });

  test.each(mutations)('changes nothing by $subgraph $field', async ({ subgraph, document, variables }) => {
    const before = await personal();
    for (const organization of [null, rival])
      await world.as(bound, organization).at(subgraph).run(document, variables);
    expect(await personal()).toBe(before);
  });

  test.each(TAKEN)('is refused %s', async (field, subgraph, document) => {
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [ada.id]);
    const before = await personal();
    const answer = await world.as(bound).at(subgraph).run(document);
    // What others show of a person says how to change it.
    const code = field === 'updateProfile' ? 'INVALID_INPUT' : 'FORBIDDEN';
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(await personal()).toBe(before);
  });

  test('lists its Organization and its session alone', async () => {
    const mine = '{ myOrganizations { slug } }';
    expect((await world.as(bound).at('tenancy').run(mine)).data).toEqual({
      myOrganizations: [{ slug: 'acme' }],
    });
    expect((await world.as(ada).at('tenancy').run(mine)).data).toEqual({
      myOrganizations: [{ slug: 'acme' }, { slug: 'rival-of-acme' }],
    });
    const sessions = await world.as(bound).at('identity').run('{ sessions { current } }');
    expect(sessions.data).toEqual({ sessions: [{ current: true }] });
  });

  test('would found and rename without the fence of the database', async () => {
    await world.sql(`CREATE OR REPLACE FUNCTION identity.refuse_bound() RETURNS void LANGUAGE sql AS ''`);
    await world.sql('ALTER TABLE identity.account DISABLE TRIGGER keep_person_of_others');
    for (const [, subgraph, document] of TAKEN.slice(0, 2))
      expect((await world.as(bound).at(subgraph).run(document)).errors).toEqual([]);
  });
});
