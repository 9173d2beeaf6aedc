import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { documentsOf } from './documents.js';

type Name = 'ada' | 'ed' | 'carl' | 'vera' | 'max' | 'mallory';

/**
 * A company with one Space: Ada manages it, Ed edits, Carl comments, Vera views. Max is a colleague who has
 * another Space only, Mallory the owner of another Organization.
 */
export interface Company {
  readonly world: World;
  readonly acme: TestOrganization;
  readonly globex: TestOrganization;
  readonly space: string;
  readonly other: string;
  readonly people: Readonly<Record<Name, Person>>;
  /** Somebody at the documents, in their own Organization. */
  as(name: Name): ReturnType<typeof documentsOf>;
}

const IN_SPACE = { ada: 'manager', ed: 'editor', carl: 'commenter', vera: 'viewer' } as const;

/** Builds the company in a world of its own; close `world` afterwards. */
export async function createCompany(definitions: readonly SubgraphDefinition<unknown>[]): Promise<Company> {
  const world = await createWorld(definitions);
  const [acme, globex] = [await world.organization('acme'), await world.organization('globex')];
  const [space, other] = [await world.space(acme, 'Policies'), await world.space(acme, 'Other')];
  const foreign = await world.space(globex, 'Foreign');
  const person = async (name: Name): Promise<Person> => {
    const made = await world.person(name);
    if (name === 'mallory') await world.join(made, globex, 'owner');
    else await world.join(made, acme, 'member');
    return made;
  };
  const people = {
    ...{ ada: await person('ada'), ed: await person('ed'), carl: await person('carl') },
    ...{ vera: await person('vera'), max: await person('max'), mallory: await person('mallory') },
  };
  for (const [name, role] of Object.entries(IN_SPACE)) {
    await world.grant(people[name as keyof typeof IN_SPACE], acme, space, role);
  }
  await world.grant(people.max, acme, other, 'manager');
  await world.grant(people.mallory, globex, foreign, 'manager');
  const as = (name: Name) => documentsOf(world, people[name], name === 'mallory' ? globex : acme);
  return { world, acme, globex, space, other, people, as };
}
