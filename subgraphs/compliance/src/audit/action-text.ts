import type { Bilingual } from '#schema/permissions.js';

/**
 * How an action is told. German phrases complete "… hat" and "… wollte", English ones "…" and "… tried to";
 * `{subject}` is the document, Space or member in the accusative.
 */
export interface ActionText {
  readonly label: Bilingual;
  readonly de: readonly [done: string, toDo: string];
  readonly en: readonly [done: string, toDo: string];
}

/** Texts by action. */
export type ActionTexts = Readonly<Record<string, ActionText>>;

/** One action: its label, then what was done and what was to be done, German before English. */
export const say = (
  labelDe: string,
  labelEn: string,
  de: readonly [string, string],
  en: readonly [string, string],
): ActionText => ({ label: { de: labelDe, en: labelEn }, de, en });
