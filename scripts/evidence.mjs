/**
 * Evidence for the claims board: what `npm test`, `npm run check` and `npm run security` found, in `dist/evidence/`,
 * with the commit that was tested. The board believes it for that commit alone (docs/claims.md).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Records a Vitest JSON report as `dist/evidence/NAME.json`; without one, that nothing was run.
 *
 * @param {string} root the project's folder
 * @param {string} name `server` or `browser`
 * @param {{ testResults?: { name: string, status: string, assertionResults: { status: string }[] }[] } | undefined} report
 */
export function recordTests(root, name, report) {
  const results = (report?.testResults ?? []).map((file) => [
    relative(root, file.name).replaceAll('\\', '/'),
    tally(file),
  ]);
  write(root, name, Object.fromEntries(results));
}

/**
 * Records steps as `dist/evidence/NAME.json`, each as `step:` and its name.
 *
 * @param {string} root
 * @param {string} name `checks` or `security`
 * @param {readonly { name: string, ok: boolean }[]} steps
 */
export function recordSteps(root, name, steps) {
  const results = steps.map((step) => [
    `step:${step.name}`,
    { passed: step.ok ? 1 : 0, failed: step.ok ? 0 : 1, skipped: 0 },
  ]);
  write(root, name, Object.fromEntries(results));
}

/**
 * Records a run of `npm run isolation` as `dist/evidence/isolation.json`, with its figures. A part of the run (one
 * without every fault) counts as skipped: it proves less than the whole.
 *
 * @param {string} root
 * @param {{ ok: boolean, isWhole: boolean, figures: Record<string, number> }} run
 */
export function recordIsolation(root, { ok, isWhole, figures }) {
  const tally = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: isWhole ? 0 : 1 };
  write(root, 'isolation', { 'run:isolation': tally }, { figures });
}

/** The commit of a work tree, and whether it holds nothing else; `null` without git. */
export function describeTree(root) {
  const commit = git(root, 'rev-parse', 'HEAD');
  return { commit, isClean: commit !== null && git(root, 'status', '--porcelain') === '' };
}

/** A file that does not even load has no tests to count, but it failed. */
function tally({ status, assertionResults }) {
  const count = (...states) => assertionResults.filter((test) => states.includes(test.status)).length;
  const failed = count('failed');
  return {
    passed: count('passed'),
    failed: failed === 0 && status === 'failed' ? 1 : failed,
    skipped: count('pending', 'skipped', 'todo'),
  };
}

function write(root, name, results, more = {}) {
  const folder = join(root, 'dist', 'evidence');
  const evidence = { name, ...describeTree(root), finishedAt: new Date().toISOString(), results, ...more };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json.part`), `${JSON.stringify(evidence, null, 2)}\n`);
  renameSync(join(folder, `${name}.json.part`), join(folder, `${name}.json`));
}

function git(root, ...args) {
  const { status, stdout } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout.trim() : null;
}
