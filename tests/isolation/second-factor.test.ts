import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { resolvableEntities, rootOperations } from '#tests/kit/operations.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { statesOf, type State } from '#tests/kit/session-states.js';

/** What anybody may call, signed in or not: the way in. */
const WAY_IN = [
  ...['me', 'signIn', 'signUp', 'signUpOffer'],
  ...['passwordResetOffer', 'requestPasswordReset', 'resetPassword'],
  ...['beginPasskey', 'signInWithPasskey'],
  ...['signInOptions', 'startSso', 'finishSso'],
];
/** What is published to everybody, signed in or not: the claims, their suppliers, the agreement. */
const PUBLISHED = [
  ...['claimBoard', 'claimRequest', 'recheckClaim', 'publicSuppliers', 'dpaDocument', 'dpaPublications'],
];
/** What a session may call that has given a password only: the second factor, and giving up. */
const SECOND_FACTOR = [
  ...['verifySecondFactor', 'verifyPasskey', 'beginTotpEnrolment', 'confirmTotpEnrolment', 'signOut'],
  ...['beginPasskeyEnrolment', 'confirmPasskeyEnrolment', 'redeemFactorReset', 'ssoLogoutUrl'],
];

const schemas = await Promise.all(
  SUBGRAPHS.map(async (definition) => ({
    name: definition.name,
    schema: (await buildSchemaOf(definition)).schema,
  })),
);
const operations = schemas.flatMap(({ name, schema }) =>
  rootOperations(schema).map((operation) => ({ subgraph: name, ...operation })),
);
const entities = schemas.flatMap(({ name, schema }) =>
  resolvableEntities(schema).map((type) => ({ subgraph: name, type })),
);

describe('a session below the second factor', () => {
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  let states: readonly State[];
  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS);
    ada = await world.person('Ada Berg');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    await world.grant(ada, acme, await world.space(acme, 'Richtlinien'), 'manager');
    states = await statesOf(world, acme);
  });
  afterAll(() => world.close());

  const codes = ({ errors }: Answer): string[] => errors.map(({ extensions }) => extensions.code);
  const nothing = ({ data }: Answer): boolean =>
    data === undefined || data === null || Object.values(data).every((value) => value === null);

  test('has a whole list of operations to be refused', () => {
    const fields = operations.map(({ field }) => field);
    for (const field of [...WAY_IN, ...SECOND_FACTOR, ...PUBLISHED]) expect(fields).toContain(field);
    expect(fields.length).toBeGreaterThan(45);
    expect(entities.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['User', 'Space', 'Document', 'AuditEntry']),
    );
  });

  const open = [...WAY_IN, ...SECOND_FACTOR, ...PUBLISHED];
  const refused = operations.filter(({ field }) => !open.includes(field));

  test.each(refused)('cannot call $subgraph $kind $field', async ({ subgraph, document, variables }) => {
    for (const organization of [acme, null]) {
      for (const { name, person, code } of states) {
        const answer = await world.as(person, organization).at(subgraph).run(document, variables);
        expect([name, codes(answer), nothing(answer)]).toEqual([name, [code], true]);
      }
    }
  });

  test('would call them, were it not for the limit on idling', async () => {
    const { person } = states.find(({ name }) => name === 'idle')!;
    const ask = () => world.as(person).at('identity').run('{ sessions { id } }');
    expect(codes(await ask())).toEqual(['SECOND_FACTOR_REQUIRED']);
    const { around } = await replaceInFunction(world, 'identity.session_of(bytea)', [
      'CASE WHEN rest.idle THEN 1::smallint ELSE s.assurance END',
      's.assurance',
    ]);
    expect((await around(ask)).errors).toEqual([]);
    expect(codes(await ask())).toEqual(['SECOND_FACTOR_REQUIRED']);
  });

  test.each(operations.filter(({ field }) => SECOND_FACTOR.includes(field)))(
    'without a password cannot even call $field',
    async ({ subgraph, document, variables }) => {
      const answer = await world.as(null).at(subgraph).run(document, variables);
      expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    },
  );

  test.each(entities)('resolves no reference to $type at $subgraph', async ({ subgraph, type }) => {
    const document = `query($r: [_Any!]!) { _entities(representations: $r) { __typename } }`;
    const representations = {
      r: [
        { __typename: type, id: newId() },
        { __typename: type, id: ada.id },
      ],
    };
    const half = await world.as(ada, acme, { half: true }).at(subgraph).run(document, representations);
    expect(codes(half)).toEqual(['SECOND_FACTOR_REQUIRED']);
    expect(nothing(half)).toBe(true);
    expect(codes(await world.as(null).at(subgraph).run(document, representations))).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  test('cannot read a subgraph’s schema', async () => {
    for (const { name } of SUBGRAPHS) {
      const answer = await world.as(ada, acme).at(name).run('{ _service { sdl } }');
      expect(answer.text).not.toContain('type Query');
      const introspection = await world.as(ada, acme).at(name).run('{ __schema { types { name } } }');
      expect(introspection.text).not.toContain('"types"');
    }
  });
});
