import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { loadMigrations } from '#runtime/db/migrate.js';
import { createTable, technical } from '#runtime/db/table.js';
import { ROOT, scratchFolder, startProduct } from '#tests/kit/product.js';
import { pinnedNode } from '../../scripts/install.mjs';
import { askRestored, draftTexts, installRelease, overwriteDrafts } from './installation.js';
import { nextRelease } from './next-release.js';
import { readRelease } from './releases.js';

const FIRST = readRelease('0.1.0');

const ADDED = {
  name: '2998-12-31-2359-add-a-table',
  up: createTable({
    name: 'platform.added',
    scope: 'internal',
    columns: { id: technical('int PRIMARY KEY') },
  }),
};

let folder: string;
let data: string;
let keys: string;
let next: string;

beforeAll(async () => {
  folder = scratchFolder('commands');
  const installation = await installRelease(folder, FIRST);
  await overwriteDrafts(installation.adminUrl, 'written by the first release');
  await installation.stop();
  data = installation.path;
  keys = installation.keptKeys;
  next = nextRelease(join(folder, 'next'), ADDED);
}, 90_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(root: string, args: string[], lang = 'C'): Promise<{ code: number | null; said: string }> {
  const child = spawn(pinnedNode(ROOT) ?? process.execPath, ['standalone/start.mjs', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, LANG: lang },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

const added = (adminUrl: string) =>
  withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT name FROM platform.migration WHERE name <> ALL($1::text[]) ORDER BY name',
      [FIRST.migrations],
    );
    await client.query('SELECT FROM platform.added');
    return rows.map(({ name }) => name);
  });

const migrationsSince = async (): Promise<string[]> =>
  (await loadMigrations()).map(({ name }) => name).filter((name) => !FIRST.migrations.includes(name));

describe('a data directory of the first release', { timeout: 120_000 }, () => {
  it('is migrated by the next one, backed up while it runs, and restored so that it starts again', async () => {
    const product = await startProduct({ root: next, dataDirectory: data });
    expect(product.output()).toMatch(/Saved before the migration: \S+snapshots\/\S+-0\.1\.0/);
    const url = (await run(next, ['db:url', '--data', data])).said.trim();
    const since = [...(await migrationsSince()), ADDED.name];
    expect(since).toContain('2026-11-23-1100-rooms-for-files-and-ai');
    expect(await added(url)).toEqual(since);
    expect(await draftTexts(url)).toEqual(['written by the first release']);

    const backup = await run(next, ['backup', '--data', data, '--keep', '14d']);
    expect(backup.said).toMatch(
      /Backed up and verified: \S+\n.*\d+ rows, \d entries of the audit trail, [\d.]+ s\n/,
    );
    expect(backup.said).toContain(`Keep ${join(data, 'keys/master.key')} apart from the backups`);
    expect(backup.code).toBe(0);
    const drill = await run(next, ['restore', '--drill', '--data', data], 'de_DE.UTF-8');
    expect(drill.said).toMatch(/Übung bestanden: kopexa-\S+Z\n {2}Stand \S+Z, \d+ Zeilen/);
    expect(drill.code).toBe(0);
    const archive = await run(next, ['backup', '--wal', '--data', data]);
    expect(archive.said).toMatch(/Archived up to now \(\d+ files\)\./);
    expect(await product.end()).toBe(0);

    const restored = join(folder, 'restored');
    const from = ['--from', join(data, 'backups'), '--keys', keys];
    const done = await run(next, ['restore', ...from, '--data', restored, '--to', 'latest']);
    expect(done.said).toMatch(/Restored and verified: \S+restored\n.*State of \S+Z, \d+ rows/);
    expect(done.code).toBe(0);
    expect(await askRestored(restored, added)).toEqual(since);
    const again = await startProduct({ root: next, dataDirectory: restored });
    expect((await fetch(`${again.url}/ready`)).status).toBe(200);
    expect(await again.end()).toBe(0);

    // This version does not know the migration that the next one brought.
    const older = await run(ROOT, ['restore', ...from, '--data', join(folder, 'older')]);
    expect(older.said.trim()).toMatch(
      /\nThe backup \S+ is of a newer version \(\S+\): restore it with that version\.$/,
    );
    expect(older.code).toBe(1);
    expect(readdirSync(folder)).not.toContain('older');
  });

  it('is backed up while Kopexa does not run', async () => {
    const { code, said } = await run(next, ['backup', '--data', data], 'de_DE.UTF-8');
    expect(said).toMatch(/Gesichert und geprüft: \S+\n/);
    expect(code).toBe(0);
    const list = await run(next, ['backup', '--list', '--data', data]);
    expect(list.said.trim().split('\n')).toHaveLength(2);
  });
});

describe('npm run backup and npm run restore', { timeout: 30_000 }, () => {
  it.each([
    [['backup', '--help'], 'C', 'Back up Kopexa: an encrypted, verified copy'],
    [['backup', '--help'], 'de_DE.UTF-8', 'Kopexa sichern: eine verschlüsselte, geprüfte Kopie'],
    [['restore', '--help'], 'C', 'Restore Kopexa from a backup, into a new folder'],
    [
      ['restore', '--help'],
      'de_DE.UTF-8',
      'Kopexa aus einer Sicherung wiederherstellen, in einen neuen Ordner',
    ],
  ])('explain themselves with %j in %s', async (args, lang, words) => {
    const { code, said } = await run(ROOT, args, lang);
    expect(said).toContain(words);
    expect(code).toBe(0);
  });

  it.each([
    [['backup', '--keep', '2w'], '--keep needs a number of days, for example 14d, not "2w".'],
    [
      ['backup', '--wal', '--into', 'x'],
      '--into does not go with --wal: the archive always lies with the installation’s own backups.',
    ],
    [['backup', 'now'], '"now" is unknown; --help shows what is possible.'],
    [['backup', '--colour'], '"--colour" is unknown; --help shows what is possible.'],
    [
      ['restore', '--keys', 'k', '--data', 'd'],
      '--from is missing: name a backup, or the folder in which the backups lie.',
    ],
    [['restore', '--from', 'b', '--keys', 'k'], '--data is missing: name the new folder to restore into.'],
    [
      ['restore', '--from', 'b', '--data', 'd'],
      '--keys is missing: name the folder with the master.key, which you keep apart.',
    ],
    [
      ['restore', '--from', 'b', '--keys', 'k', '--data', 'd', '--to', 'yesterday'],
      '--to needs a time with its zone, for example 2026-11-23T10:00:00Z, or "latest", not "yesterday".',
    ],
    [
      ['restore', '--drill', '--to', 'latest'],
      "--to does not go with --drill: a drill takes the newest backup and the installation's own key.",
    ],
  ])('name what is wrong with %j', async (args, sentence) => {
    const { code, said } = await run(ROOT, args);
    expect(said.trim()).toBe(sentence);
    expect(code).toBe(2);
  });

  it('say that there is no installation', async () => {
    const { code, said } = await run(ROOT, ['backup', '--data', join(folder, 'nowhere')]);
    expect(said.trim()).toMatch(
      /There is no Kopexa installation in \S+nowhere: name its folder with --data\.$/,
    );
    expect(code).toBe(1);
    expect(readdirSync(folder)).not.toContain('nowhere');
  });
});
