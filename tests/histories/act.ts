import type { Model } from './model.js';

/** A thrown step: what somebody attempts, and four numbers that choose on what. */
export interface Throw {
  readonly act: string;
  readonly who: number;
  readonly dice: readonly [number, number, number, number];
}

/** A step that was aimed at something: the statement, whether the model allows it, and what becomes of the model. */
export interface Step {
  readonly told: string;
  /** Who attempts it; `null`: time, or the operator's own Organization, changes it. */
  readonly who: number | null;
  /** Where the person acts: in the Organization of the history unless said otherwise. */
  readonly where?: 'operator' | 'nowhere';
  readonly login?: 'kopexa_content';
  readonly sql: string;
  readonly values: readonly unknown[];
  /** The model's decision. */
  readonly allowed: boolean;
  /** Writes the step into the model, once the product has done it. */
  apply(model: Model): void;
}

/** Aims a throw; `null` when there is nothing that it could be about. */
export type Aim = (model: Model, step: Throw) => Step | null;

/** The element on which a die falls; `null` of an empty list. */
export function pick<T>(list: readonly T[], die: number): T | null {
  return list.length === 0 ? null : list[die % list.length]!;
}

/** Every third step with an end, in an hour: no history takes that long, so that only time itself ends it. */
export const ends = (die: number): boolean => die % 3 === 0;

/** The end of what has one. */
export const END = "clock_timestamp() + interval '1 hour'";
