import { FILE_NODE_LIMITS } from './limits.js';
import { isAllowedHref } from './links.js';
import { hasForbiddenCharacter } from './text.js';

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
const isText = (longest: number) => (value: unknown) =>
  typeof value === 'string' && value.length <= longest && !hasForbiddenCharacter(value);
/** A file of the product, by its id: no body names an address to load something from (THREATS 33, 35). */
const fileId: Attribute = {
  accepts: (value) =>
    typeof value === 'string' && /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/.test(value),
};
const sideLength: Attribute = {
  accepts: (value) => value === null || isInteger(1, FILE_NODE_LIMITS.side)(value),
  default: null,
};
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
  image: {
    fileId,
    alt: { accepts: isText(FILE_NODE_LIMITS.alt), default: '' },
    width: sideLength,
    height: sideLength,
  },
  file: {
    fileId,
    name: { accepts: isText(FILE_NODE_LIMITS.name) },
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
