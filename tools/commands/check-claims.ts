import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT } from '../exit-codes.js';
import { Verdict } from '../failure.js';
import {
  ToolClaimRequestDocument,
  ToolClaimsDocument,
  ToolRunClaimChecksDocument,
  type ToolClaimsQuery,
} from '../gql/graphql.js';
import { safeJson } from '../output/clean.js';
import { startProgress } from '../output/progress.js';
import { table } from '../output/table.js';
import type { CommandContext } from './command.js';

type Claim = ToolClaimsQuery['claimBoard']['claims'][number];

const POLL_MS = 500;
const ORDER = ['FAILED', 'NOT_CHECKED', 'PARTLY', 'SUPPLIER', 'PROVEN'];

/**
 * `kopexa claims check`: the state of every claim, with `run` after measuring anew.
 *
 * Throws a {@link Verdict} when one has failed, with `strict` when one is not proven.
 */
export async function checkClaims(
  ctx: CommandContext,
  { run, strict }: { readonly run: boolean; readonly strict: boolean },
): Promise<void> {
  if (run) await runChecks(ctx);
  const { claimBoard } = await ctx.client.run(ToolClaimsDocument, {});
  const { claims } = claimBoard;
  ctx.terminal.stdout(ctx.json ? `${safeJson(claimBoard, 2)}\n` : said(claims, ctx));
  const states = new Set(claims.map(({ state }) => state));
  const holds = strict ? states.size === 1 && states.has('PROVEN') : !states.has('FAILED');
  if (!holds) throw new Verdict(EXIT.notProven);
}

async function runChecks({ client, terminal, texts, signal }: CommandContext): Promise<void> {
  const progress = startProgress(terminal, texts.checking);
  try {
    let request = (await client.run(ToolRunClaimChecksDocument, { checkIds: null })).runClaimChecks;
    while (!request.isFinished) {
      progress.at(request.done, request.total);
      await sleep(POLL_MS, undefined, { signal });
      const { claimRequest } = await client.run(ToolClaimRequestDocument, { id: request.id });
      if (!claimRequest) return;
      request = { ...claimRequest, __typename: 'ClaimRequest' };
    }
  } finally {
    progress.end();
  }
}

function said(claims: readonly Claim[], { texts, terminal }: CommandContext): string {
  const { number, state, title, why } = texts.columns;
  const rows = claims
    .toSorted(
      (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.number - other.number,
    )
    .map((claim) => [
      String(claim.number),
      texts.claimStates[claim.state] ?? claim.state,
      claim.title,
      claim.reason ?? '',
    ]);
  const counts = ORDER.map((each) => [claims.filter((claim) => claim.state === each).length, each] as const);
  const summary = counts
    .filter(([count]) => count > 0)
    .map(([count, each]) => `${count} ${texts.claimStates[each] ?? each}`)
    .join(', ');
  return `${table([number, state, title, why], rows, terminal.width)}\n${summary}\n`;
}
