import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { collectOperations, fitsSchema, operationHash } from './collect.js';
import { isAccepted, mergeManifests, parseManifest } from './manifest.js';

const schema = buildSchema(`
  type Query { me: Person documents(first: Int, after: String): DocumentConnection! tree: [Document!]! }
  type Mutation { rename(id: ID!): Document! }
  type Subscription { changed: ID }
  type Person { name: String documents(first: Int): DocumentConnection! }
  type DocumentConnection { edges: [DocumentEdge!]! }
  type DocumentEdge { node: Document! }
  type Document { id: ID! author: Person versions(first: Int): DocumentConnection! }
`);
const one = (document: string) => Object.values(collectOperations('web', [document], schema))[0];

describe('Collecting operations', () => {
  it('describes a document under the hash of its text', () => {
    const document = 'query Me { __typename me { __typename name } }';
    expect(collectOperations('web', [document], schema)).toEqual({
      [operationHash(document)]: {
        document,
        name: 'Me',
        client: 'web',
        kind: 'query',
        rootFields: ['me'],
        cost: 1,
      },
    });
  });

  it.each([
    ['nameless', 'query { me { name } }', /exactly one operation, with a name/],
    ['two', 'query A { me { name } } query B { me { name } }', /exactly one operation/],
    ['unknown field', 'query A { you }', /Cannot query field "you"/],
    ['subscription', 'subscription A { changed }', /server-sent events/],
    [
      'too dear',
      'query A($n: Int) { documents(first: $n) { edges { node { versions(first: $n) { edges { node { versions(first: $n) { edges { node { id } } } } } } } } } }',
      /costs \d+, at most 20000/,
    ],
  ])('refuses a document: %s', (_what, document, problem) => {
    expect(() => one(document)).toThrow(problem);
  });

  it('reports all problems at once', () => {
    expect(() => collectOperations('web', ['query A { x }', 'query B { y }'], schema)).toThrow(
      /A: .*\n.*B: /,
    );
  });
});

describe('Static cost', () => {
  it('multiplies lists, counts aliases and takes a variable for the longest page', () => {
    expect(one('query A { documents(first: 10) { edges { node { id } } } }')?.cost).toBe(1 + 10 * 2);
    expect(one('query A($n: Int) { documents(first: $n) { edges { node { id } } } }')?.cost).toBe(
      1 + 100 * 2,
    );
    expect(one('query A { tree { id author { name } } }')?.cost).toBe(20 * 2);
    expect(one('query A { a: me { name } b: me { name } }')?.cost).toBe(2);
    expect(one('mutation A { rename(id: 1) { id } }')?.cost).toBe(11);
  });

  it('follows fragments', () => {
    expect(
      one(
        'query A { me { ...P } } fragment P on Person { name documents(first: 5) { edges { node { id } } } }',
      )?.cost,
    ).toBe(12);
  });
});

describe('The manifest', () => {
  const operation = (name: string, retiredAt?: string) => ({
    document: `query ${name} { me { name } }`,
    name,
    client: 'web',
    kind: 'query' as const,
    rootFields: ['me'],
    cost: 1,
    ...(retiredAt ? { retiredAt } : {}),
  });
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];

  it('keeps what was retired for 30 days and then drops it', () => {
    const merged = mergeManifests(
      { [a]: operation('Old'), [b]: operation('Older', '2026-10-01') },
      { [c]: operation('New') },
      '2026-11-01',
      () => true,
    );
    expect(Object.keys(merged)).toEqual([c, a]);
    expect(merged[a]?.retiredAt).toBe('2026-11-01');
  });

  it('takes an operation back that is sent again', () => {
    expect(
      mergeManifests(
        { [a]: operation('Old', '2026-10-30') },
        { [a]: operation('Old') },
        '2026-11-01',
        () => true,
      )[a],
    ).toEqual(operation('Old'));
  });

  it('drops what the API no longer answers', () => {
    const gone = { ...operation('Gone'), document: 'query Gone { gone }' };
    expect(
      mergeManifests({ [a]: gone }, {}, '2026-11-01', ({ document }) => fitsSchema(document, schema)),
    ).toEqual({});
  });

  it('accepts a retired operation until its last day', () => {
    expect(isAccepted(operation('Old', '2026-11-01'), Date.parse('2026-11-30'))).toBe(true);
    expect(isAccepted(operation('Old', '2026-11-01'), Date.parse('2026-12-02'))).toBe(false);
  });

  it('is read strictly', () => {
    expect(() => parseManifest('{"short": {}}')).toThrow();
  });
});
