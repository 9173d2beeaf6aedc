import type { ClaimBoardQuery, ClaimState } from '../../gql/graphql.ts';

/** A claim as the board answers it. */
export type ClaimView = ClaimBoardQuery['claimBoard']['claims'][number];

/** A check as the board answers it. */
export type CheckView = ClaimBoardQuery['claimBoard']['checks'][number];

/** All states, best first. */
export const CLAIM_STATES: readonly ClaimState[] = ['PROVEN', 'SUPPLIER', 'PARTLY', 'NOT_CHECKED', 'FAILED'];

/** How many claims stand where. */
export function countByState(claims: readonly ClaimView[]): Record<ClaimState, number> {
  const counts = { PROVEN: 0, PARTLY: 0, FAILED: 0, SUPPLIER: 0, NOT_CHECKED: 0 };
  for (const { state } of claims) counts[state] += 1;
  return counts;
}

/** Claims in their sections, in the order of the catalogue. */
export function bySection(claims: readonly ClaimView[]): { id: string; name: string; claims: ClaimView[] }[] {
  return [...Map.groupBy(claims, ({ sectionId }) => sectionId)].map(([id, those]) => ({
    id,
    name: those[0]?.section ?? id,
    claims: those,
  }));
}

/** The checks of a claim, in its order. */
export function checksOf(claim: ClaimView, checks: readonly CheckView[]): CheckView[] {
  return claim.checkIds.flatMap((id) => checks.find((check) => check.id === id) ?? []);
}
