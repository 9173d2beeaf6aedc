import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build, outdated } from '../../scripts/build.mjs';
import { findChromium } from '../../scripts/chromium.mjs';
import { countSteps, countTests, failedTests } from '../../scripts/count.mjs';
import { isInstalled } from '../../scripts/install.mjs';
import { scratchFolder } from '#tests/kit/product.js';

let folder: string;

beforeEach(() => (folder = scratchFolder('scripts')));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, content: string | object): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('what is installed', () => {
  const locked = {
    '': { name: 'kopexa' },
    'node_modules/pg': { version: '8.23.1' },
    'node_modules/pg-macos': { version: '1.0.0', optional: true },
  };
  const record = (packages: object) => write('node_modules/.package-lock.json', { packages });

  beforeEach(() => write('package-lock.json', { packages: locked }));

  it('is complete without the packages of other platforms', () => {
    record({ 'node_modules/pg': { version: '8.23.1' } });
    expect(isInstalled(folder)).toBe(true);
  });

  it.each([
    ['nothing is there', undefined],
    ['a package is missing', {}],
    ['a version differs', { 'node_modules/pg': { version: '8.0.0' } }],
    ['something is there that is not locked', { ...locked, 'node_modules/left-pad': { version: '1.3.0' } }],
  ])('is not complete when %s', (_, packages) => {
    if (packages) record(packages);
    expect(isInstalled(folder)).toBe(false);
  });
});

describe('the build of the server', () => {
  beforeEach(() => {
    for (const file of [
      'package.json',
      'package-lock.json',
      'scripts/build.mjs',
      'scripts/build-server.mjs',
    ]) {
      write(file, '');
    }
    write('runtime/a.ts', 'export const a: number = 1;');
    write('runtime/b.ts', "export { a } from './a.js';");
  });

  it('happens again only when a source changed', async () => {
    expect(outdated(folder)).toEqual(['server']);
    await build(folder, ['server']);
    expect(outdated(folder)).toEqual([]);
    utimesSync(join(folder, 'runtime/a.ts'), new Date(), new Date(Date.now() + 5_000));
    expect(outdated(folder)).toEqual(['server']);
  });

  it('drops what has no source any more', async () => {
    await build(folder, ['server']);
    rmSync(join(folder, 'runtime/b.ts'));
    await build(folder, ['server']);
    expect(readFileSync(join(folder, 'dist/runtime/a.js'), 'utf8')).toContain('const a = 1');
    expect(() => readFileSync(join(folder, 'dist/runtime/b.js'))).toThrow(/ENOENT/);
  });

  it('fails with the file and stays out of date when a source does not parse', async () => {
    write('runtime/b.ts', 'export const = 2;');
    await expect(build(folder, ['server'])).rejects.toThrow(/runtime\/b\.ts/);
    expect(outdated(folder)).toEqual(['server']);
  });
});

describe('the last line of npm test', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [],
  };

  it('counts passed and skipped tests', () => {
    expect(countTests(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it.each([
    [
      'a test file that does not load',
      { ...report, testResults: [{ status: 'failed', assertionResults: [] }] },
      1,
    ],
    ['a run that fails without a failed test', report, 1],
    ['a run that leaves no report', undefined, 0],
    ['a run without a single test', { ...report, numPassedTests: 0 }, 0],
  ])('counts %s as a failure', (_, found, code) => {
    expect(countTests(found, code).failed).toBe(1);
  });

  it('comes after the names of what failed', () => {
    const name = join(process.cwd(), 'tests/one.test.ts');
    const failed = { status: 'failed', fullName: 'a thing breaks' };
    const testResults = [
      { status: 'failed', name, assertionResults: [{ status: 'passed', fullName: 'a thing holds' }, failed] },
      { status: 'failed', name: join(process.cwd(), 'tests/two.test.ts'), assertionResults: [] },
      { status: 'passed', name: join(process.cwd(), 'tests/three.test.ts'), assertionResults: [] },
    ];
    expect(failedTests({ ...report, testResults })).toEqual([
      'tests/one.test.ts > a thing breaks',
      'tests/two.test.ts',
    ]);
    expect(failedTests(undefined)).toEqual([]);
  });

  it('counts each check', () => {
    const steps = [
      { name: 'types', ok: true },
      { name: 'lint', ok: false },
    ];
    expect(countSteps(steps, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(countSteps(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

it('takes the Chromium it is told, or none', () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
  expect(findChromium({ CHROMIUM_PATH: join(folder, 'missing') })).toBeUndefined();
});
