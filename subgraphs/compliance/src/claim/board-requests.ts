import { isIPv6 } from 'node:net';
import { invalidInput } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { pageArgs, toConnection, type Page } from '#runtime/graphql/page.js';
import { isolationRunRepository } from '../canary/canary.repository.js';
import type { ComplianceServices } from '../services.js';
import { runCheckAgain, runChecksNow, type TakenRequest } from './ask-for-checks.js';
import { claimRequestRepository, claimRunRepository, type ClaimRunRecord } from './claim-run.repository.js';
import { readBoard, type Board } from './read-board.js';

type Ctx = Context<ComplianceServices>;

/** The board as of now. */
export function boardOf(ctx: Ctx): Promise<Board> {
  const [runs, isolation] = [claimRunRepository(ctx), isolationRunRepository(ctx)];
  return readBoard({ runs, isolation, clock: ctx.services.clock });
}

/** A page of the history of some checks. Throws INVALID_INPUT. */
export async function historyOf<Node>(
  ctx: Ctx,
  checkIds: readonly string[],
  first: number | null | undefined,
  after: string | null | undefined,
  nodeOf: (run: ClaimRunRecord) => Node,
): Promise<Page<Node>> {
  const page = pageArgs(first, after);
  const [at, runId] = page.after ?? [];
  if (checkIds.length > 100)
    throw invalidInput(
      'checkIds',
      'Bitte höchstens 100 Messungen nennen.',
      'Please name 100 checks at most.',
    );
  if (page.after && (!isId(runId ?? '') || Number.isNaN(Date.parse(at ?? ''))))
    throw invalidInput('after', 'Diese Seitenmarke ist ungültig.', 'This cursor is not valid.');
  const rows = await claimRunRepository(ctx).history(
    checkIds,
    page.after ? [at ?? '', runId ?? ''] : null,
    page.first + 1,
  );
  return toConnection(rows, page, (row) => [row.at.toISOString(), row.runId], nodeOf);
}

/** How far a request has come; null when it does not exist or was forgotten. */
export async function requestOf(ctx: Ctx, id: string): Promise<TakenRequest | null> {
  const state = isId(id) ? await claimRunRepository(ctx).requestState(id) : null;
  return state && { id, ...state };
}

/** The operator asks for runs. */
export function askForRuns(ctx: Ctx, checkIds: readonly string[] | null): Promise<TakenRequest> {
  const { change } = ctx;
  return runChecksNow({ change, requests: claimRequestRepository(change) }, checkIds);
}

/** Anybody asks for one run. */
export function askAgain(ctx: Ctx, checkId: string): Promise<TakenRequest> {
  const { change } = ctx;
  return runCheckAgain(
    { change, requests: claimRequestRepository(change) },
    checkId,
    networkOf(ctx.request.ip),
  );
}

/** One connection gets a whole /64 of IPv6 addresses (RFC 6177): they count as one place. */
function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.toLowerCase().startsWith('::ffff:')) return ip.toLowerCase().replace('::ffff:', '');
  return new URL(`http://[${ip.split('%')[0] ?? ''}]`).hostname
    .slice(1, -1)
    .replace('::', `:${'0:'.repeat(8)}`)
    .split(':')
    .filter(Boolean)
    .slice(0, 4)
    .join(':');
}
