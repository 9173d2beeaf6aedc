import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinnedNode } from '../../scripts/install.mjs';
import { ROOT, scratchFolder } from '#tests/kit/product.js';

let folder: string;

/** A project in miniature: the real scripts, its own checks and tests. */
beforeEach(() => {
  folder = scratchFolder('test-command');
  mkdirSync(join(folder, 'scripts'));
  for (const name of readdirSync(join(ROOT, 'scripts')).filter((each) => each.endsWith('.mjs'))) {
    copyFileSync(join(ROOT, 'scripts', name), join(folder, 'scripts', name));
  }
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  write('scripts/check.mjs', checkThat(true));
  write('vitest.config.ts', `export default { test: { include: ['unit/*.test.ts'] } };`);
  write('vitest.browser.config.ts', `export default { test: { include: ['browser/*.test.ts'] } };`);
  write('unit/a.test.ts', `import { it } from 'vitest'; it('works', () => {}); it.skip('later', () => {});`);
  write('browser/b.test.ts', `import { it } from 'vitest'; it('works', () => {});`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('npm test', { timeout: 60_000 }, () => {
  it('ends with how many passed: the check, the build, the browser and each test', async () => {
    const { code, lines } = await npmTest();
    expect(lines.at(-1)).toBe('5 passed, 0 failed');
    expect(lines).toContain('1 skipped');
    expect(code).toBe(0);
  });

  it('goes on after failures and counts each', async () => {
    write('scripts/check.mjs', checkThat(false));
    write(
      'unit/a.test.ts',
      `import { it } from 'vitest'; it('works', () => {}); it('fails', () => { throw 1; });`,
    );
    write('unit/broken.test.ts', `import './missing.js';`);
    rmSync(join(folder, 'browser/b.test.ts'));
    const { code, lines } = await npmTest();
    expect(lines.at(-1)).toBe('3 passed, 4 failed');
    expect(code).toBe(1);
  });
});

function checkThat(ok: boolean): string {
  return `import { writeFileSync } from 'node:fs';
    writeFileSync(process.argv[3], JSON.stringify([{ name: 'types', ok: ${ok}, seconds: 1 }]));
    process.exitCode = ${ok ? 0 : 1};`;
}

async function npmTest(): Promise<{ code: number; lines: string[] }> {
  const child = spawn(pinnedNode(ROOT) ?? process.execPath, ['scripts/test.mjs'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', CHROMIUM_PATH: process.execPath },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, lines: output.trim().split('\n') };
}

function write(file: string, content: string): void {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), content);
}
