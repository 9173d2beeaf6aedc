import { isWorkbench, placeOf } from './paths.mjs';

const SECRET = /(^|_|[a-z])(password|passphrase|secret|token|mac|hmac|signature|digest|otp|totp)(hash)?$/i;
const NOT_SECRET = /(kind|type|name|id|count|class|status|state)$/i;

/**
 * Secrets are compared in constant time (`timingSafeEqual`; OWASP ASVS 5.0.0 V11.2.4). Asking whether one is
 * there, or of which type or length, tells nothing and is free.
 */
export const constantTimeComparison = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      timing: 'How long this takes tells about “{{name}}”: compare with timingSafeEqual of node:crypto.',
    },
  },
  create(context) {
    const place = placeOf(context);
    if (isWorkbench(place) || place.startsWith('web/')) return {};
    return {
      BinaryExpression(node) {
        if (!/^[!=]==?$/.test(node.operator)) return;
        const sides = [node.left, node.right];
        if (sides.some(isHarmless)) return;
        const name = sides.map(nameOf).find((each) => SECRET.test(each) && !NOT_SECRET.test(each));
        if (name) context.report({ node, messageId: 'timing', data: { name } });
      },
    };
  },
};

function isHarmless(node) {
  if (node.type === 'Literal') return typeof node.value !== 'string' || node.value === '';
  return (
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'typeof') ||
    (node.type === 'MemberExpression' && /^(length|byteLength|kind|type)$/.test(node.property.name ?? ''))
  );
}

function nameOf(node) {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return node.property.name ?? '';
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression')
    return nameOf(node.callee.object);
  return node.type === 'TSNonNullExpression' ? nameOf(node.expression) : '';
}
