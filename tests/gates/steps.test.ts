import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runSteps } from '../../scripts/gates/steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'steps-'));
afterAll(() => rmSync(folder, { recursive: true }));
const node = (code: string): string[] => [process.execPath, '-e', code];

test('a step fails by exit code, by a missing program, by text and by an exception; its whole output is shown', async () => {
  let shown = '';
  const steps = [
    { name: 'good command', command: node('console.log("quiet")') },
    { name: 'bad command', command: node('console.log("out"); console.error("err"); process.exit(3)') },
    { name: 'missing program', command: ['no-such-program'] },
    { name: 'good code', run: () => '' },
    { name: 'bad code', run: () => 'a problem' },
    { name: 'thrown', run: () => Promise.reject(new Error('it broke')) },
  ];
  const outcomes = await runSteps(steps, { cwd: folder, write: (text) => void (shown += text) });
  expect(outcomes.map(({ name, ok }) => [name, ok])).toEqual([
    ['good command', true],
    ['bad command', false],
    ['missing program', false],
    ['good code', true],
    ['bad code', false],
    ['thrown', false],
  ]);
  expect(shown).toMatch(/^✗ bad command \(\d+\.\d s\)\n {4}out\n {4}err$/m);
  expect(shown).toContain('it broke');
  expect(shown).not.toContain('quiet');
});

test('as a program: summary, JSON file, exit code; an unknown argument is refused', () => {
  const program = join(folder, 'program.mjs');
  const steps = fileURLToPath(new URL('../../scripts/gates/steps.mjs', import.meta.url));
  writeFileSync(
    program,
    `import { runAsProgram } from ${JSON.stringify(steps)};
     const steps = [{ name: 'a', run: () => '' }, { name: 'b', run: () => 'no' }];
     await runAsProgram(steps, { cwd: '.', args: process.argv.slice(2) });`,
  );
  const json = join(folder, 'deep/summary.json');
  const run = spawnSync(process.execPath, [program, '--json', json], { encoding: 'utf8' });
  expect(run.status).toBe(1);
  expect(run.stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 1 failed');
  expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual([
    { name: 'a', ok: true, seconds: expect.any(Number) as number },
    { name: 'b', ok: false, seconds: expect.any(Number) as number },
  ]);
  const refused = spawnSync(process.execPath, [program, '--fast'], { encoding: 'utf8' });
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('--json FILE');
});
