import { placeOf } from './paths.mjs';

const LETTER = /\p{L}/u;
const SPOKEN = new Set([
  'title',
  'alt',
  'label',
  'placeholder',
  'description',
  'aria-label',
  'aria-description',
]);
const NAMES = new Set(['Kopexa', 'Deutsch', 'English']);

/**
 * What a person reads comes from the message catalogue in formal German and English (`web/src/i18n`), never
 * from a literal in JSX. Proper names that are the same in every language are free.
 */
export const textThroughI18n = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { text: '“{{text}}” would be shown in one language only: give it an id in web/src/i18n.' },
  },
  create(context) {
    const place = placeOf(context);
    if (!place.startsWith('web/src/') || place.endsWith('.test.tsx')) return {};
    const check = (node, raw) => {
      const text = raw.replaceAll(/\s+/g, ' ').trim();
      if (LETTER.test(text) && !NAMES.has(text)) context.report({ node, messageId: 'text', data: { text } });
    };
    return {
      JSXText: (node) => check(node, node.value),
      JSXExpressionContainer(node) {
        if (node.parent.type === 'JSXAttribute' && !isSpoken(node.parent)) return;
        for (const literal of literalsOf(node.expression))
          check(literal, literal.text ?? String(literal.value));
      },
      JSXAttribute(node) {
        if (isSpoken(node) && node.value?.type === 'Literal') check(node.value, String(node.value.value));
      },
    };
  },
};

function isSpoken(attribute) {
  return SPOKEN.has(attribute.name.name);
}

/** String literals that the expression can evaluate to; calls and comparisons are not looked into. */
function literalsOf(node) {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node] : [];
    case 'TemplateLiteral':
      return node.quasis.map((quasi) => ({ ...quasi, text: quasi.value.cooked }));
    case 'ConditionalExpression':
      return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
    case 'LogicalExpression':
      return [...literalsOf(node.left), ...literalsOf(node.right)];
    default:
      return [];
  }
}
