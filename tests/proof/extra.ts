import type { Answer } from '#runtime/testing/world.js';

/** A query that a mutation's case does not lead to, by its root field. */
export interface Extra {
  readonly field: string;
  readonly answer: Answer;
}
