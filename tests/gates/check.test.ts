import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { check, getFileInfo, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('../../', import.meta.url));
const file = `${project}runtime/db/planted.ts`;

test('the type checker finds a planted error under the settings of the project', { timeout: 60_000 }, () => {
  const args = ['node_modules/typescript/bin/tsc', '-p', 'runtime/testing/planted/types/tsconfig.json'];
  const run = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  expect(run.status).not.toBe(0);
  expect(run.stdout).toContain('index-may-be-missing.ts(2,');
  expect(run.stdout).toContain('TS2322');
});

test('the formatter finds planted disorder in files of the product', async () => {
  const settings = { ...(await resolveConfig(file)), filepath: file };
  expect(await check("const a = 'in order';\n", settings)).toBe(true);
  expect(await check('const a = "other quotes";\n', settings)).toBe(false);
  expect(await check(`const a = call('${'x'.repeat(50)}', '${'y'.repeat(50)}');\n`, settings)).toBe(false);
  const { ignored } = await getFileInfo(file, { ignorePath: `${project}.prettierignore` });
  expect(ignored).toBe(false);
});

test('check refuses an argument it does not know', () => {
  const run = spawnSync(process.execPath, ['scripts/check.mjs', '--fix'], { cwd: project, encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('Unknown argument “--fix”');
});
