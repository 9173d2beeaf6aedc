import { isAllowedHref } from './links.js';

/**
 * One attribute of a node or mark: its default, what it may be, and whether it is kept. What editors add to
 * links on their own (`target`, `rel`, `class`) is accepted and dropped: the renderer decides about those.
 */
export interface Attribute {
  readonly accepts: (value: unknown) => boolean;
  /** Absent means that the attribute must be given. */
  readonly default?: string | number | null;
  readonly dropped?: true;
}

const isInteger = (from: number, to: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
const oneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);
const decoration: Attribute = {
  accepts: (value) => value === null || typeof value === 'string',
  default: null,
  dropped: true,
};

/** Attributes of each node type; a type that is not here has none. */
export const NODE_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  heading: { level: { accepts: isInteger(1, 4) } },
  orderedList: {
    start: { accepts: isInteger(0, 1_000_000), default: 1 },
    type: { accepts: oneOf([null, '1', 'a', 'A', 'i', 'I']), default: null },
  },
  codeBlock: {
    language: {
      accepts: (value) => value === null || (typeof value === 'string' && /^[\w+#.-]{1,40}$/.test(value)),
      default: null,
    },
  },
};

/** Attributes of each mark type; a type that is not here has none. */
export const MARK_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  link: {
    href: { accepts: isAllowedHref },
    target: decoration,
    rel: decoration,
    class: decoration,
    title: decoration,
  },
};
