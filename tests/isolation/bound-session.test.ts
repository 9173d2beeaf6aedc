import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { rootOperations } from '#tests/kit/operations.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { bindSession } from '#tests/kit/session-states.js';

const operations = (
  await Promise.all(
    SUBGRAPHS.map(async (definition) =>
      rootOperations((await buildSchemaOf(definition)).schema).map((operation) => ({
        subgraph: definition.name,
        ...operation,
      })),
    ),
  )
).flat();

/** A session that came by the connection of one Organization opens no other, whose owner the person may be. */
describe('a session of another Organization', { timeout: 120_000 }, () => {
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  let beta: TestOrganization;
  const nowhere: TestOrganization = { id: '', slug: 'nowhere' };
  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS);
    ada = await world.person('Ada Berg');
    [acme, beta] = [await world.organization('acme'), await world.organization('beta')];
    for (const organization of [acme, beta]) await world.join(ada, organization, 'owner');
    await world.grant(ada, acme, await world.space(acme, 'Richtlinien'), 'manager');
    await bindSession(world, ada, beta);
  });
  /** As if nothing had been called: signing out and wrong codes are among it. */
  const forget = async () => {
    await world.sql('UPDATE identity.session SET revoked_at = NULL WHERE account_id = $1', [ada.id]);
    await world.sql('DELETE FROM identity.attempt');
  };
  afterEach(forget);
  afterAll(() => world.close());

  const codes = ({ errors }: Answer): string[] => errors.map(({ extensions }) => extensions.code);
  const tells = ({ text }: Answer): boolean =>
    [acme.id, acme.slug, 'Organization acme', 'Richtlinien'].some((word) => text.includes(word));
  const isOpen = async (): Promise<boolean[]> =>
    Promise.all([acme, beta].map(async (each) => (await world.actor(ada, each)).org !== null));

  test('opens its own alone', async () => {
    expect(await isOpen()).toEqual([false, true]);
    expect((await world.actor(ada, acme)).barred).toBeUndefined();
  });

  test('would open both, were it not bound', async () => {
    const { around } = await replaceInFunction(world, 'identity.session_of(bytea)', [
      's.org_id',
      'NULL::uuid',
    ]);
    expect(await around(isOpen)).toEqual([true, true]);
  });

  test.each(operations)(
    'learns nothing by $subgraph $kind $field',
    async ({ subgraph, document, variables }) => {
      const answer = await world.as(ada, acme).at(subgraph).run(document, variables);
      await forget();
      const missing = await world.as(ada, nowhere).at(subgraph).run(document, variables);
      expect(tells(answer)).toBe(false);
      expect(codes(answer)).toEqual(codes(missing));
    },
  );
});
