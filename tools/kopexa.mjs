#!/usr/bin/env node
/**
 * The command line: `npm run tool -- …` in this folder, or `npx kopexa …`. Runs what `npm start` (or `npm run build`)
 * built; built-ins of Node 20 only until then.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/tools/main.js', import.meta.url);

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error('Kopexa needs Node 20 or newer. / Kopexa braucht Node 20 oder neuer.');
  process.exitCode = 1;
} else if (!existsSync(fileURLToPath(built))) {
  console.error('Kopexa is not built here yet: run "npm start" or "npm run build" once.');
  console.error('Kopexa ist hier noch nicht gebaut: Rufen Sie einmal „npm start“ oder „npm run build“ auf.');
  process.exitCode = 1;
} else {
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2));
}
