/** Why a body, title or link is refused, for people: what is wrong and what to do, in both languages. */
export interface ModelProblem {
  readonly de: string;
  readonly en: string;
}

/** A value, or why there is none. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ModelProblem };

/** Wraps what passed. */
export const passed = <T>(value: T): Checked<T> => ({ ok: true, value });

/** Wraps a refusal. */
export const refused = (de: string, en: string): { ok: false; problem: ModelProblem } => ({
  ok: false,
  problem: { de, en },
});
