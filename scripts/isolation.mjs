/** `npm run isolation`: builds the server rooms and proves isolation under the pinned Node. `--help` explains it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, outdated } from './build.mjs';

const root = join(import.meta.dirname, '..');
await build(
  root,
  outdated(root).filter((half) => half === 'server'),
);
const node = join(root, 'node_modules', '.bin', 'node');
const { status } = spawnSync(
  node,
  [join(root, 'dist', 'tests', 'proof', 'main.js'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    cwd: root,
  },
);
process.exitCode = status ?? 1;
