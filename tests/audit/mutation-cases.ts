import type { Answer } from '#runtime/testing/world.js';
import type { Scenario } from '#tests/kit/scenario.js';

/** A mutation that was arranged and is ready to run, once as somebody who may and once as somebody who may not. */
export interface Arranged {
  readonly allowed: () => Promise<Answer>;
  /** Absent where the generated attempt of somebody who is not signed in is refusal enough. */
  readonly denied?: () => Promise<Answer>;
  /** Why it was refused, where the entry says it more exactly than the answer: its code. */
  readonly reason?: string;
}

/** How each mutation of the supergraph is arranged, by its name. */
export type MutationCases = Readonly<Record<string, (scenario: Scenario) => Promise<Arranged>>>;
