import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { contentSubgraph } from '../subgraph.js';

let world: World;
let acme: TestOrganization;
let space: string;
let ada: Person;

beforeAll(async () => {
  world = await createWorld([contentSubgraph as never]);
  acme = await world.organization('acme');
  ada = await world.person('Ada');
  await world.join(ada, acme, 'member');
  space = await world.space(acme, 'Policies');
  await world.grant(ada, acme, space, 'manager');
});
afterAll(() => world.close());

describe('a document', () => {
  it('is created and read', async () => {
    const answer = await world.as(ada, acme).at('content').run(
      `mutation($i: CreateDocumentInput!) { createDocument(input: $i) { id title revision state language viewerCan draft { number body author { id } } published { id } path { id } versions { edges { node { number } } } } }`,
      { i: { spaceId: space, title: 'Passwortrichtlinie' } },
    );
    console.log(answer.text);
    expect(answer.errors).toEqual([]);
  });
});
