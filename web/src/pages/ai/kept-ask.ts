import type { AiRequestInput } from '../../gql/graphql.ts';
import type { AiState } from './ai-state.ts';

/** What somebody asked last in an Organization, and what came of it. */
export interface KeptAsk {
  /** What the person came with from the search. */
  readonly brought: string | undefined;
  /** What stands in the field. */
  readonly question: string;
  readonly spaceIds: readonly string[];
  /** What the answer is to. */
  readonly asked: AiRequestInput | null;
  readonly state: AiState;
}

/** In this page's memory alone: answers are kept nowhere else. */
const kept = new Map<string, KeptAsk>();

/** Keeps question and answer, so that Back from a source shows them again. */
export function keepAsk(userId: string, org: string, ask: KeptAsk): void {
  kept.set(`${userId} ${org}`, ask);
}

/** The last question and answer of this person here. */
export function keptAsk(userId: string, org: string): KeptAsk | null {
  return kept.get(`${userId} ${org}`) ?? null;
}

/** Forgets all of them: at sign-out. */
export function forgetAsks(): void {
  kept.clear();
}
