import { createRequire } from 'node:module';

// ESLint's own parser of regular expressions, in the version that ESLint brings.
const { RegExpParser } = createRequire(createRequire(import.meta.url).resolve('eslint'))(
  '@eslint-community/regexpp',
);

/**
 * No pattern can be made to try exponentially many ways (THREATS.md 32, ReDoS; CWE-1333).
 *
 * A repeated group is accepted when a text can be cut into its repetitions in one way only: it has a fixed
 * shape, or begins or ends with a character that occurs nowhere else in it (`(\.[a-z]+)*`) around at most one
 * part of varying length; and its alternatives differ in their first character. Unlike the star height that
 * `security/detect-unsafe-regex` counts, this accepts lists with separators and finds `(a|a)*`.
 */
export const regexIsLinear = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      ambiguous:
        '“{{group}}” can match the same text in many ways, so that hostile input takes exponential time. Separate its parts by a character of their own, or parse step by step.',
    },
  },
  create(context) {
    const check = (node, source, flags) => {
      const group = ambiguousGroup(source, flags);
      if (group) context.report({ node, messageId: 'ambiguous', data: { group } });
    };
    return {
      'Literal[regex]': (node) => check(node, node.regex.pattern, node.regex.flags),
      ':matches(NewExpression, CallExpression)[callee.name="RegExp"]'(node) {
        const [source] = node.arguments;
        if (source?.type === 'Literal' && typeof source.value === 'string') check(node, source.value, '');
      },
    };
  },
};

/** The first repeated group that can be matched in several ways; undefined when there is none. */
function ambiguousGroup(source, flags) {
  let pattern;
  try {
    const mode = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
    pattern = new RegExpParser().parsePattern(source, 0, source.length, mode);
  } catch {
    return undefined; // Not a pattern: the compiler says so.
  }
  return descendants(pattern).find((node) => isRepetition(node) && !isUnambiguous(node.element))?.raw;
}

const isRepetition = (node) => node.type === 'Quantifier' && node.max > 1;
const varies = (node) => node.type === 'Quantifier' && node.min !== node.max;

function descendants(node) {
  return [node, ...childrenOf(node).flatMap(descendants)];
}

function childrenOf(node) {
  if (node.type === 'CharacterClass' || node.type === 'ExpressionCharacterClass') return [];
  return node.alternatives ?? node.elements ?? (node.element ? [node.element] : []);
}

function isUnambiguous(element) {
  if (!element.alternatives) return true;
  const inner = descendants(element).slice(1);
  if (inner.some((node) => node.type === 'Backreference')) return false;
  const nested = inner.filter((node) => node.alternatives?.length > 1);
  if (![element, ...nested].every(hasDistinctAlternatives)) return false;
  const varying = inner.filter(varies);
  if (varying.length === 0) return true;
  return varying.length === 1 && element.alternatives.length === 1 && isDelimited(element.alternatives[0]);
}

function hasDistinctAlternatives(group) {
  if (group.alternatives.length < 2) return true;
  const firsts = group.alternatives.map(({ elements }) => elements[0] && charactersOf(elements[0]));
  return firsts.every(
    (set, at) => set && firsts.slice(at + 1).every((other) => other && !overlap(set, other)),
  );
}

/** Whether the sequence begins or ends with exactly one character that occurs nowhere else in it. */
function isDelimited({ elements }) {
  const isOwn = (end) => {
    const own = charactersOf(end);
    const others = elements.filter((each) => each !== end).map(deepCharacters);
    return own !== undefined && others.every((set) => set !== undefined && !overlap(own, set));
  };
  return isOwn(elements[0]) || isOwn(elements.at(-1));
}

const overlap = (a, b) => a.some((yes, code) => yes && b[code]);

/** Everything an element can consume; undefined when that is not known. */
function deepCharacters(element) {
  const own = charactersOf(element);
  if (own) return own;
  if (element.type === 'Quantifier') return deepCharacters(element.element);
  const sets = element.alternatives?.flatMap(({ elements }) => elements.map(deepCharacters));
  if (!sets || sets.includes(undefined)) return undefined;
  return PROBES.map((_, code) => sets.some((set) => set[code]));
}

/** Latin letters, digits and signs, and a few characters that stand for the rest of Unicode. */
const PROBES = [
  ...Array.from({ length: 0x180 }, (_, code) => String.fromCodePoint(code)),
  'Ω',
  'ж',
  '漢',
  '\u2028',
];

/**
 * Which probes a single character, class or escape matches; undefined for anything longer. Judged without regard
 * to case and lines, whatever the flags: that can only find more overlaps.
 */
function charactersOf(node) {
  if (!/^(Character|CharacterClass|CharacterSet)$/.test(node.type)) return undefined;
  const single = new RegExp(`^(?:${node.raw})$`, /\\p\{|\\u\{/i.test(node.raw) ? 'isu' : 'is');
  return PROBES.map((probe) => single.test(probe));
}
