/**
 * Installs the locked packages when they are missing or differ from package-lock.json, and finds the pinned Node.
 *
 * Runs before anything is installed: built-ins of Node 20 only.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Whether node_modules holds exactly what package-lock.json asks for, by npm's own record of what it installed.
 *
 * Packages that are optional (other platforms) may be absent; every other has to be there in the locked version.
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const locked = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(record);
  const same = (path) => installed[path]?.version === locked[path]?.version;
  return (
    Object.keys(installed).every((path) => locked[path] !== undefined && same(path)) &&
    Object.keys(locked).every(
      (path) => path === '' || locked[path].optional || locked[path].devOptional || same(path),
    )
  );
}

/**
 * Installs what package-lock.json says; install scripts are off (none is needed).
 *
 * Packages that are there already are completed in place, which takes seconds where `npm ci` takes a minute; if the
 * result is not exactly the locked set, and on a fresh clone, it is `npm ci`. Throws an Error with npm's reason.
 */
export async function install(root) {
  if (existsSync(join(root, 'node_modules/.package-lock.json'))) {
    await npm(root, ['install', '--no-save']);
    if (isInstalled(root)) return;
  }
  const { code, said } = await npm(root, ['ci']);
  if (code !== 0) throw new Error(reason(said));
}

async function npm(root, command) {
  const program = process.env.npm_execpath;
  const [file, ...before] = program?.endsWith('.js') ? [process.execPath, program] : ['npm'];
  const options = ['--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const child = spawn(file, [...before, ...command, ...options, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => ((said += error.message), resolve(-1)));
    child.once('close', resolve);
  });
  return { code, said };
}

/** Path of the Node this project is pinned to, or undefined where npm has none for this platform. */
export function pinnedNode(root) {
  const path = join(root, 'node_modules/.bin/node');
  return existsSync(path) ? path : undefined;
}

/** Whether the running Node is the pinned one (or the only one there is). */
export function runsPinnedNode(root) {
  const pinned = pinnedNode(root);
  return pinned === undefined || realpathSync(pinned) === realpathSync(process.execPath);
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** npm says the reason first and advice on its usage after it. */
function reason(text) {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('A complete log of this run'));
  return lines.slice(-6).join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  try {
    if (!isInstalled(root)) await install(root);
  } catch (error) {
    console.error(`The packages cannot be installed:\n${error.message}`);
    process.exitCode = 1;
  }
}
