import { isWorkbench, placeOf } from './paths.mjs';

const RUNNERS = /^(query|raw)$/;
const STATEMENT = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|CALL|SET)\b/;

/**
 * Values reach SQL as parameters, never as text (OWASP ASVS 5.0.0 V1.2.4). Interpolation is possible only of
 * SCREAMING_CASE constants, that is of SQL fragments fixed at build time.
 *
 * `runtime/db` builds DDL out of identifiers it quotes itself and is exempt, as are migrations.
 */
export const sqlIsConstant = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      sql: 'SQL is put together from “{{what}}”: pass it as a parameter ($1), or make it a constant.',
    },
  },
  create(context) {
    const place = placeOf(context);
    if (isWorkbench(place) || /^runtime\/db\/|^standalone\/|\/migrations\//.test(place)) return {};
    const report = (node) =>
      context.report({
        node,
        messageId: 'sql',
        data: { what: context.sourceCode.getText(node).slice(0, 60) },
      });
    return {
      TemplateLiteral(node) {
        if (node.parent.type === 'TaggedTemplateExpression') return;
        if (STATEMENT.test(node.quasis[0].value.raw))
          node.expressions.filter((each) => !isFixed(each)).forEach(report);
      },
      BinaryExpression(node) {
        if (node.operator !== '+' || node.left.type !== 'Literal' || typeof node.left.value !== 'string')
          return;
        if (STATEMENT.test(node.left.value) && node.right.type !== 'Literal' && !isFixed(node.right))
          report(node.right);
      },
      CallExpression(node) {
        const [statement] = node.arguments;
        if (!RUNNERS.test(node.callee.property?.name ?? '') || statement?.type !== 'TemplateLiteral') return;
        if (STATEMENT.test(statement.quasis[0].value.raw)) return;
        statement.expressions.filter((each) => !isFixed(each)).forEach(report);
      },
    };
  },
};

/** SCREAMING_CASE names, and members or calls of such (`COLUMNS.join(', ')`), are fixed at build time. */
function isFixed(node) {
  if (node.type === 'Identifier') return /^[A-Z][A-Z0-9_]*$/.test(node.name);
  if (node.type === 'MemberExpression') return isFixed(node.object);
  if (node.type === 'CallExpression') return node.callee.type === 'MemberExpression' && isFixed(node.callee);
  return node.type === 'Literal';
}
