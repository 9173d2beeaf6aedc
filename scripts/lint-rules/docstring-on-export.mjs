import { isWorkbench, placeOf } from './paths.mjs';

/**
 * Every export of the product says in one plain sentence what it is (STYLE.md, "Docstrings"). Re-exports,
 * and overloads after the first, speak for themselves.
 */
export const docstringOnExport = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      doc: 'Say in a /** docstring */ what “{{name}}” is: one plain sentence, then units, errors, standard.',
    },
  },
  create(context) {
    if (isWorkbench(placeOf(context))) return {};
    const { sourceCode } = context;
    const told = new Set();
    return {
      'ExportNamedDeclaration, ExportDefaultDeclaration'(node) {
        const { declaration } = node;
        if (!declaration || declaration.type === 'Identifier') return;
        const name = declaration.id?.name ?? declaration.declarations?.[0].id.name ?? 'default';
        const first = declaration.decorators?.[0] ?? node;
        const comments = [...sourceCode.getCommentsBefore(first), ...sourceCode.getCommentsBefore(node)];
        if (comments.some((each) => each.type === 'Block' && each.value.startsWith('*'))) told.add(name);
        if (!told.has(name)) context.report({ loc: node.loc.start, messageId: 'doc', data: { name } });
        told.add(name);
      },
    };
  },
};
