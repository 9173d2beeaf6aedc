import { isWorkbench, onRuntimeImport, placeOf } from './paths.mjs';

const DOORS = /^runtime\/(db|embedded)\/|^standalone\//;

/**
 * Connections to PostgreSQL are opened in `runtime/db` alone, so that every statement passes the tenant door
 * (DESIGN.md, fence 4). Types may be imported anywhere; `standalone/` starts and prepares the cluster.
 */
export const pgOnlyInDb = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      pg: 'Open no own connection: take the tenant door of #runtime/db (only types of pg may be imported).',
    },
  },
  create(context) {
    const place = placeOf(context);
    if (DOORS.test(place) || isWorkbench(place)) return {};
    const report = (node) => context.report({ node, messageId: 'pg' });
    return {
      ...onRuntimeImport(({ source }, node) => {
        if (/^(pg|pg-native|pg-pool|postgres)(\/|$)/.test(source)) report(node);
      }),
      NewExpression(node) {
        const callee = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
        if (callee.name === 'Pool' || (callee.name === 'Client' && node.callee.object?.name === 'pg'))
          report(node);
      },
    };
  },
};
