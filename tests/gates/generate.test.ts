import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseManifest } from '#gateway/operations/manifest.js';
import { differences, settle } from '../../scripts/generate/differences.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kopexa-generate-'));
  mkdirSync(join(root, 'schema/operations'), { recursive: true });
  writeFileSync(join(root, 'schema/supergraph.graphql'), 'old');
  writeFileSync(join(root, 'schema/operations/forgotten.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

const files = [
  { path: 'schema/supergraph.graphql', content: 'new' },
  { path: 'schema/operations/web.json', content: '{}' },
];

describe('Generated files', () => {
  it('that differ, are missing or are left over are found, and then settled', () => {
    const found = differences(root, files);
    expect(found.changed.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    expect(found.gone).toEqual(['schema/operations/forgotten.json']);
    settle(root, found);
    expect(differences(root, files)).toEqual({ changed: [], gone: [] });
  });

  it('give the client the very ids that the gateway accepts', () => {
    const manifest = parseManifest(readFileSync('schema/operations/web.json', 'utf8'));
    const accepted = Object.keys(manifest).filter((hash) => manifest[hash]?.retiredAt === undefined);
    const sent = [...readFileSync('web/src/gql/graphql.ts', 'utf8').matchAll(/"hash":"([0-9a-f]{64})"/g)].map(
      ([, hash]) => hash,
    );
    expect(accepted.length).toBeGreaterThan(20);
    expect(sent.sort()).toEqual(accepted.sort());
  });
});
