import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertRoom, openDataDirectory } from './data-directory.js';
import { LOGINS } from '#runtime/db/roles.js';
import { loadKeys } from './keys.js';

let folder: string;

beforeEach(() => {
  const scratch = join(import.meta.dirname, '../.data/test');
  mkdirSync(scratch, { recursive: true });
  folder = mkdtempSync(join(scratch, 'data-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a completed first start leaves behind. */
async function completedData(): Promise<void> {
  const data = await openDataDirectory(folder, 4000);
  mkdirSync(data.postgres);
  writeFileSync(join(data.postgres, 'PG_VERSION'), '18\n');
  data.recordVersion({ version: '0.1.0', demo: true });
  data.release();
}

describe('the data directory', () => {
  it('is made for its owner only', async () => {
    const path = join(folder, 'deep/down');
    const data = await openDataDirectory(path, 4000);
    expect(data.isNew).toBe(true);
    for (const each of [path, data.keys, data.backups, join(path, 'mail')]) {
      expect(statSync(each).mode & 0o777).toBe(0o700);
    }
    data.release();
  });

  it('knows on the next start what it holds', async () => {
    await completedData();
    const data = await openDataDirectory(folder, 4000);
    expect(data).toMatchObject({ isNew: false, version: { format: 1, version: '0.1.0', demo: true } });
    data.release();
  });

  it('begins anew when the first set-up was interrupted', async () => {
    const first = await openDataDirectory(folder, 4000);
    mkdirSync(first.postgres);
    writeFileSync(join(first.postgres, 'PG_VERSION'), '18\n');
    first.release();
    const second = await openDataDirectory(folder, 4000);
    expect(second.isNew).toBe(true);
    expect(existsSync(second.postgres)).toBe(false);
    second.release();
  });

  it('refuses data of a newer version', async () => {
    await completedData();
    writeFileSync(join(folder, 'version.json'), JSON.stringify({ format: 2, version: '9.0.0', demo: false }));
    await expect(openDataDirectory(folder, 4000)).rejects.toThrow(/is of a newer version \(9\.0\.0\)/);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('says that it cannot be written', async () => {
    await expect(openDataDirectory('/proc/kopexa', 4000)).rejects.toThrow(
      /\/proc\/kopexa cannot be written \(\w+\): choose another folder with --data/,
    );
  });

  it.each(['file', 'file/data'])('says that there is a file where the folder should be: %s', async (path) => {
    writeFileSync(join(folder, 'file'), '');
    await expect(openDataDirectory(join(folder, path), 4000)).rejects.toThrow(
      `${join(folder, 'file')} is a file, not a folder: choose another folder with --data.`,
    );
  });

  it('says how much room is missing', () => {
    expect(() => assertRoom(folder, 1e18)).toThrow(/Only \d+ MB are free .* 1000000000000 MB are needed/);
  });

  it('is used by one process at a time', async () => {
    const holder = { pid: process.ppid, born: '', port: 4711 };
    writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
    await expect(openDataDirectory(folder, 4000)).rejects.toThrow(
      `Kopexa is already running on this data at http://localhost:4711 (process ${process.ppid}).`,
    );
  });

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1, born: '', port: 4000 }],
    ['of a process whose id another one has now', { pid: process.ppid, born: 'another boot:1', port: 4000 }],
  ])('takes over the lock %s', async (_, holder) => {
    writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
    const data = await openDataDirectory(folder, 4000);
    data.release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
});

describe('the keys', () => {
  it('are made once, readable by their owner only, and differ from each other', () => {
    const first = loadKeys(folder, true);
    expect(loadKeys(folder, false)).toEqual(first);
    expect(first.master).toHaveLength(32);
    expect(new Set([first.superuserPassword, ...Object.values(first.loginPasswords)]).size).toBe(
      LOGINS.length + 1,
    );
    for (const name of ['master.key', 'superuser.password', 'logins.json']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('are not replaced in silence when they are lost or damaged', () => {
    loadKeys(folder, true);
    writeFileSync(join(folder, 'master.key'), 'abc');
    expect(() => loadKeys(folder, false)).toThrow(/master\.key is damaged/);
    rmSync(join(folder, 'master.key'));
    expect(() => loadKeys(folder, false)).toThrow(/master\.key is missing/);
  });
});
