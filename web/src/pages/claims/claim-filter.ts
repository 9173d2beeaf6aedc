import type { ClaimKind, ClaimState } from '../../gql/graphql.ts';
import { CLAIM_STATES, type ClaimView } from './claim-view.ts';

const KINDS: readonly ClaimKind[] = ['PRODUCT', 'DEPLOYMENT', 'DOCUMENT', 'ROLL_UP'];

/** What narrows the board down, as the address says it. */
export interface ClaimFilter {
  states: readonly ClaimState[];
  section: string | null;
  kind: ClaimKind | null;
  text: string;
}

/** Reads the filter from the address; what it does not understand is no filter. */
export function readClaimFilter(params: URLSearchParams): ClaimFilter {
  const kind = params.get('kind');
  return {
    states: CLAIM_STATES.filter((state) => params.getAll('state').includes(state)),
    section: params.get('section'),
    kind: KINDS.find((one) => one === kind) ?? null,
    text: params.get('q') ?? '',
  };
}

/** Writes the filter into the address; everything else in it is the caller's. */
export function writeClaimFilter(filter: ClaimFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const state of filter.states) params.append('state', state);
  if (filter.section) params.set('section', filter.section);
  if (filter.kind) params.set('kind', filter.kind);
  if (filter.text) params.set('q', filter.text);
  return params;
}

/** The claims that fit: every word of the text occurs in number, title, section or owner. */
export function filterClaims(claims: readonly ClaimView[], filter: ClaimFilter): ClaimView[] {
  const words = filter.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return claims.filter((claim) => {
    if (filter.states.length > 0 && !filter.states.includes(claim.state)) return false;
    if (filter.section && claim.sectionId !== filter.section) return false;
    if (filter.kind && claim.kind !== filter.kind) return false;
    const text = `${claim.number} ${claim.title} ${claim.section} ${claim.owner}`.toLocaleLowerCase();
    return words.every((word) => (/^\d+$/.test(word) ? String(claim.number) === word : text.includes(word)));
  });
}
