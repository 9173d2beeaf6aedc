import { isGlobal, isWorkbench, onRuntimeImport, placeOf } from './paths.mjs';

const READERS =
  /(^|\/)config\.ts$|^runtime\/config\/|^(standalone|runtime\/embedded)\/|^web\/[^/]+\.config\.ts$/;
const FLAGS = 'Read the environment in the process’s config.ts and hand the parsed value down.';

/**
 * Only each process's `config.ts` reads the environment: parse once, report all errors, freeze, hand down
 * (STYLE.md, "Config"). `standalone/` composes the processes and may; workbench files may.
 */
export const envOnlyInConfig = {
  meta: { type: 'problem', schema: [], messages: { env: FLAGS } },
  create(context) {
    const place = placeOf(context);
    if (READERS.test(place) || isWorkbench(place)) return {};
    const report = (node) => context.report({ node, messageId: 'env' });
    const isProcess = (node) =>
      (node?.type === 'Identifier' && node.name === 'process') ||
      (node?.type === 'MemberExpression' && nameOf(node) === 'process' && node.object.name === 'globalThis');
    return {
      MemberExpression(node) {
        if (isProcess(node.object) && nameOf(node) === 'env') report(node);
      },
      VariableDeclarator(node) {
        if (node.id.type !== 'ObjectPattern' || !isProcess(node.init)) return;
        if (node.init.type === 'Identifier' && !isGlobal(context.sourceCode, node.init)) return;
        if (node.id.properties.some((each) => each.key?.name === 'env')) report(node);
      },
      ...onRuntimeImport(({ source, names }, node) => {
        if (/^(node:)?process$/.test(source) && names.includes('env')) report(node);
      }),
    };
  },
};

function nameOf(member) {
  return member.computed ? member.property.value : member.property.name;
}
