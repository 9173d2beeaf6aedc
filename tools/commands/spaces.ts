import { EXIT } from '../exit-codes.js';
import { ToolFailure } from '../failure.js';
import { ToolSpacesDocument } from '../gql/graphql.js';
import { clean } from '../output/clean.js';
import type { CommandContext } from './command.js';

/** A Space that the account may open. */
export interface SpaceChoice {
  readonly id: string;
  readonly name: string;
}

/**
 * The Spaces that were asked for by name or id, else all that the account may open.
 *
 * @throws ToolFailure missing: with the names that there are
 */
export async function chooseSpaces(
  { client, texts }: CommandContext,
  wanted: readonly string[],
): Promise<readonly SpaceChoice[]> {
  const { organization } = await client.run(ToolSpacesDocument, { includeArchived: wanted.length > 0 });
  const spaces = organization?.spaces ?? [];
  if (spaces.length === 0) throw new ToolFailure(EXIT.missing, texts.noSpaces);
  if (wanted.length === 0) return spaces;
  return wanted.map((name) => {
    const found = spaces.find((each) => each.id === name || each.name.toLowerCase() === name.toLowerCase());
    const known = spaces.map((each) => clean(each.name)).join(', ');
    if (!found) throw new ToolFailure(EXIT.missing, texts.noSpace(clean(name), known));
    return found;
  });
}
