import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import rules from '../../.dependency-cruiser.cjs';
import { checkBoundaries, describeBoundaries, MINIMUM_MODULES } from '../../scripts/gates/boundaries.mjs';

const project = fileURLToPath(new URL('../../', import.meta.url));
const planted = join(project, 'runtime/testing/planted/boundaries');

/** What the fixture tree says about itself: `file rule` for every file whose first line is `// planted: rule`. */
function announced(): string[] {
  return readdirSync(planted, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const rule = /^\/\/ planted: (\S+)\n/.exec(readFileSync(join(planted, file), 'utf8'))?.[1];
      return rule ? [`${file} ${rule}`] : [];
    })
    .sort();
}

test('every planted violation is found, and nothing else in the fixture tree', () => {
  const found = checkBoundaries(planted).violations.map(({ from, rule }) => `${from} ${rule}`);
  expect(found.sort()).toEqual(announced());
});

test('every rule has a planted violation', () => {
  const names = announced().map((line) => line.split(' ')[1]);
  expect([...new Set(names)].sort()).toEqual(rules.forbidden.map((rule) => rule.name).sort());
});

test('the fixture tree resolves imports as the project does', () => {
  const importsOf = (folder: string): unknown =>
    (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { imports: unknown }).imports;
  expect(importsOf(planted)).toEqual(importsOf(project));
});

test('the project is inspected whole: no source file unseen, and enough of them', { timeout: 90_000 }, () => {
  const result = checkBoundaries();
  expect(result.unseen).toEqual([]);
  expect(result.modules).toBeGreaterThanOrEqual(MINIMUM_MODULES);
});

test('an inspection that saw too little is reported', () => {
  const text = describeBoundaries({ modules: 3, violations: [], unseen: ['runtime/actor/actor.ts'] });
  expect(text).toContain('Not inspected: runtime/actor/actor.ts');
  expect(text).toContain('Only 3 modules');
});
