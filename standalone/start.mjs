/**
 * What `npm start` and `npm run start:split` run: installs, goes on under the pinned Node, builds, and hands over to
 * standalone/main.ts or standalone/split/main.ts; for `npm run backup` and `npm run restore` to
 * standalone/backup/command.ts.
 *
 * Until the packages are there it may use built-ins of Node 20 only. Exit codes: 0 stopped in order, 1 an obstacle
 * (one sentence), 2 a command line that cannot be understood.
 */
import { spawn } from 'node:child_process';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, outdated } from '../scripts/build.mjs';
import { install, isInstalled, pinnedNode, runsPinnedNode } from '../scripts/install.mjs';
import { BACKUP_HELP, RESTORE_HELP } from './backup/help.mjs';
import { parseBackupOptions, parseRestoreOptions } from './backup/options.mjs';
import { databaseUrl } from './db-url.mjs';
import { HELP } from './help.mjs';
import { parseOptions, UsageError } from './options.mjs';
import { createTerminal, languageOf } from './phases.mjs';
import { assertPortsFree, Obstacle, runningServer } from './preflight.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const language = languageOf(process.env);
const terminal = createTerminal({ language, out: process.stdout, err: process.stderr });

// Ends at once: an open channel to the starter or an idle connection must not keep the process.
process.exit(await main(process.argv.slice(2)).catch(explain));

async function main(args) {
  // npm runs scripts in the project's folder and keeps the caller's in INIT_CWD; --data is meant from there.
  const places = { root, cwd: process.env.INIT_CWD ?? process.cwd() };
  if (args[0] === 'backup' || args[0] === 'restore') return keepSafe(args, places);
  const options = parseOptions(args, places);
  if (options.command === 'help') return print(HELP[language]);
  if (options.command === 'db:url') return print(`${databaseUrl(options.dataDirectory)}\n`);
  assertNodeVersion();
  if (options.command === 'canary') return askCanaries(args, options);
  await assertPortsFree(options.port, options.dataDirectory);
  return prepared(args, outdated, async () => {
    const main = options.command === 'split' ? 'dist/standalone/split/main.js' : 'dist/standalone/main.js';
    const { run } = await import(pathToFileURL(join(root, main)).href);
    return run({ ...options, root }, terminal, stopRequest());
  });
}

/** `canary`: beside the running product, which it asks by its own front door. */
async function askCanaries(args, { dataDirectory }) {
  const url = databaseUrl(dataDirectory);
  const scheme = url.includes('sslmode') ? 'https' : 'http';
  const origin = `${scheme}://localhost:${runningServer(dataDirectory).port}`;
  return prepared(args, serverHalf, async () => {
    const { runCanary } = await import(
      pathToFileURL(join(root, 'dist/standalone/claims/canary-command.js')).href
    );
    return runCanary({ root, dataDirectory, origin }, terminal);
  });
}

function serverHalf(folder) {
  return outdated(folder).filter((half) => half === 'server');
}

/** `backup` and `restore`: they need the server's half of the build only, and no port. */
async function keepSafe(args, places) {
  const isBackup = args[0] === 'backup';
  const options = (isBackup ? parseBackupOptions : parseRestoreOptions)(args.slice(1), places);
  if (options.command === 'help') return print((isBackup ? BACKUP_HELP : RESTORE_HELP)[language]);
  assertNodeVersion();
  return prepared(args, serverHalf, async () => {
    const commands = await import(pathToFileURL(join(root, 'dist/standalone/backup/command.js')).href);
    return (isBackup ? commands.runBackup : commands.runRestore)(options, terminal, stopRequest());
  });
}

/** Installs what is missing, goes on under the pinned Node, builds what is out of date, then does the work. */
async function prepared(args, halvesToBuild, work) {
  if (!isInstalled(root)) await terminal.phase('installing', installOrExplain);
  if (!runsPinnedNode(root)) return continueUnder(pinnedNode(root), args);
  process.setSourceMapsEnabled(true);
  // Compiled code is kept between starts: the next one loads the same modules in less time.
  nodeModule.enableCompileCache?.(join(root, 'node_modules/.cache/compiled'));
  const halves = halvesToBuild(root);
  if (halves.length > 0) await terminal.phase('building', () => buildOrExplain(halves));
  return work();
}

/** Resolves when the person or the system asks to stop, or the process that started this one is gone. */
function stopRequest() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('parent gone'));
    // Killed with -9, npm tells nobody; without this its server would live on unseen and keep the port.
    const starter = process.ppid;
    if (process.env.npm_lifecycle_event === undefined) return;
    setInterval(() => process.ppid !== starter && resolve('parent gone'), 250).unref();
  });
}

/** Runs this file again under another Node; passes signals on and returns its exit code. */
function continueUnder(node, args) {
  return new Promise((resolve) => {
    const options = { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] };
    const child = spawn(node, [fileURLToPath(import.meta.url), ...args], options);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function installOrExplain() {
  try {
    await install(root);
  } catch (error) {
    throw new Obstacle({
      de: `Die Pakete lassen sich nicht installieren; prüfen Sie die Verbindung zur Paketquelle und starten Sie erneut.\n${error.message}`,
      en: `The packages cannot be installed; check the connection to the package registry and start again.\n${error.message}`,
    });
  }
}

async function buildOrExplain(halves) {
  try {
    await build(root, halves);
  } catch (error) {
    throw new Obstacle({
      de: `Das Programm lässt sich nicht bauen:\n${error.message}`,
      en: `The program does not build:\n${error.message}`,
    });
  }
}

function assertNodeVersion() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return;
  throw new Obstacle({
    de: `Kopexa braucht Node.js 20 oder neuer; hier läuft ${process.version}.`,
    en: `Kopexa needs Node.js 20 or newer; this is ${process.version}.`,
  });
}

function print(text) {
  process.stdout.write(text);
  return 0;
}

function explain(error) {
  if (error.name === 'ConfigError') {
    // Its message lists the variables and the way out, for people.
    process.stderr.write(`\n${error.message}\n`);
    return 1;
  }
  if (error.sentence === undefined) {
    // A fault of the program: here the trace helps whoever looks into it.
    process.stderr.write(`\n${error.stack ?? error}\n`);
    return 1;
  }
  terminal.fail(error.sentence);
  return error instanceof UsageError ? 2 : 1;
}
