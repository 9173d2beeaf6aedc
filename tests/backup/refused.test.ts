import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackupKeys } from '#runtime/backup/keys.js';
import { BACKUP_FORMAT } from '#runtime/backup/manifest.js';
import { backupId, expireBackups, listBackups } from '#runtime/backup/retention.js';
import { archiveWal, walDays } from '#runtime/backup/wal.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { chooseBackup, readMasterKey } from '#standalone/backup/choose-backup.js';
import { restoreBackup } from '#standalone/backup/restore.js';
import { archiveUpToNow, takeBackup, type BackupReport } from '#standalone/backup/take-backup.js';
import { scratchFolder } from '#tests/kit/product.js';
import { install, type TestInstallation } from './installation.js';

const KEEP = { keepDays: 30 };
const DAY_MS = 86_400_000;

let folder: string;
let backups: string;
let installation: TestInstallation;
let taken: BackupReport;
let newer: BackupReport;

beforeAll(async () => {
  folder = scratchFolder('refused');
  backups = join(folder, 'kept-backups');
  installation = await install(folder, () => Promise.resolve());
  taken = await takeBackup(installation, { backups, ...KEEP });
  const future = (statement: string) =>
    withClient(installation.adminUrl, (client) => client.query(statement));
  await future(`INSERT INTO platform.migration (name) VALUES ('2999-01-01-0000-from-the-future')`);
  newer = await takeBackup({ ...installation, version: '9.0.0' }, { backups, ...KEEP });
  await archiveUpToNow(installation, backups);
  await installation.stop();
}, 90_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;
/** A copy of everything that may be damaged at will. */
function copyOfBackups(): string {
  const copy = join(folder, `copy-${(copies += 1)}`);
  cpSync(backups, copy, { recursive: true });
  return copy;
}

const restore = (from: string, keys = installation.keptKeys, to?: { kind: 'latest' }) =>
  restoreBackup({
    backup: chooseBackup(from),
    master: readMasterKey(keys),
    dataDirectory: join(folder, 'never'),
    to,
  });

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  const position = at < 0 ? bytes.length + at : at;
  bytes[position] = bytes[position]! ^ 1;
  writeFileSync(file, bytes);
}

describe('a backup is refused, and nothing is left behind,', { timeout: 30_000 }, () => {
  it.each(['database.part', 'wal.part', 'files.part'])('with one byte of %s changed', async (name) => {
    for (const at of [0, 30, -1]) {
      const copy = join(copyOfBackups(), taken.manifest.id);
      flipByte(join(copy, name), at);
      await expect(restore(copy)).rejects.toThrow(`The backup is damaged (${name}): take another one.`);
    }
    expect(readdirSync(folder).filter((each) => each.startsWith('never'))).toEqual([]);
  });

  it('with a part exchanged, even together with its checksum', async () => {
    const copy = join(copyOfBackups(), taken.manifest.id);
    const file = join(copy, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { auditEntries: number };
    writeFileSync(file, JSON.stringify({ ...manifest, auditEntries: manifest.auditEntries + 1 }));
    await expect(restore(copy)).rejects.toThrow('The backup is damaged (manifest.json): take another one.');
  });

  it('with its manifest cut off', async () => {
    const copy = join(copyOfBackups(), taken.manifest.id);
    writeFileSync(join(copy, 'manifest.json'), '{"format": 1,');
    await expect(async () => restore(copy)).rejects.toThrow('The backup is damaged (manifest.json)');
  });

  it('with a damaged segment of the archive, when it is needed', async () => {
    const copy = copyOfBackups();
    const day = join(copy, 'wal', walDays(copy).at(-1)!);
    flipByte(join(day, readdirSync(day).sort().at(-1)!), 40);
    await expect(restore(join(copy, taken.manifest.id), undefined, { kind: 'latest' })).rejects.toThrow(
      /^The backup is damaged \([0-9A-F]{24}\): take another one\.$/,
    );
  });

  it('with another master key, or none', async () => {
    const other = join(folder, 'other-keys');
    mkdirSync(other);
    writeFileSync(join(other, 'master.key'), randomBytes(32).toString('hex'));
    await expect(restore(taken.folder, other)).rejects.toThrow(
      `The master key does not fit the backup ${taken.manifest.id}: name the folder with the master.key of that installation with --keys.`,
    );
    expect(() => readMasterKey(folder)).toThrow(/master\.key is missing: name the folder in which you keep/);
    writeFileSync(join(other, 'master.key'), 'abc');
    expect(() => readMasterKey(other)).toThrow(/is no master key \(64 hexadecimal digits are expected\)/);
  });

  it('with a damaged key of its own', async () => {
    const copy = copyOfBackups();
    const file = join(copy, 'keys', `${taken.manifest.id}.key`);
    const key = JSON.parse(readFileSync(file, 'utf8')) as { wrapped: string };
    const wrapped = Buffer.from(key.wrapped, 'base64');
    wrapped[20] = wrapped[20]! ^ 1;
    writeFileSync(file, JSON.stringify({ ...key, wrapped: wrapped.toString('base64') }));
    await expect(restore(join(copy, taken.manifest.id))).rejects.toThrow(
      /^The backup is damaged \(\S+\.key\)/,
    );
  });

  it('when a newer version made it', async () => {
    await expect(restore(newer.folder)).rejects.toThrow(
      `The backup ${newer.manifest.id} is of a newer version (9.0.0): restore it with that version.`,
    );
    const copy = join(copyOfBackups(), taken.manifest.id);
    const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8')) as object;
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, format: BACKUP_FORMAT + 1 }));
    await expect(async () => restore(copy)).rejects.toThrow(
      `is of a newer version (${taken.manifest.version})`,
    );
  });

  it('where there is none', () => {
    expect(() => chooseBackup(join(folder, 'nowhere'))).toThrow(/There is no complete backup in .*nowhere/);
  });
});

describe('the retention', () => {
  it('destroys keys and bytes of what is older, but never the newest backup', () => {
    const copy = copyOfBackups();
    const keys = openBackupKeys(copy, installation.master);
    // What is damaged ends in time too, and its key where the backup itself was moved away.
    writeFileSync(join(copy, taken.manifest.id, 'manifest.json'), '{');
    const moved = backupId(new Date(Date.now() - DAY_MS));
    keys.ensure(moved);
    expect(expireBackups(copy, keys, { ...KEEP, now: new Date(Date.now() + 28 * DAY_MS) })).toEqual([]);
    expect(keys.ids()).toContain(moved);
    expect(expireBackups(copy, keys, { ...KEEP, now: new Date(Date.now() + 31 * DAY_MS) })).toEqual([
      moved,
      taken.manifest.id,
    ]);
    expect(listBackups(copy).map(({ manifest }) => manifest.id)).toEqual([newer.manifest.id]);
    expect(keys.ids()).not.toContain(taken.manifest.id);
    expect(existsSync(join(copy, taken.manifest.id))).toBe(false);
  });

  it('ends every copy of a backup whose key was destroyed', async () => {
    const copy = copyOfBackups();
    const keys = openBackupKeys(copy, installation.master);
    expireBackups(copy, keys, { ...KEEP, now: new Date(Date.now() + 31 * DAY_MS) });
    // As on a medium that cannot be written again, beside a mirrored folder of keys.
    cpSync(taken.folder, join(copy, taken.manifest.id), { recursive: true });
    await expect(restore(join(copy, taken.manifest.id))).rejects.toThrow(
      /^The key of the backup \S+ is missing \(\S+\.key\): it was destroyed at the end of the retention/,
    );
  });

  it('ends the archive before the oldest backup that stays, and keeps it from there', async () => {
    const copy = copyOfBackups();
    const keys = openBackupKeys(copy, installation.master);
    const spool = join(folder, 'old-spool');
    mkdirSync(spool);
    writeFileSync(join(spool, '000000010000000000000001'), 'old');
    expect(await archiveWal(spool, copy, keys, new Date('2026-01-02T03:04:05Z'))).toBe(1);
    expect(readdirSync(spool)).toEqual([]);
    expect(walDays(copy)[0]).toBe('2026-01-02');
    expect(expireBackups(copy, keys, KEEP)).toEqual(['wal-2026-01-02']);
    expect(walDays(copy)).toHaveLength(1);
    expect(keys.ids().filter((id) => id.startsWith('wal-'))).toHaveLength(1);
  });

  it('removes what killed backups left, after a day', () => {
    const copy = copyOfBackups();
    const keys = openBackupKeys(copy, installation.master);
    const id = backupId(new Date(Date.now() - 3_600_000));
    mkdirSync(join(copy, id));
    keys.ensure(id);
    expireBackups(copy, keys, KEEP);
    expect(existsSync(join(copy, id))).toBe(true);
    expireBackups(copy, keys, { ...KEEP, now: new Date(Date.now() + DAY_MS) });
    expect(existsSync(join(copy, id))).toBe(false);
    expect(keys.ids()).not.toContain(id);
  });
});
