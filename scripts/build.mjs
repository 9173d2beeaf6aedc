/**
 * Builds the server rooms to dist/ and the web client to dist/web, each only when its sources changed.
 *
 * `node scripts/build.mjs [--force]`. Types are not checked here (`npm run check` does); generated contracts are
 * committed, so nothing is generated either.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describeTree } from './evidence.mjs';

const SERVER_ROOMS = ['runtime', 'schema', 'gateway', 'subgraphs', 'standalone', 'bench', 'tests', 'tools'];
const STAMPS = 'dist/.stamps.json';

/** The halves of the build that are out of date: `server`, `web`, both or none. */
export function outdated(root, force = false) {
  const stamps = readStamps(root);
  const now = { server: stampOf(root, SERVER_ROOMS), web: stampOf(root, ['web', 'schema']) };
  const halves = existsSync(join(root, 'web/index.html')) ? ['server', 'web'] : ['server'];
  return halves.filter((half) => force || stamps[half] !== now[half]);
}

/** Builds the given halves side by side; throws an Error with the compiler's output when one fails. */
export async function build(root, halves) {
  const work = { server: () => buildServerHalf(root), web: () => buildWebHalf(root) };
  await Promise.all(
    halves.map(async (half) => {
      const stamp = stampOf(root, half === 'server' ? SERVER_ROOMS : ['web', 'schema']);
      await work[half]();
      mkdirSync(join(root, 'dist'), { recursive: true });
      // An image has no work tree: the claims board reads here which commit runs.
      writeFileSync(join(root, 'dist/commit'), `${describeTree(root).commit ?? ''}\n`);
      writeFileSync(join(root, STAMPS), JSON.stringify({ ...readStamps(root), [half]: stamp }));
    }),
  );
}

async function buildServerHalf(root) {
  const { buildServer } = await import('./build-server.mjs');
  buildServer(root);
}

async function buildWebHalf(root) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await run(root, [
    vite,
    'build',
    'web',
    '--outDir',
    join(root, 'dist/web'),
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]);
}

async function run(root, args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(stripVTControlCharacters(said).trim());
}

/** Hash over path, size and time of every source, of the lock file and of the build itself. */
function stampOf(root, rooms) {
  const hash = createHash('sha256');
  const own = ['package-lock.json', 'package.json', 'scripts/build.mjs', 'scripts/build-server.mjs'];
  for (const file of [...own, ...rooms.flatMap((room) => filesIn(root, room))]) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesIn(root, room) {
  if (!existsSync(join(root, room))) return [];
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter((file) => !file.includes('node_modules'))
    .sort();
}

function readStamps(root) {
  try {
    return JSON.parse(readFileSync(join(root, STAMPS), 'utf8'));
  } catch {
    return {};
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const halves = outdated(root, process.argv.includes('--force'));
  try {
    await build(root, halves);
    console.log(
      halves.length === 0 ? 'Nothing to build: dist/ is current.' : `Built ${halves.join(' and ')}.`,
    );
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
