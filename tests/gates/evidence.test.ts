import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvidence } from '#standalone/claims/evidence.js';
import { commitOf } from '#standalone/claims/commit.js';
import { scratchFolder } from '#tests/kit/product.js';
import { describeTree, recordSteps, recordTests } from '../../scripts/evidence.mjs';

let folder: string;

const git = (...args: string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  ).trim();

beforeEach(() => {
  folder = scratchFolder('evidence');
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(folder, '.gitignore'), 'dist/\n');
  git('add', '.');
  git('commit', '--quiet', '--message=First');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('evidence of a test run', () => {
  const file = (name: string, status: string, ...tests: string[]) => ({
    name: join(folder, name),
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  });

  it('tells per file what passed, failed and was skipped, with the commit', () => {
    recordTests(folder, 'server', {
      testResults: [
        file('tests/a.test.ts', 'failed', 'passed', 'passed', 'failed', 'pending'),
        file('tests/broken.test.ts', 'failed'),
      ],
    });
    recordSteps(folder, 'checks', [
      { name: 'lint', ok: true },
      { name: 'types', ok: false },
    ]);
    const found = readEvidence(join(folder, 'dist/evidence'));
    expect(found).toMatchObject([
      {
        name: 'checks',
        isClean: true,
        results: { 'step:lint': { passed: 1, failed: 0 }, 'step:types': { passed: 0, failed: 1 } },
      },
      {
        name: 'server',
        commit: git('rev-parse', 'HEAD'),
        isClean: true,
        results: {
          'tests/a.test.ts': { passed: 2, failed: 1, skipped: 1 },
          'tests/broken.test.ts': { passed: 0, failed: 1, skipped: 0 },
        },
      },
    ]);
    expect(Date.now() - found[0]!.finishedAt.getTime()).toBeLessThan(10_000);
  });

  it('says when the tree held more than its commit, and when nothing ran', () => {
    writeFileSync(join(folder, 'new.ts'), '');
    recordTests(folder, 'server', undefined);
    expect(readEvidence(join(folder, 'dist/evidence'))).toMatchObject([{ isClean: false, results: {} }]);
  });

  it('passes over files that are no evidence', () => {
    mkdirSync(join(folder, 'dist/evidence'), { recursive: true });
    writeFileSync(join(folder, 'dist/evidence/a.json'), 'not JSON');
    writeFileSync(join(folder, 'dist/evidence/b.json'), '{"name":"server","results":{"a":{"passed":-1}}}');
    expect(readEvidence(join(folder, 'dist/evidence'))).toEqual([]);
    expect(readEvidence(join(folder, 'nowhere'))).toEqual([]);
  });
});

describe('the commit that runs', () => {
  it('is read from the work tree as git tells it: loose, packed, detached and linked', () => {
    const commit = git('rev-parse', 'HEAD');
    expect(describeTree(folder)).toEqual({ commit, isClean: true });
    expect(commitOf(folder)).toBe(commit);
    git('pack-refs', '--all');
    expect(commitOf(folder)).toBe(commit);
    git('worktree', 'add', '--quiet', '-b', 'side', 'dist/linked');
    expect(commitOf(join(folder, 'dist/linked'))).toBe(commit);
    git('checkout', '--quiet', '--detach');
    expect(commitOf(folder)).toBe(commit);
  });

  it('is what the build left where there is no work tree, and else unknown', () => {
    rmSync(join(folder, '.git'), { recursive: true });
    expect(commitOf(folder)).toBeNull();
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/commit'), `${'a'.repeat(40)}\n`);
    expect(commitOf(folder)).toBe('a'.repeat(40));
  });
});
