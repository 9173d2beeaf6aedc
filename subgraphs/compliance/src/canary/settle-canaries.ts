import { namedIds } from '#runtime/probe/answers.js';
import {
  CANARY_ACCOUNTS,
  spacesOf,
  wordOf,
  type CanaryAccount,
  type CanaryOrganization,
} from './canaries.js';
import type { CanaryDoor } from './canary-door.js';
import { RECIPES, type Recipe } from './canary-recipes.js';
import type { CanaryRepository, CanaryThing } from './canary.repository.js';

/** Canaries as they live now. */
export interface Settlement {
  /** Short name of each Organization. */
  readonly slugs: Readonly<Record<CanaryOrganization, string>>;
  /** A session of each account by its number. */
  readonly tokens: ReadonlyMap<number, string>;
  readonly accountIds: ReadonlyMap<number, string>;
  readonly things: readonly CanaryThing[];
}

interface Parts {
  readonly door: CanaryDoor;
  readonly canaries: CanaryRepository;
  readonly seed: string;
}

/**
 * Makes sure that the canaries live: accounts, Organizations, Spaces and one of everything in them. What there is stays
 * as it is; what is missing is made through the product's own mutations, by the canaries themselves.
 */
export async function settleCanaries(parts: Parts): Promise<Settlement> {
  const { canaries, seed } = parts;
  const tokens = new Map<number, string>();
  const accountIds = new Map<number, string>();
  for (const { number, organization, as } of CANARY_ACCOUNTS) {
    const id = await canaries.account(number, `Canary ${wordOf(seed, organization, `person_${as}`)}`);
    accountIds.set(number, id);
    tokens.set(number, await canaries.openSession(id));
  }
  const known = await canaries.things();
  const slugs = { a: '', b: '' };
  for (const organization of ['a', 'b'] as const)
    slugs[organization] = await settle(parts, organization, { tokens, accountIds, known });
  return { slugs, tokens, accountIds, things: await canaries.things() };
}

interface Known {
  readonly tokens: Settlement['tokens'];
  readonly accountIds: Settlement['accountIds'];
  readonly known: readonly CanaryThing[];
}

const numberOf = (organization: CanaryOrganization, as: CanaryAccount['as']): number =>
  CANARY_ACCOUNTS.find((each) => each.organization === organization && each.as === as)!.number;

async function settle(
  { door, canaries, seed }: Parts,
  organization: CanaryOrganization,
  { tokens, accountIds, known }: Known,
): Promise<string> {
  const note = (place: string, recipe: string, type: string, id: string): Promise<void> =>
    canaries.note({ place, recipe, type, id });
  const idOf = (place: string, recipe: string, type: string): string | undefined =>
    known.find((each) => each.place === place && each.recipe === recipe && each.type === type)?.id;
  const ownerToken = tokens.get(numberOf(organization, 'owner'))!;
  let slug = idOf(organization, 'organization', 'Slug');
  if (!slug) {
    slug = `canary-${wordOf(seed, organization, 'slug').slice(2, 14)}`;
    const input = { slug, name: wordOf(seed, organization, 'organization') };
    const made = await door.run('CreateOrganization', { input }, { token: ownerToken, slug: null });
    const { id } = made['createOrganization'] as { id: string };
    await note(organization, 'organization', 'Organization', id);
    for (const as of ['member', 'removed'] as const)
      await canaries.join(id, accountIds.get(numberOf(organization, as))!);
    for (const as of ['owner', 'member', 'removed'] as const)
      await note(organization, `person_${as}`, 'User', accountIds.get(numberOf(organization, as))!);
    await removeOne(door, { token: ownerToken, slug }, accountIds.get(numberOf(organization, 'removed'))!);
    await note(organization, 'organization', 'Slug', slug);
  }
  const owner = { token: ownerToken, slug };
  const member = { token: tokens.get(numberOf(organization, 'member'))!, slug };
  const memberId = accountIds.get(numberOf(organization, 'member'))!;
  const spaces = new Map<string, string>();
  for (const place of spacesOf(organization)) {
    const input = { name: wordOf(seed, place, 'space'), description: wordOf(seed, place, 'space_text') };
    const id = idOf(place, 'space', 'Space') ?? idIn(await door.run('CreateSpace', { input }, owner));
    await note(place, 'space', 'Space', id);
    spaces.set(place, id);
  }
  for (const recipe of RECIPES)
    for (const place of placesOf(recipe, organization)) {
      if (known.some((each) => each.place === place && each.recipe === recipe.name)) continue;
      const word = wordOf(seed, place, recipe.name);
      const tools = { door, owner, member, memberId, word, spaceId: spaces.get(place) ?? '' };
      const named = namedIds(await recipe.make(tools));
      await note(place, recipe.name, 'Made', word);
      for (const type of recipe.keeps)
        for (const id of named.get(type) ?? []) await note(place, recipe.name, type, id);
    }
  return slug;
}

/** The removed one comes and goes like everybody: by the product's own mutation. */
async function removeOne(
  door: CanaryDoor,
  owner: { readonly token: string; readonly slug: string },
  accountId: string,
): Promise<void> {
  const answer = await door.run('Members', { first: 50 }, owner);
  const { members } = answer['organization'] as {
    members: { edges: { node: { id: string; user: { id: string } } }[] };
  };
  const found = members.edges.find(({ node }) => node.user.id === accountId);
  if (found) await door.run('RemoveMembers', { input: { memberIds: [found.node.id] } }, owner);
}

/** Where a recipe is made in an Organization. */
export function placesOf({ where }: Pick<Recipe, 'where'>, organization: CanaryOrganization): string[] {
  const [first, second] = spacesOf(organization);
  return { organization: [organization], space: [first, second], first: [first], second: [second] }[where];
}

const idIn = (data: Readonly<Record<string, unknown>>): string =>
  (Object.values(data).find((each) => typeof each === 'object') as { id: string }).id;
