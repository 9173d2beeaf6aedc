/**
 * Generates the contracts between the rooms: subgraphs → supergraph → API schema → the client's types and
 * documents → manifest of persisted operations → query plans and audited actions.
 *
 * `npm run generate` writes what differs; `-- --check` writes nothing and exits with 1 when a committed file
 * differs; `-- --watch` also regenerates when a client document or a subgraph changes; `-- --forget-retired` drops
 * operations that clients no longer send at once instead of after 30 days (before a first release).
 */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateContracts } from './generate/contracts.mjs';
import { differences, settle } from './generate/differences.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

async function run({ check, forgetRetired }) {
  const files = await generateContracts(ROOT, { check, forgetRetired });
  const found = differences(ROOT, files);
  const { changed, gone } = found;
  if (!check) settle(ROOT, found);
  for (const { path } of changed) console.log(`${check ? 'differs' : 'written'}: ${path}`);
  for (const path of gone) console.log(`${check ? 'no longer generated' : 'removed'}: ${path}`);
  const count = changed.length + gone.length;
  if (check && count > 0) console.log('Run "npm run generate" and commit what it writes.');
  else if (count === 0) console.log('Generated files are current.');
  return check && count > 0 ? 1 : 0;
}

async function runOrExplain(options) {
  try {
    return await run(options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** Every run is a process of its own: modules of the subgraphs are loaded once a process. */
async function watchSources() {
  const { spawnSync } = await import('node:child_process');
  const regenerate = () =>
    spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { stdio: 'inherit' });
  let timer;
  const soon = (_event, name) => {
    if (!/\.(graphql|ts)$/.test(name ?? '') || /gql\//.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(regenerate, 200);
  };
  regenerate();
  for (const folder of ['web/src', 'tools', 'subgraphs'])
    watch(join(ROOT, folder), { recursive: true }, soon);
}

const KNOWN = ['--check', '--watch', '--forget-retired'];
const given = process.argv.slice(2);
const unknown = given.filter((each) => !KNOWN.includes(each));
if (unknown.length > 0) {
  console.error(`Unknown argument ${unknown.join(' ')}. Known: ${KNOWN.join(', ')}`);
  process.exitCode = 2;
} else if (given.includes('--watch')) await watchSources();
else {
  process.exitCode = await runOrExplain({
    check: given.includes('--check'),
    forgetRetired: given.includes('--forget-retired'),
  });
}
