import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT } from '../exit-codes.js';
import { ToolFailure } from '../failure.js';
import {
  ToolAuditEntriesDocument,
  ToolAuditExportDocument,
  type AuditFilter,
  type ToolAuditEntriesQuery,
} from '../gql/graphql.js';
import { clean, safeJson } from '../output/clean.js';
import { startProgress } from '../output/progress.js';
import { collect, countOf, everyNode, moment, PAGE, timeOf, type CommandContext } from './command.js';
import { chooseSpaces } from './spaces.js';

type Entry = ToolAuditEntriesQuery['auditEntries']['edges'][number]['node'];

/** What narrows the trail, as it was typed. */
export interface AuditChoice {
  readonly from?: string;
  readonly to?: string;
  readonly action: readonly string[];
  readonly outcome?: string;
  readonly space?: string;
}

async function filterOf(ctx: CommandContext, choice: AuditChoice): Promise<AuditFilter> {
  const [space] = choice.space === undefined ? [] : await chooseSpaces(ctx, [choice.space]);
  const [from, to] = [timeOf(choice.from, ctx.texts), timeOf(choice.to, ctx.texts)];
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(choice.action.length > 0 ? { actions: [...choice.action] } : {}),
    ...(choice.outcome ? { outcome: choice.outcome.toUpperCase() as AuditFilter['outcome'] } : {}),
    ...(space ? { spaceId: space.id } : {}),
  };
}

/**
 * `kopexa audit export`: JSON lines, newest first. That it happens is an entry of the trail, written before the first
 * line; a file is there under its name only when it is whole.
 */
export async function exportAudit(
  ctx: CommandContext,
  { out, force, ...choice }: AuditChoice & { readonly out: string; readonly force: boolean },
): Promise<void> {
  const { client, terminal, texts } = ctx;

  if (out !== '-' && !force && existsSync(out)) throw new ToolFailure(EXIT.usage, texts.fileExists(out));
  const filter = await filterOf(ctx, choice);
  const { exportAuditTrail: announced } = await client.run(ToolAuditExportDocument, { filter });
  const progress = startProgress(terminal, texts.reading);
  const target = out === '-' ? null : openFile(out);
  let written = 0;
  try {
    for await (const entry of entriesOf(ctx, filter)) {
      const line = `${safeJson(entry)}\n`;
      if (target) await target.write(line);
      else terminal.stdout(line);
      written += 1;
      progress.at(written, Math.max(announced.entries, written));
    }
    await target?.finish();
  } finally {
    progress.end();
  }
  if (target) terminal.stderr(`${texts.writtenEntries(written, out)}\n`);
}

function entriesOf(ctx: CommandContext, filter: AuditFilter): AsyncGenerator<Entry, void, undefined> {
  return everyNode(
    async (after) =>
      (await ctx.client.run(ToolAuditEntriesDocument, { filter, first: PAGE, after })).auditEntries,
  );
}

function openFile(path: string) {
  const part = `${path}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  return {
    write: async (line: string): Promise<void> => {
      if (!stream.write(line)) await once(stream, 'drain');
    },
    finish: async (): Promise<void> => {
      stream.end();
      await finished(stream);
      renameSync(part, path);
    },
  };
}

/** Entries are written in the order of their transactions, not of their times: a look back finds the late ones. */
const LOOK_BACK_MS = 30_000;

/** `kopexa audit tail`: the newest entries, then each new one, oldest first, until Ctrl-C. */
export async function tailAudit(
  ctx: CommandContext,
  { lines, interval, ...choice }: Omit<AuditChoice, 'from' | 'to'> & { lines: string; interval: string },
): Promise<void> {
  const { client, texts, signal } = ctx;
  const filter = await filterOf(ctx, choice);
  const [first, pause] = [Math.min(PAGE, countOf(lines, texts)), countOf(interval, texts) * 1000];
  const begin = await client.run(ToolAuditEntriesDocument, { filter, first });
  const seen = new Map<string, number>();
  const show = (entries: readonly Entry[]): void => {
    for (const entry of entries.filter(({ id }) => !seen.has(id)).toReversed()) {
      seen.set(entry.id, Date.parse(entry.at));
      ctx.terminal.stdout(ctx.json ? `${safeJson(entry)}\n` : `${lineOf(entry, ctx)}\n`);
    }
  };
  show(begin.auditEntries.edges.map(({ node }) => node));
  // By the server's clock where it has said something.
  let from = Math.max(...seen.values(), begin.auditEntries.edges.length > 0 ? 0 : Date.now());
  while (!signal.aborted) {
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const since = new Date(from - LOOK_BACK_MS).toISOString();
    const fresh = await collect(entriesOf(ctx, { ...filter, from: since }));
    show(fresh);
    from = Math.max(from, ...seen.values());
    for (const [id, at] of seen) if (at < from - 2 * LOOK_BACK_MS) seen.delete(id);
  }
}

function lineOf({ at, sentence, space }: Entry, { language }: CommandContext): string {
  return `${moment(at, language)}  ${clean(sentence)}${space ? `  [${clean(space.name)}]` : ''}`;
}
