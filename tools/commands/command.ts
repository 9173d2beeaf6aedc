import type { ToolClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { ToolFailure } from '../failure.js';
import type { Terminal } from '../terminal.js';
import type { Language, Texts } from '../texts/texts.js';

/** What a command gets. */
export interface CommandContext {
  readonly client: ToolClient;
  readonly terminal: Terminal;
  readonly language: Language;
  readonly texts: Texts;
  /** JSON instead of tables. */
  readonly json: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Longest page that the API gives. */
export const PAGE = 100;

/** One page of a list. */
interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Every node of a list, page by page. */
export async function* everyNode<Node>(
  ask: (after: string | null) => Promise<Page<Node> | null | undefined>,
): AsyncGenerator<Node, void, undefined> {
  let after: string | null = null;
  do {
    const page: Page<Node> | null | undefined = await ask(after);
    if (!page) return;
    for (const { node } of page.edges) yield node;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}

/** Everything that an iteration yields. */
export async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** A moment as people of the place write it; `-` for none. */
export function moment(iso: string | null | undefined, language: Language): string {
  if (!iso) return '-';
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso));
}

/** A time as it was typed, in ISO-8601; a day begins at midnight here. Throws ToolFailure usage. */
export function timeOf(text: string | undefined, texts: Texts): string | undefined {
  if (text === undefined) return undefined;
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);
  if (Number.isNaN(time.getTime())) throw new ToolFailure(EXIT.usage, texts.badTime(text));
  return time.toISOString();
}

/** A whole number as it was typed. Throws ToolFailure usage. */
export function countOf(text: string, texts: Texts): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new ToolFailure(EXIT.usage, texts.badNumber(text));
  return count;
}
