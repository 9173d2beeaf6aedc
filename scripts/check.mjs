/**
 * `npm run check [-- --json FILE]`: types, lint, format, boundaries, generated files current.
 *
 * Everything that can be judged without running the product. See scripts/gates/steps.mjs for what is printed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAsProgram } from './gates/steps.mjs';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));

/** A step that runs a tool under the Node this script runs under. */
const tool = (name, script, ...args) => ({ name, command: [process.execPath, script, ...args] });
const tsc = (name, project) => tool(name, 'node_modules/typescript/bin/tsc', '--noEmit', '-p', project);
const whenPresent = (file, step) => (existsSync(join(PROJECT, file)) ? [step] : []);

await runAsProgram(
  [
    tool(
      'lint',
      'node_modules/eslint/bin/eslint.js',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '.',
    ),
    tsc('types', 'tsconfig.json'),
    ...whenPresent('web/tsconfig.json', tsc('types of the web client', 'web/tsconfig.json')),
    ...whenPresent(
      'scripts/generate.mjs',
      tool('generated files current', 'scripts/generate.mjs', '--check'),
    ),
    tool('boundaries', 'scripts/gates/boundaries.mjs'),
    tool('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '--cache', '.'),
  ],
  { cwd: PROJECT, args: process.argv.slice(2), evidence: 'checks' },
);
