/**
 * `npm test`: everything that can be checked, from a fresh clone; the last line is `N passed, N failed`.
 *
 * Installs, goes on under the pinned Node, builds, then: the checks, the tests of the server and the browser tests.
 * Each check, each build and each test counts as one. Until the packages are there: built-ins of Node 20 only.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, outdated } from './build.mjs';
import { obtainChromium } from './chromium.mjs';
import { countSteps, countTests, failedTests } from './count.mjs';
import { recordTests } from './evidence.mjs';
import { install, isInstalled, pinnedNode, runsPinnedNode } from './install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, '.artifacts');
const totals = { passed: 0, failed: 0, skipped: 0 };
/** What failed, said once more at the end: the output in between is long. */
const failures = [];

process.exit(await main());

async function main() {
  if (!isInstalled(root)) await attempt('installing the packages', () => install(root));
  if (totals.failed > 0) return summary();
  if (!runsPinnedNode(root)) return run(pinnedNode(root), [fileURLToPath(import.meta.url)]);
  mkdirSync(results, { recursive: true });
  await checks();
  await attempt('build', () => build(root, outdated(root)));
  await vitest('server', []);
  await attempt('a Chromium to test with', obtainChromium);
  await vitest('browser', ['--config', 'vitest.browser.config.ts']);
  return summary();
}

async function checks() {
  const file = join(results, 'check.json');
  rmSync(file, { force: true });
  const code = await run(process.execPath, ['scripts/check.mjs', '--json', file]);
  const steps = readJson(file);
  failures.push(...(steps ?? []).filter((step) => !step.ok).map((step) => step.name));
  add(countSteps(steps, code));
}

async function vitest(name, options) {
  const file = join(results, `tests-${name}.json`);
  rmSync(file, { force: true });
  heading(`Tests: ${name}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...options,
    ...reporters,
  ]);
  const report = readJson(file);
  recordTests(root, name, report);
  failures.push(...failedTests(report));
  add(countTests(report, code));
}

function add({ passed, failed, skipped }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

async function attempt(name, work) {
  heading(name);
  try {
    await work();
    totals.passed += 1;
  } catch (error) {
    totals.failed += 1;
    failures.push(name);
    console.error(`Failed: ${name}\n${error.message}`);
  }
}

function summary() {
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((each) => `  ${each}`).join('\n')}`);
  if (totals.skipped > 0) console.log(`\n${totals.skipped} skipped`);
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

function heading(text) {
  console.log(`\n── ${text}`);
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
