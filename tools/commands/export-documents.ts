import { join, resolve } from 'node:path';
import { EXIT } from '../exit-codes.js';
import { ToolFailure } from '../failure.js';
import {
  ToolBeginExportDocument,
  ToolDocumentDocument,
  ToolVersionsDocument,
  ToolWhoamiDocument,
  type ToolDocumentQuery,
  type ToolVersionsQuery,
} from '../gql/graphql.js';
import { safeJson } from '../output/clean.js';
import { isVacant, slug, writeInto, type WrittenFile } from '../output/folder.js';
import { frontMatter, markdownOf } from '../output/markdown.js';
import { startProgress } from '../output/progress.js';
import { collect, everyNode, PAGE, type CommandContext } from './command.js';
import { chooseSpaces } from './spaces.js';
import { documentsOf, type DocumentChoice, type ListedDocument } from './list-documents.js';

type Whole = NonNullable<ToolDocumentQuery['document']>;
type Version = NonNullable<ToolVersionsQuery['document']>['versions']['edges'][number]['node'];

/** How documents are exported. */
export interface ExportChoice extends DocumentChoice {
  /** A folder, or `-` for stdout. */
  readonly out?: string;
  readonly format: 'md' | 'json';
}

/**
 * `kopexa documents export`: every document with its text, details and list of versions. What disappears while the
 * export runs is left out, as for anybody who asks for it then.
 */
export async function exportDocuments(ctx: CommandContext, choice: ExportChoice): Promise<void> {
  const { client, terminal, texts, signal } = ctx;
  const toStdout = choice.out === '-';
  if (toStdout && choice.format !== 'json') throw new ToolFailure(EXIT.usage, texts.jsonToStdout);
  const { currentServiceAccount: account } = await client.run(ToolWhoamiDocument, {});
  const day = new Date().toISOString().slice(0, 10);
  const folder = resolve(choice.out ?? `kopexa-export-${account?.organization ?? ''}-${day}`);
  if (!toStdout && !isVacant(folder)) throw new ToolFailure(EXIT.usage, texts.notEmpty(folder));
  for (const { id: spaceId } of await chooseSpaces(ctx, choice.space))
    await client.run(ToolBeginExportDocument, { spaceId });
  const listed = await listAll(ctx, choice);
  const progress = startProgress(terminal, texts.exporting);
  const written: object[] = [];
  try {
    for (const each of listed) {
      const whole = await readWhole(ctx, each.id);
      if (!whole) continue;
      if (toStdout) terminal.stdout(`${safeJson({ ...whole.document, versions: whole.versions })}\n`);
      const files = toStdout ? [] : write(folder, whole, choice.format);
      written.push({ id: each.id, title: each.title, space: each.space, files });
      progress.at(written.length, listed.length);
    }
  } catch (error) {
    if (signal.aborted && !toStdout)
      throw new ToolFailure(EXIT.interrupted, texts.partly(written.length, listed.length, folder));
    throw error;
  } finally {
    progress.end();
  }
  if (toStdout) return;
  const summary = {
    exportedAt: new Date().toISOString(),
    account,
    format: choice.format,
    documents: written,
  };
  writeInto(folder, 'export.json', `${safeJson(summary, 2)}\n`);
  terminal.stderr(`${texts.exported(written.length, folder)}\n`);
}

async function listAll(ctx: CommandContext, choice: DocumentChoice): Promise<ListedDocument[]> {
  const progress = startProgress(ctx.terminal, ctx.texts.listing);
  const listed: ListedDocument[] = [];
  try {
    for await (const document of documentsOf(ctx, choice)) progress.at(listed.push(document));
    return listed;
  } finally {
    progress.end();
  }
}

async function readWhole(
  { client }: CommandContext,
  id: string,
): Promise<{ document: Whole; versions: Version[] } | null> {
  try {
    const { document } = await client.run(ToolDocumentDocument, { id });
    if (!document) return null;
    const versions = await collect(
      everyNode(
        async (after) =>
          (await client.run(ToolVersionsDocument, { id, first: PAGE, after })).document?.versions,
      ),
    );
    return { document, versions };
  } catch (error) {
    if (error instanceof ToolFailure && error.exitCode === EXIT.missing) return null;
    throw error;
  }
}

/** Files of one document; titles may be the same, ids are not. */
function write(
  folder: string,
  { document, versions }: { document: Whole; versions: readonly Version[] },
  format: ExportChoice['format'],
): WrittenFile[] {
  const name = join(slug(document.space?.name ?? ''), `${slug(document.title)}-${document.id.slice(-12)}`);
  if (format === 'json')
    return [writeInto(folder, `${name}.json`, `${safeJson({ ...document, versions }, 2)}\n`)];
  const { published, draft } = document;
  const newer = draft && draft.number !== published?.number ? draft : null;
  return [
    ...(published ? [writeInto(folder, `${name}.md`, markdownFile(document, published, versions))] : []),
    ...(newer
      ? [writeInto(folder, `${name}${published ? '.draft' : ''}.md`, markdownFile(document, newer, versions))]
      : []),
  ];
}

function markdownFile(
  document: Whole,
  version: NonNullable<Whole['published']> | NonNullable<Whole['draft']>,
  versions: readonly Version[],
): string {
  const { id, title, space, path, owner, language, classification, nextReviewOn } = document;
  const isPublished = version.number === document.published?.number;
  const facts = {
    ...{ id, title: version.title, space: space?.name, path: path.map((crumb) => crumb.title).join(' / ') },
    ...{ state: isPublished ? 'published' : 'draft', version: version.number, author: version.author?.name },
    ...{ language: language.toLowerCase(), classification: classification.toLowerCase(), owner: owner?.name },
    ...{ nextReviewOn, createdAt: document.createdAt, updatedAt: document.updatedAt },
    publishedAt: isPublished ? document.published?.publishedAt : null,
    versions: versions.map((each) => ({
      ...{ number: each.number, title: each.title, author: each.author?.name ?? null, savedAt: each.savedAt },
      ...{ publishedAt: each.publishedAt, words: each.wordCount, restoredFrom: each.restoredFrom },
    })),
  };
  const heading = `# ${(version.title || title).replace(/([\\`*_[\]<>#])/g, '\\$1')}\n\n`;
  return `${frontMatter(facts)}${heading}${markdownOf(version.body)}`;
}
