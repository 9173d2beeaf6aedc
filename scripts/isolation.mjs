/**
 * `npm run isolation`: builds the server rooms and proves isolation under the pinned Node. `--help` explains it.
 *
 * What came of it is left in `dist/evidence/` for the claims board; a whole run that held goes on with the tests that
 * claims 2 to 9 and 13 rest on beside it, so that this one command proves them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, outdated } from './build.mjs';
import { recordIsolation, recordTests } from './evidence.mjs';

const root = join(import.meta.dirname, '..');
const CLAIMS = new Set([2, 3, 4, 5, 6, 7, 8, 9, 13]);
const args = process.argv.slice(2);
const artifacts = join(root, '.artifacts');
const node = join(root, 'node_modules', '.bin', 'node');
const run = (...words) => spawnSync(node, words, { stdio: ['inherit', 2, 'inherit'], cwd: root }).status ?? 1;

await build(
  root,
  outdated(root).filter((half) => half === 'server'),
);
process.exitCode = prove();

function prove() {
  mkdirSync(artifacts, { recursive: true });
  const file = join(artifacts, 'isolation.json');
  rmSync(file, { force: true });
  const main = join(root, 'dist', 'tests', 'proof', 'main.js');
  const own = args.filter((arg) => arg !== '--no-tests');
  const result = spawnSync(node, [main, ...own, '--result', file], { stdio: 'inherit', cwd: root });
  const report = readJson(file);
  if (!report) return result.status ?? 1;
  recordIsolation(root, report);
  if (result.status !== 0 || !report.isWhole || args.includes('--no-tests')) return result.status ?? 1;
  return tests();
}

/** The tests that those claims name in schema/claims.json. */
function tests() {
  const { claims, tests: lists } = JSON.parse(readFileSync(join(root, 'schema', 'claims.json'), 'utf8'));
  const named = claims.filter(({ number }) => CLAIMS.has(number)).flatMap(({ checks }) => checks);
  const files = [...new Set(named.flatMap((id) => lists[id]?.files ?? []))];
  const [quick, others] = [files.filter(isQuick), files.filter((each) => !isQuick(each))];
  const codes = [
    vitest('isolation-tests', others),
    vitest('isolation-quick', quick, '--config', 'vitest.browser.config.ts'),
  ];
  return codes.every((code) => code === 0) ? 0 : 1;
}

function vitest(name, files, ...options) {
  const file = join(artifacts, `tests-${name}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const code = run('node_modules/vitest/vitest.mjs', 'run', ...files, ...options, ...reporters);
  recordTests(root, name, readJson(file));
  return code;
}

/** In the long queue: it has a configuration of its own. */
function isQuick(file) {
  return file.startsWith('tests/proof/');
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
