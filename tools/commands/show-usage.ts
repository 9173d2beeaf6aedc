import { ToolAiUsageDocument } from '../gql/graphql.js';
import { safeJson } from '../output/clean.js';
import { table } from '../output/table.js';
import type { CommandContext } from './command.js';

/** `kopexa usage`: requests and tokens of AI. */
export async function showUsage(
  { client, terminal, texts, language, json }: CommandContext,
  { from, to }: { readonly from?: string; readonly to?: string },
): Promise<void> {
  const { aiUsage: usage } = await client.run(ToolAiUsageDocument, { from, to });
  if (json) return terminal.stdout(`${safeJson(usage, 2)}\n`);
  if (!usage.isWhole) terminal.stderr(`${texts.ownUsage}\n`);
  const figure = new Intl.NumberFormat(language);
  const { day, person, kind, requests, unanswered, tokens } = texts.columns;
  const figures = (of: typeof usage.total) => [
    figure.format(of.requests),
    figure.format(of.unanswered),
    `${figure.format(of.promptTokens)} / ${figure.format(of.completionTokens)}`,
  ];
  const rows = usage.rows.map((row) => [
    ...[row.day, row.person?.name ?? texts.unknownPerson, texts.aiKinds[row.kind] ?? row.kind],
    ...figures({ ...row, __typename: 'AiUsageTotal' }),
  ]);
  const all = [...rows, [texts.total, '', '', ...figures(usage.total)]];
  terminal.stdout(table([day, person, kind, requests, unanswered, tokens], all, terminal.width));
  const { organizationUsed: used, organizationLimit: limit, resetsOn } = usage.budget;
  if (used !== null)
    terminal.stdout(`\n${texts.budget(figure.format(used), figure.format(limit), resetsOn)}\n`);
}
