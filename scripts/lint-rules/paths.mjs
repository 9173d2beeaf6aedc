/**
 * Where a file lies in the house, as a path below the project's folder with forward slashes.
 *
 * @param {{ filename: string, cwd: string }} context the ESLint rule context
 * @returns {string} for example `runtime/db/pool.ts`
 */
export function placeOf(context) {
  const file = context.filename.replaceAll('\\', '/');
  const root = `${context.cwd.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return file.startsWith(root) ? file.slice(root.length) : file;
}

/** Files that only ever run in tests, measurements or on a developer's machine. */
const WORKBENCH = /^(tests|bench|scripts)\/|^runtime\/testing\/|\.test\.tsx?$|^[^/]+\.config\.[cm]?[jt]s$/;

/**
 * Whether the file is workbench (tests, bench, scripts, tool configuration) rather than product.
 *
 * @param {string} place as `placeOf` gives it
 * @returns {boolean}
 */
export function isWorkbench(place) {
  return WORKBENCH.test(place);
}

/**
 * The module a node imports at run time, with the names it takes; type-only imports yield nothing.
 *
 * @param {import('estree').Node & Record<string, any>} node ImportDeclaration, ExportNamedDeclaration,
 *   ExportAllDeclaration, ImportExpression or a `require()` call
 * @returns {{ source: string, names: string[] } | undefined} names contains `*` for the whole module
 */
export function runtimeImport(node) {
  if (node.type === 'CallExpression') {
    const [first] = node.arguments;
    const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
    return isRequire ? literalImport(first) : undefined;
  }
  if (node.type === 'ImportExpression') return literalImport(node.source);
  if (!node.source || node.importKind === 'type' || node.exportKind === 'type') return undefined;
  const specifiers = node.specifiers ?? [{ type: 'ExportNamespaceSpecifier' }];
  const values = specifiers.filter((each) => each.importKind !== 'type' && each.exportKind !== 'type');
  if (specifiers.length > 0 && values.length === 0) return undefined;
  return { source: node.source.value, names: values.map(nameOf) };
}

function literalImport(node) {
  return node?.type === 'Literal' && typeof node.value === 'string'
    ? { source: node.value, names: ['*'] }
    : undefined;
}

function nameOf(specifier) {
  if (specifier.type === 'ImportSpecifier') return specifier.imported.name ?? specifier.imported.value;
  if (specifier.type === 'ExportSpecifier') return specifier.local.name ?? specifier.local.value;
  return '*';
}

/**
 * Visits every way to load a module.
 *
 * @param {(found: { source: string, names: string[] }, node: object) => void} visit called for run-time loads
 * @returns {Record<string, (node: any) => void>} ESLint listeners
 */
export function onRuntimeImport(visit) {
  const listener = (node) => {
    const found = runtimeImport(node);
    if (found) visit(found, node);
  };
  return {
    ImportDeclaration: listener,
    ExportNamedDeclaration: listener,
    ExportAllDeclaration: listener,
    ImportExpression: listener,
    CallExpression: listener,
  };
}

/**
 * Whether an identifier refers to a global rather than to something the file declares.
 *
 * @param {import('eslint').SourceCode} sourceCode
 * @param {any} identifier
 * @returns {boolean}
 */
export function isGlobal(sourceCode, identifier) {
  for (let scope = sourceCode.getScope(identifier); scope; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable) return variable.defs.length === 0;
  }
  return true;
}
