/**
 * `npm run security [-- --json FILE]`: static analysis, secret scan, supply chain (claims 34, 37 and 39).
 *
 * Leaves the bill of materials in .artifacts/sbom.cdx.json.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanTree } from './gates/secret-scan.mjs';
import { runAsProgram } from './gates/steps.mjs';
import { checkInstallScripts, checkLock, checkSbom } from './gates/supply-chain.mjs';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const readJson = (file) => JSON.parse(readFileSync(join(PROJECT, file), 'utf8'));
const lock = () => readJson('package-lock.json');

function secrets() {
  const { files, problems } = scanTree(PROJECT, readJson('scripts/gates/secrets-allowed.json'));
  if (files === 0) return 'No file was scanned.';
  if (problems.length === 0) return '';
  return `${problems.join('\n')}\nRevoke what is real. What is none goes to scripts/gates/secrets-allowed.json with a reason.`;
}

function billOfMaterials() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const run = spawnSync('npm', args, { cwd: PROJECT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) return `npm ${args.join(' ')} failed:\n${run.stdout}${run.stderr}`;
  mkdirSync(join(PROJECT, '.artifacts'), { recursive: true });
  writeFileSync(join(PROJECT, '.artifacts/sbom.cdx.json'), run.stdout);
  return checkSbom(run.stdout, lock()).join('\n');
}

await runAsProgram(
  [
    {
      name: 'static security analysis',
      command: [
        process.execPath,
        'node_modules/eslint/bin/eslint.js',
        '--config=scripts/lint-rules/security.eslint.config.mjs',
        '.',
      ],
    },
    { name: 'secret scan', run: secrets },
    { name: 'packages locked by hash', run: () => checkLock(lock()).join('\n') },
    {
      name: 'install scripts',
      run: () =>
        checkInstallScripts(
          lock(),
          readJson('package.json'),
          readJson('scripts/gates/install-scripts.json'),
        ).join('\n'),
    },
    { name: 'bill of materials', run: billOfMaterials },
  ],
  { cwd: PROJECT, args: process.argv.slice(2), evidence: 'security' },
);
