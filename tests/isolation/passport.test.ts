import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signPassport, type Passport } from '#runtime/actor/passport.js';
import { countStatements } from '#runtime/db/statistics.js';
import { createWorld, type World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';

const BODY = JSON.stringify({ query: '{ __typename }' });
const MUTATION = JSON.stringify({ query: 'mutation { __typename }' });
const MINUTE = 60_000;

describe('a subgraph that is called directly', () => {
  let world: World;
  let passport: Passport;
  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS);
    const ada = await world.person('Ada Berg');
    const acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    passport = {
      actor: await world.actor(ada, acme),
      request: {
        requestId: 'direct',
        operation: 'Direct',
        ip: '',
        userAgent: '',
        timeZone: 'UTC',
        origin: '',
        browser: '',
      },
    };
  });
  afterAll(() => world.close());

  const sign = (audience: string, body = BODY, secret = world.passportSecret, nowMs = Date.now()): string =>
    signPassport(passport, audience, secret, body, nowMs);

  /** Everything that is no passport for this subgraph and this body (THREATS 17, 19). */
  function refused(name: string): Record<string, string | undefined> {
    const other = SUBGRAPHS.find((definition) => definition.name !== name)!.name;
    const good = sign(name);
    const [payload = '', mac = ''] = good.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
    const withClaims = (changed: object): string =>
      `${Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url')}.${mac}`;
    const unsigned = (header: object): string => {
      const head = Buffer.from(JSON.stringify(header)).toString('base64url');
      return `${head}.${payload}.`;
    };
    return {
      none: undefined,
      'an empty one': '',
      text: 'Bearer admin',
      'one without a signature': `${payload}.`,
      'one signed with another key': sign(name, BODY, Buffer.alloc(32, 7)),
      'one that has expired': sign(name, BODY, world.passportSecret, Date.now() - MINUTE),
      'one for another subgraph': sign(other),
      'one for another body': sign(name, MUTATION),
      'one with a longer life': withClaims({ exp: Number(claims['exp']) + 3600 }),
      'one with another actor': withClaims({ actor: { ...passport.actor, userId: passport.actor.org!.id } }),
      'a JWT with alg none': unsigned({ alg: 'none', typ: 'JWT' }),
      'a JWT with HS256': `${unsigned({ alg: 'HS256', typ: 'JWT' })}${mac}`,
    };
  }

  test.each(SUBGRAPHS.map(({ name }) => name))(
    '%s answers 401 to whatever is no passport, and runs nothing',
    async (name) => {
      const answers = new Set<string>();
      const statements = countStatements();
      try {
        for (const [what, token] of Object.entries(refused(name))) {
          const answer = await world.subgraph(name).handle({ passport: token, body: BODY });
          expect(answer.status, what).toBe(401);
          answers.add(answer.body);
        }
        expect(statements.stop().statements).toBe(0);
      } finally {
        statements.stop();
      }
      expect([...answers]).toEqual([
        JSON.stringify({
          errors: [{ message: 'A valid passport is required.', extensions: { code: 'UNAUTHENTICATED' } }],
        }),
      ]);
    },
  );

  test.each(SUBGRAPHS.map(({ name }) => name))(
    '%s accepts the gateway’s passport, so the refusals mean something',
    async (name) => {
      const answer = await world.subgraph(name).handle({ passport: sign(name), body: BODY });
      expect(answer).toMatchObject({ status: 200, body: JSON.stringify({ data: { __typename: 'Query' } }) });
    },
  );

  test.each(
    SUBGRAPHS.flatMap(({ name, routes }) => Object.keys(routes ?? {}).map((route) => [name, route] as const)),
  )('the internal route %s/%s is closed to them too', async (name, route) => {
    for (const [what, passport] of Object.entries(refused(name))) {
      const call = { passport, head: BODY, body: null, signal: new AbortController().signal };
      expect(await world.subgraph(name).route(route, call), what).toBeNull();
    }
  });
});
