import { ToolDocumentsDocument, type ToolDocumentsQuery } from '../gql/graphql.js';
import { safeJson } from '../output/clean.js';
import { startProgress } from '../output/progress.js';
import { table } from '../output/table.js';
import { everyNode, moment, PAGE, type CommandContext } from './command.js';
import { chooseSpaces, type SpaceChoice } from './spaces.js';

/** A document of a list, with its Space. */
export type ListedDocument = ToolDocumentsQuery['documents']['edges'][number]['node'] & {
  readonly space: SpaceChoice;
};

/** What narrows a list of documents. */
export interface DocumentChoice {
  readonly space: readonly string[];
  readonly state?: 'draft' | 'published';
}

/** Every document that was asked for, Space by Space. */
export async function* documentsOf(
  ctx: CommandContext,
  { space, state }: DocumentChoice,
): AsyncGenerator<ListedDocument, void, undefined> {
  for (const place of await chooseSpaces(ctx, space)) {
    const nodes = everyNode(
      async (after) =>
        (await ctx.client.run(ToolDocumentsDocument, { spaceId: place.id, first: PAGE, after })).documents,
    );
    for await (const node of nodes)
      if (!state || node.state === state.toUpperCase())
        yield { ...node, space: { id: place.id, name: place.name } };
  }
}

/** `kopexa documents list`. */
export async function listDocuments(ctx: CommandContext, choice: DocumentChoice): Promise<void> {
  const { terminal, texts } = ctx;
  const progress = startProgress(terminal, texts.listing);
  const found: ListedDocument[] = [];
  try {
    for await (const document of documentsOf(ctx, choice)) progress.at(found.push(document));
  } finally {
    progress.end();
  }
  if (ctx.json) return terminal.stdout(`${safeJson(found, 2)}\n`);
  if (found.length === 0) return terminal.stderr(`${texts.nothingFound}\n`);
  const { space, title, state, version, owner, changed } = texts.columns;
  const rows = found.map((each) => rowOf(each, ctx));
  terminal.stdout(table([title, space, state, version, owner, changed], rows, terminal.width));
}

function rowOf(document: ListedDocument, { texts, language }: CommandContext): string[] {
  const { title, space, state, published, draft, owner, updatedAt, hasUnpublishedChanges } = document;
  const word = texts.states[state] ?? state;
  return [
    title,
    space.name,
    state === 'PUBLISHED' && hasUnpublishedChanges ? `${word}, ${texts.newerDraft}` : word,
    `v${published?.number ?? draft?.number ?? '-'}`,
    owner?.name ?? '-',
    moment(updatedAt, language),
  ];
}
