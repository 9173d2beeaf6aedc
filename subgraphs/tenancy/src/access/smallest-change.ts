import type { Permission } from '#schema/permissions.js';
import type { Facts } from './access-facts.js';
import type { Locale, Step } from './access-sentences.js';
import {
  admitting,
  entering,
  gaining,
  MOST_CHANGES,
  opening,
  type Alternative,
  type ChangeStep,
  type Wish,
} from './alternatives.js';

/** What together would allow, and what it would allow besides. */
export interface Change {
  readonly steps: readonly ChangeStep[];
  readonly extraPermissions: readonly Permission[];
  /** How much would be new in other Spaces. */
  readonly elsewhere: number;
  readonly canDo: boolean;
}

/** What no change by anybody here opens. */
const FINAL: readonly Step['kind'][] = ['OPERATOR_ONLY', 'SUPPORT_ENDED'];

/**
 * What would allow it, the least of it first: fewest permissions that come along, then fewest steps. Only for the
 * present, only for people, and only when what is missing can be given.
 */
export function smallestChanges(
  facts: Facts,
  permission: Permission,
  fences: readonly Step[],
  locale: Locale,
): readonly Change[] {
  const kinds = new Set(fences.map(({ kind }) => kind));
  const isHopeless = facts.tool !== undefined || FINAL.some((kind) => kinds.has(kind));
  if (!facts.isPresent || fences.length === 0 || isHopeless) return [];
  const wish: Wish = { facts, permission, kinds, locale };
  const opened = [...kinds].map((kind) => opening(wish, kind)).filter((one) => one !== null);
  const lists = [entering(wish), ...opened.map((one) => [one]), gaining(wish), admitting(wish)];
  return lists
    .filter((list) => list !== null)
    .reduce<readonly Alternative[]>(
      (all, list) => all.flatMap((before) => list.map((next) => together(before, next))),
      [{ steps: [], extra: [], elsewhere: 0 }],
    )
    .filter(({ steps }) => steps.length > 0)
    .toSorted((one, other) => weight(one) - weight(other))
    .slice(0, MOST_CHANGES)
    .map(({ steps, extra, elsewhere }) => ({
      ...{ steps, elsewhere, extraPermissions: extra },
      canDo: steps.every(({ canDo }) => canDo),
    }));
}

const together = (one: Alternative, other: Alternative): Alternative => ({
  steps: [...one.steps, ...other.steps],
  extra: [...new Set([...one.extra, ...other.extra])],
  elsewhere: one.elsewhere + other.elsewhere,
  touchesOthers: one.touchesOthers === true || other.touchesOthers === true,
});

const weight = ({ steps, extra, elsewhere, touchesOthers }: Alternative): number =>
  (extra.length + elsewhere) * 10 + steps.length + (touchesOthers ? 5 : 0);
