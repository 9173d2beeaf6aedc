import type { Context } from '#runtime/graphql/context.js';
import type { ComplianceServices } from '../services.js';
import type { AcceptanceRecord, DpaContent, PublicationRecord } from './dpa.js';
import { dpaRepository } from './dpa.repository.js';
import type { DpaTools } from './keep-dpa.js';

/** The contract for those who read it. */
export const readingDpa = (ctx: Context<ComplianceServices>) => dpaRepository(ctx);

/** What changes of the contract get; throws outside a mutation. */
export function writingDpa(ctx: Context<ComplianceServices>): DpaTools {
  const { actor, change, services } = ctx;
  return { actor, change, clock: services.clock, dpa: dpaRepository(ctx) };
}

/** A published version with its texts. */
export type WholePublication = PublicationRecord & Pick<DpaContent, 'textDe' | 'textEn'>;

/** A published version by number, the one in force (or, before its day, the first) without; `null`: none. */
export async function findPublication(
  ctx: Context<ComplianceServices>,
  number: number | null,
): Promise<WholePublication | null> {
  const dpa = dpaRepository(ctx);
  const all = await dpa.publications();
  const found =
    number === null
      ? (all.find(({ isCurrent }) => isCurrent) ?? all.at(-1))
      : all.find((each) => each.number === number);
  const text = found && (await dpa.text(found.number));
  return found && text ? { ...found, ...text } : null;
}

/** What the console of an Organization shows: everything published, and what of it was accepted. */
export async function readDpaStatus(
  ctx: Context<ComplianceServices>,
): Promise<{ published: readonly PublicationRecord[]; acceptances: readonly AcceptanceRecord[] }> {
  const dpa = dpaRepository(ctx);
  return { published: await dpa.publications(), acceptances: await dpa.acceptances() };
}
