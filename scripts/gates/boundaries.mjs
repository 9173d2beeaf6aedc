import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The rooms whose imports are inspected. */
export const ROOMS = [
  'runtime',
  'schema',
  'gateway',
  'subgraphs',
  'standalone',
  'tools',
  'tests',
  'bench',
  'web/src',
];

/** Fewer modules than this means that the inspection looked past the code. */
export const MINIMUM_MODULES = 150;

/**
 * Inspects every import below `root` against the rules of .dependency-cruiser.cjs.
 *
 * Besides broken rules it reports source files that the inspection did not see, so that it cannot pass by
 * looking at nothing (dependency-cruiser sees no module at all under an unsupported TypeScript).
 *
 * @param {string} [root] folder with the rooms; default the project
 * @returns {{ modules: number, violations: { rule: string, from: string, to: string }[], unseen: string[] }}
 *   throws when dependency-cruiser itself fails
 */
export function checkBoundaries(root = PROJECT) {
  const rooms = ROOMS.filter((room) => existsSync(join(root, room)));
  const found = cruise(root, rooms);
  const modules = new Set(found.modules.map((each) => each.source));
  return {
    modules: found.modules.filter((each) => rooms.some((room) => each.source.startsWith(`${room}/`))).length,
    violations: found.summary.violations
      .filter((each) => each.rule.severity === 'error')
      .map((each) => ({ rule: each.rule.name, from: each.from, to: each.to })),
    unseen: rooms.flatMap((room) => sourcesBelow(root, room)).filter((file) => !modules.has(file)),
  };
}

function cruise(root, rooms) {
  const binary = join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(PROJECT, '.dependency-cruiser.cjs');
  const tsConfig = join(PROJECT, 'tsconfig.json');
  const args = [binary, '--config', config, '--ts-config', tsConfig, '--output-type', 'json', ...rooms];
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  try {
    return JSON.parse(run.stdout);
  } catch (cause) {
    throw new Error(`dependency-cruiser did not answer:\n${run.stdout}${run.stderr}`, { cause });
  }
}

function sourcesBelow(root, room) {
  return readdirSync(join(root, room), { recursive: true })
    .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file))
    .filter((file) => !/(^|\/)(node_modules|dist|test-output)\/|^runtime\/testing\/planted\//.test(file));
}

/**
 * The findings as text for a person; empty when everything is in order.
 *
 * @param {ReturnType<typeof checkBoundaries>} result
 * @returns {string}
 */
export function describeBoundaries(result) {
  const lines = result.violations.map(({ rule, from, to }) => `${from} → ${to}  (${rule})`);
  if (result.unseen.length > 0) lines.push(`Not inspected: ${result.unseen.join(', ')}`);
  if (result.modules < MINIMUM_MODULES) {
    lines.push(`Only ${result.modules} modules were inspected, at least ${MINIMUM_MODULES} are expected.`);
  }
  return lines.sort().join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = checkBoundaries();
  const problems = describeBoundaries(result);
  process.stdout.write(
    problems === '' ? `${result.modules} modules keep the boundaries.\n` : `${problems}\n`,
  );
  process.exitCode = problems === '' ? 0 : 1;
}
