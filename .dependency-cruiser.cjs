/**
 * Who may import whom (STYLE.md, "The house"). Paths are below the project's folder; `$1` is the subgraph's name.
 * Type-only imports count: a boundary that types cross is no boundary.
 */
const INNER_FILE = '^subgraphs/[^/]+/src/.+/[^/.]+\\.ts$|^subgraphs/.+\\.(policy|repository|entity)\\.ts$';
const TEST = '\\.test\\.tsx?$';
const GRAPHQL_FILE = '\\.(type|resolver|reference|rules)\\.ts$';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const rooms = [
  rule(
    'schema-imports-nothing-of-ours',
    'schema/ is the contract between rooms; it stands on nothing.',
    { path: '^schema/', pathNot: TEST },
    { path: '^(runtime|gateway|subgraphs|web|tools|standalone|tests|bench|scripts)/' },
  ),
  rule(
    'runtime-knows-no-product',
    'runtime/ holds mechanics without product nouns; it may import schema/ alone. Pass what it needs as an argument.',
    { path: '^runtime/' },
    { path: '^(gateway|subgraphs|web|tools|standalone|tests|bench|scripts)/' },
  ),
  rule(
    'leaf-rooms-stay-leaves',
    'config/, logging/ and errors/ are imported by every room and import none.',
    { path: '^runtime/(config|logging|errors)/', pathNot: TEST },
    { path: '^runtime/', pathNot: '^runtime/(config|logging|errors)/' },
  ),
  rule(
    'subgraphs-are-strangers',
    'Subgraphs meet as entity stubs (@key, id) only; data crosses through published definer functions.',
    { path: '^subgraphs/([^/]+)/' },
    { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
  ),
  rule(
    'gateway-and-web-never-import-a-subgraph',
    'They know the supergraph and the manifest, not the code behind it.',
    { path: '^(gateway|web|tools)/' },
    { path: '^subgraphs/' },
  ),
  rule(
    'only-standalone-imports-subgraphs',
    'standalone/ composes the processes; everything else goes through the gateway.',
    { path: '^(tests|bench|scripts)/' },
    { path: '^subgraphs/' },
  ),
  rule(
    'nothing-imports-standalone',
    'standalone/ is the outermost room: it imports, it is not imported (tests and bench start it).',
    { path: '^(schema|runtime|gateway|subgraphs|web|tools)/' },
    { path: '^standalone/' },
  ),
  rule(
    'subgraphs-and-gateway-are-strangers',
    'They meet over the passport and the SDL.',
    { path: '^subgraphs/' },
    { path: '^(gateway|web|tools|tests|bench|scripts)/', pathNot: '^tests/kit/' },
  ),
  rule(
    'gateway-knows-no-client',
    'The gateway serves the built client as files and reads the manifest from schema/.',
    { path: '^gateway/' },
    { path: '^(web|tools|tests|bench|scripts)/', pathNot: '^tests/kit/' },
  ),
  rule(
    'clients-know-the-contract-alone',
    'web/ and tools/ run in other people’s hands: they import schema/ and nothing of the server.',
    { path: '^(web|tools)/' },
    { path: '^(runtime|gateway|tests|bench|scripts)/', pathNot: '^tests/kit/' },
  ),
  rule(
    'clients-are-strangers',
    'The web client and the command line have the contract in common, and nothing else.',
    { path: '^(web|tools)/' },
    { path: '^(web|tools)/', pathNot: '^$1/' },
  ),
];

const layers = [
  rule(
    'inner-files-know-no-graphql',
    'Policy, repository, entity and use case (a file without a role in its name) take and return plain data.',
    { path: INNER_FILE },
    { path: `(^|/)node_modules/(type-graphql|graphql|graphql-shield|@apollo/[^/]+)/|${GRAPHQL_FILE}` },
  ),
  rule(
    'resolvers-never-touch-storage',
    'A resolver parses, calls one use case and maps; queries lie behind the use case.',
    { path: '\\.(resolver|reference|type|rules)\\.ts$' },
    { path: '\\.(repository|entity)\\.ts$|(^|/)node_modules/(pg|@mikro-orm/[^/]+)/' },
  ),
  rule(
    'policies-are-pure',
    'A policy is a predicate over actor and record; it fetches nothing.',
    { path: '\\.policy\\.ts$' },
    { path: '\\.repository\\.ts$|^runtime/db/|(^|/)node_modules/(pg|@mikro-orm/[^/]+)/' },
  ),
  rule(
    'security-ignores-the-price-tier',
    'Every protection holds for every plan (DESIGN.md, "Accounts, Organizations, permissions").',
    {
      path: '^(runtime/(access|actor|audit|crypto|db)|subgraphs/identity|gateway/(src/)?edge)/|\\.(policy|rules)\\.ts$',
    },
    {
      path: '(^|/)(plans?|price-tiers?|pricing|billing)(/|[.-][^/]*ts$)',
      pathNot: '(^|/)node_modules/|query-plan',
    },
  ),
  rule(
    'ui-knows-no-pages',
    'web/src/ui is presentational: it is given data and callbacks.',
    { path: '^web/src/ui/' },
    { path: '^web/src/pages/' },
  ),
];

const hygiene = [
  rule(
    'testing-only-in-tests',
    'runtime/testing opens doors that the product keeps shut.',
    { pathNot: `${TEST}|^(tests|bench|runtime/testing)/|^vitest[^/]*\\.config\\.ts$` },
    { path: '^runtime/testing/' },
  ),
  rule('nothing-imports-a-test', 'Share fixtures through tests/kit or runtime/testing.', {}, { path: TEST }),
  rule(
    'no-cycles',
    'Two files that need each other are one file, or lack a third.',
    { pathNot: '(^|/)node_modules/' },
    { circular: true },
  ),
  rule(
    'every-import-resolves',
    'An import that leads nowhere escapes every other rule. Is the file there, the package in package.json?',
    { pathNot: '(^|/)node_modules/' },
    // Written by `npm run generate`; whether they are current is a gate of its own.
    { couldNotResolve: true, pathNot: '^virtual:|/gql/|\\.generated\\.js$' },
  ),
  rule(
    'server-runs-without-dev-dependencies',
    'What the server imports has to be in "dependencies".',
    {
      path: '^(runtime|schema|gateway|subgraphs|standalone)/',
      pathNot: `${TEST}|^runtime/testing/`,
    },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...rooms, ...layers, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test-output)/|^runtime/testing/planted/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
