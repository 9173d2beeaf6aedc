import { expect, test } from 'vitest';
import { checkInstallScripts, checkLock, checkSbom, type Lock } from '../../scripts/gates/supply-chain.mjs';

const hash = 'sha512-AAAA';
const lockOf = (packages: Lock['packages']): Lock => ({ packages: { '': {}, ...packages } });
const sound = lockOf({
  'node_modules/a': { version: '1.0.0', integrity: hash, resolved: 'https://registry.example/a.tgz' },
  'node_modules/b/node_modules/@s/a': { version: '2.0.0', integrity: hash },
});

test('a lock with hashes from one registry passes', () => {
  expect(checkLock(sound)).toEqual([]);
});

test('a package without a hash is reported', () => {
  expect(checkLock(lockOf({ 'node_modules/a': { version: '1.0.0' } }))).toEqual([
    expect.stringContaining('node_modules/a: locked without a hash'),
  ]);
});

test('an empty lock, a second registry and a source outside a registry are reported', () => {
  expect(checkLock(lockOf({}))).toEqual([expect.stringContaining('locks no package')]);
  const elsewhere = { version: '1.0.0', integrity: hash, resolved: 'https://other.example/c.tgz' };
  expect(checkLock(lockOf({ ...sound.packages, 'node_modules/c': elsewhere }))).toEqual([
    'Packages come from several hosts: registry.example, other.example.',
  ]);
  const git = { ...elsewhere, resolved: 'git+ssh://git@example.org/c.git' };
  expect(checkLock(lockOf({ 'node_modules/c': git }))[0]).toContain('not from a registry over https');
});

test('an install script nobody has read is reported, in a new version of a known package too', () => {
  const lock = lockOf({ 'node_modules/@s/a': { version: '1.1.0', integrity: hash, hasInstallScript: true } });
  expect(checkInstallScripts(lock, {}, {})).toEqual([expect.stringContaining('@s/a@1.1.0: runs code')]);
  const older = checkInstallScripts(lock, {}, { '@s/a@1.0.0': 'Compiles its addon.' });
  expect(older).toEqual([
    expect.stringContaining('@s/a@1.1.0: runs code'),
    expect.stringContaining('@s/a@1.0.0: listed in install-scripts.json, but runs nothing'),
  ]);
  expect(checkInstallScripts(lock, {}, { '@s/a@1.1.0': 'Compiles its addon.' })).toEqual([]);
});

test('a package that only package.json lets run is reported', () => {
  expect(checkInstallScripts(sound, { allowScripts: { 'a@1.0.0': true, b: false } }, {})).toEqual([
    expect.stringContaining('a@1.0.0: package.json lets it run'),
  ]);
});

test('a bill of materials that is empty, no JSON, or lacks a package or a hash is reported', () => {
  const sbom = (components: unknown[]): string => JSON.stringify({ bomFormat: 'CycloneDX', components });
  const a = { name: 'a', version: '1.0.0', hashes: [{}] };
  const nested = { group: '@s', name: 'a', version: '2.0.0', hashes: [{}] };
  expect(checkSbom(sbom([a, nested]), sound)).toEqual([]);
  expect(checkSbom('nothing', sound)).toEqual(['npm sbom printed no JSON.']);
  expect(checkSbom(sbom([]), sound)).toEqual(['The bill of materials is empty.']);
  expect(checkSbom(sbom([a]), sound)).toEqual(['@s/a@2.0.0: locked, but not in the bill of materials.']);
  expect(checkSbom(sbom([a, { ...nested, hashes: [] }]), sound)).toEqual([
    '@s/a@2.0.0: listed without a hash.',
  ]);
});
