import { createRequire } from 'node:module';
import fc from 'fast-check';
import { buildSchema, execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { PERMISSION_NAMES, type Permission } from '#schema/permissions.js';
import type { Actor } from '../actor/actor.js';
import { compileRules } from './compile.js';
import {
  actorRule,
  anyone,
  halfSignedIn,
  inOrganization,
  may,
  maySomewhere,
  never,
  signedIn,
  type RuleMap,
} from './rules.js';
import { graphqlShield } from './shield.js';

// The same copy that graphql-shield uses: it recognises its middleware by class.
const { applyMiddleware } = createRequire(import.meta.url)(
  'graphql-middleware',
) as typeof import('graphql-middleware');

const SDL = `type Query { a: String b: String c: String d: String e: String f: String g: String thing: Thing }
type Thing { name: String secret: String }`;

const rules: RuleMap = {
  Query: {
    a: anyone,
    b: halfSignedIn,
    c: signedIn,
    d: inOrganization,
    e: may('member.read'),
    f: maySomewhere('document.read'),
    g: never,
    thing: anyone,
  },
  Thing: { name: signedIn, secret: may('audit.read') },
};

const resolvers = {
  a: 'a',
  b: 'b',
  c: 'c',
  d: 'd',
  e: 'e',
  f: 'f',
  g: 'g',
  thing: { name: 'n', secret: 's' },
};
const document = parse('{ a b c d e f g thing { name secret } }');

const permissions = fc.subarray<Permission>(PERMISSION_NAMES);
const actors: fc.Arbitrary<Actor> = fc
  .record({
    signed: fc.boolean(),
    assurance: fc.constantFrom(1, 2),
    org: fc.option(
      fc.record({
        permissions,
        spaces: fc.array(fc.tuple(permissions, fc.constant(['space-1'])), { maxLength: 2 }),
      }),
    ),
  })
  .map(({ signed, assurance, org }) => ({
    kind: signed ? 'user' : 'anonymous',
    userId: signed ? 'user-1' : null,
    sessionId: null,
    assurance: signed ? assurance : 0,
    authenticatedBy: null,
    org:
      signed && assurance === 2 && org
        ? { id: 'org-1', slug: 'acme', role: 'organization.member', ...org }
        : null,
    context: '',
    locale: 'en',
  })) as unknown as fc.Arbitrary<Actor>;

const run = async (schema: Parameters<typeof execute>[0]['schema'], actor: Actor) => {
  const { data, errors } = await execute({ schema, document, rootValue: resolvers, contextValue: { actor } });
  return {
    data,
    codes: errors?.map((error) => [error.path?.join('.'), (error.originalError as { code?: string }).code]),
  };
};

describe('compiled rules', () => {
  const compiled = buildSchema(SDL);
  compileRules(compiled, rules);
  const shielded = applyMiddleware(
    buildSchema(SDL),
    graphqlShield.shield(rules as never, { allowExternalErrors: true, fallbackRule: graphqlShield.deny }),
  );

  it('decide every field for every actor exactly as graphql-shield does', async () => {
    await fc.assert(
      fc.asyncProperty(actors, async (actor) => {
        expect(await run(compiled, actor)).toEqual(await run(shielded, actor));
      }),
      { numRuns: 300 },
    );
  });

  it('deny a field that has no rule', async () => {
    const loose = buildSchema('type Query { open: String }');
    compileRules(loose, {});
    const result = await execute({
      schema: loose,
      document: parse('{ open }'),
      rootValue: { open: 'x' },
      contextValue: { actor: {} },
    });
    expect(result.data).toEqual({ open: null });
  });

  it('are decided once a request, whatever the number of objects', async () => {
    let asked = 0;
    const counted = actorRule('counted', () => {
      asked += 1;
      return true;
    });
    const list = buildSchema('type Query { things: [Thing!]! } type Thing { name: String }');
    compileRules(list, { Query: { things: anyone }, Thing: { name: counted } });
    await execute({
      schema: list,
      document: parse('{ things { name } }'),
      rootValue: { things: Array.from({ length: 100 }, () => ({ name: 'n' })) },
      contextValue: { actor: {} },
    });
    expect(asked).toBe(1);
  });
});
