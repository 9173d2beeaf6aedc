import type { Context } from '#runtime/graphql/context.js';
import type { ComplianceServices } from '../services.js';

/** Who acted, and when. */
export interface ActedAt {
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly at: Date | string;
}

// A moment read with milliseconds is up to one millisecond before what happened.
const MARKS = `SELECT place::int FROM tenancy.acted_as_support($1::uuid[],
  ARRAY(SELECT m + interval '1 millisecond' FROM unnest($2::timestamptz[]) WITH ORDINALITY u (m, place) ORDER BY place))`;

/** Whether a person acted as the operator's support at that moment; all of a page in one statement. */
export async function actedAsSupport(ctx: Context<ComplianceServices>, entry: ActedAt): Promise<boolean> {
  if (entry.actorKind !== 'user' || entry.actorId === null) return false;
  const key = `${entry.actorId} ${new Date(entry.at).toISOString()}`;
  const marks = ctx.load<string, boolean>('audit.support', async (keys) => {
    const [people, moments] = [0, 1].map((part) => keys.map((each) => each.split(' ')[part]));
    const rows = await ctx.query<{ place: number }>(MARKS, [people, moments]);
    const places = new Set(rows.map(({ place }) => place));
    return keys.map((_, index) => places.has(index + 1));
  });
  return (await marks.load(key)) ?? false;
}
