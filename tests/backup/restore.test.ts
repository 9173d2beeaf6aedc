import { readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listBackups } from '#runtime/backup/retention.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { chooseBackup, readMasterKey } from '#standalone/backup/choose-backup.js';
import { rowsOf, runDrill } from '#standalone/backup/drill.js';
import { backupJobs } from '#standalone/backup/jobs.js';
import { restoreBackup } from '#standalone/backup/restore.js';
import { archiveUpToNow, takeBackup, type BackupReport } from '#standalone/backup/take-backup.js';
import { scratchFolder } from '#tests/kit/product.js';
import {
  askRestored,
  draftTexts,
  fillWithDemo,
  install,
  overwriteDrafts,
  type TestInstallation,
} from './installation.js';

const CANARY = 'canary-7Qm2-the-quick-brown-policy';
const KEEP = { keepDays: 30 };

let folder: string;
let backups: string;
let installation: TestInstallation;
let first: BackupReport;

beforeAll(async () => {
  folder = scratchFolder('backup');
  backups = join(folder, 'kept-backups');
  installation = await install(folder, fillWithDemo);
  await overwriteDrafts(installation.adminUrl, CANARY);
  first = await takeBackup(installation, { backups, ...KEEP });
}, 90_000);

afterAll(async () => {
  await installation?.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

/** Restores into a folder of its own with the keys kept apart, as an operator would. */
const restore = (name: string, to?: Parameters<typeof restoreBackup>[0]['to'], from = backups) =>
  restoreBackup({
    backup: chooseBackup(from, to),
    master: readMasterKey(installation.keptKeys),
    dataDirectory: join(folder, name),
    to,
  });

const sql = (text: string) => withClient(installation.adminUrl, (client) => client.query(text));

describe('a backup', { timeout: 60_000 }, () => {
  it('shows nothing of a document and no password to whoever has it without the master key', async () => {
    const keys = join(installation.path, 'keys');
    const logins = JSON.parse(readFileSync(join(keys, 'logins.json'), 'utf8')) as Record<string, string>;
    const demo = JSON.parse(readFileSync(join(installation.path, 'demo.json'), 'utf8')) as {
      password: string;
    };
    const secrets = ['master.key', 'superuser.password'].map((name) =>
      readFileSync(join(keys, name), 'utf8').trim(),
    );
    const canaries = [
      CANARY,
      demo.password,
      ...secrets,
      ...Object.values(logins),
      'nordwerk',
      'SCRAM-SHA-256',
    ];
    await archiveUpToNow(installation, backups);
    await sql('CHECKPOINT');
    // The search finds what is there: the same bytes lie open in the database itself.
    expect(found(installation.postgres, [CANARY, 'nordwerk', 'SCRAM-SHA-256'])).toHaveLength(3);
    expect(filesBelow(join(backups, 'wal')).length).toBeGreaterThan(0);
    const bytes = Buffer.from(secrets[0]!, 'hex').toString('latin1');
    expect(found(backups, [...canaries, bytes])).toEqual([]);
    // Compression hides text too: nothing behind a file's header may be opened by decompressing it.
    for (const file of filesBelow(backups)) expect(await inflated(file), file).toBe(0);
  });

  it('lies in files and folders that only their owner may read', () => {
    for (const path of filesBelow(backups)) expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(first.folder).mode & 0o077).toBe(0);
  });

  it('taken in the middle of writing is restored to exactly what it counted', async () => {
    let writing = true;
    const write = async (): Promise<number> => {
      let rows = 0;
      for (; writing; rows += 1) {
        await sql(
          `INSERT INTO platform.outbox_event (topic, delivered_at) SELECT 'test.row', now() FROM generate_series(1, 50)`,
        );
      }
      return rows;
    };
    const writers = Promise.all([write(), write()]);
    const report = await takeBackup(installation, { backups, ...KEEP }).finally(() => (writing = false));
    expect((await writers).every((count) => count > 1)).toBe(true);
    const restored = await restore('while-writing');
    expect(restored.manifest.id).toBe(report.manifest.id);
    expect(restored.figures.rows).toEqual(report.manifest.rows);
    expect(report.manifest.rows['platform.outbox_event']).toBeGreaterThan(0);
  });
});

describe('while the product runs', { timeout: 60_000 }, () => {
  it('a backup a day is taken and the write-ahead log archived', async () => {
    const own = join(folder, 'by-the-clock');
    const run = (name: string, into: string) =>
      backupJobs(installation, { backups: into, ...KEEP })
        .find((job) => job.name === name)!
        .run(() => expect.unreachable());
    await run('backup.drill', own);
    await run('backup.daily', own);
    await run('backup.daily', own);
    expect(listBackups(own)).toHaveLength(1);
    const archived = () => filesBelow(join(backups, 'wal')).length;
    const before = archived();
    await sql('SELECT pg_switch_wal()');
    await expect
      .poll(async () => {
        await run('backup.wal', backups);
        return archived() > before;
      })
      .toBe(true);
  });
});

describe('a restore', { timeout: 60_000 }, () => {
  it('brings an overwritten document back as it was at a point in time', async () => {
    await overwriteDrafts(installation.adminUrl, 'before the mishap');
    await sleep(50);
    const at = new Date();
    await sleep(50);
    await overwriteDrafts(installation.adminUrl, 'overwritten');
    await archiveUpToNow(installation, backups);
    const report = await restore('in-time', { kind: 'time', at });
    expect(report.at).toEqual(at);
    expect(await askRestored(join(folder, 'in-time'), draftTexts)).toEqual(['before the mishap']);
    await restore('latest', { kind: 'latest' });
    expect(await askRestored(join(folder, 'latest'), draftTexts)).toEqual(['overwritten']);
  });

  it('brings a dropped table back', async () => {
    await sql('DROP TABLE content.document_version CASCADE');
    const report = await restore('dropped', undefined, first.folder);
    expect(report.figures.rows['content.document_version']).toBe(
      first.manifest.rows['content.document_version'],
    );
    expect(await askRestored(join(folder, 'dropped'), draftTexts)).toEqual([CANARY]);
  });

  it('refuses a time that no backup reaches, and one after the end of the archive', async () => {
    const early = new Date(Date.parse(first.manifest.finishedAt) - 1_000);
    expect(() => chooseBackup(backups, { kind: 'time', at: early })).toThrow(
      `The oldest backup reaches back to ${first.manifest.finishedAt}: name a time after it with --to.`,
    );
    const late = new Date(Date.now() + 3_600_000);
    await expect(restore('late', { kind: 'time', at: late })).rejects.toThrow(
      /^The archive ends before \S+ \(last change in it: \d{4}-\S+ \S+\): name an earlier time with --to, or "latest"\.$/,
    );
    expect(readdirSync(folder).filter((name) => name.startsWith('late'))).toEqual(['latest']);
  });

  it('goes into a fresh folder only', async () => {
    await expect(restore('data')).rejects.toThrow(/data is not empty: a restore goes into a new folder only/);
  });

  it('brings everything back after the data directory was deleted', async () => {
    await installation.stop();
    const mail = readdirSync(join(installation.path, 'mail'));
    const { superuser, demo } = plain(installation.path);
    renameSync(installation.path, join(folder, 'gone'));
    rmSync(join(folder, 'gone'), { recursive: true });
    const report = await restore('data', undefined, first.folder);
    expect(report.figures).toEqual({
      migrations: first.manifest.migrations,
      rows: first.manifest.rows,
      auditEntries: first.manifest.auditEntries,
    });
    expect(report.figures.auditEntries).toBeGreaterThan(0);
    expect(report.milliseconds).toBeLessThan(60_000);
    expect(rowsOf(report)).toBeGreaterThan(300);
    expect(plain(installation.path)).toEqual({ superuser, demo });
    expect(readdirSync(join(installation.path, 'mail'))).toEqual(mail);
    expect(readFileSync(join(installation.path, 'version.json'), 'utf8')).toContain('"demo": true');
  });
});

describe('a restore drill', { timeout: 60_000 }, () => {
  it('records what it restored and how long it took, or what failed', async () => {
    await askRestored(installation.path, (adminUrl) =>
      withClient(adminUrl, async (client) => {
        await client.query('SET ROLE kopexa_worker');
        const query = (text: string, params: readonly unknown[] = []) => client.query(text, [...params]);
        const due = async () => (await query('SELECT platform.drill_is_due() AS due')).rows[0];
        expect(await due()).toEqual({ due: true });
        await expect(runDrill(installation, join(folder, 'nowhere'), query)).rejects.toThrow(
          /no complete backup/,
        );
        await expect(query('SELECT * FROM platform.drill')).rejects.toThrow(/permission denied/);
        await runDrill(installation, backups, query);
        expect(await due()).toEqual({ due: false });
        expect(readdirSync(installation.path)).not.toContain('drill');
        await client.query('RESET ROLE');
        const { rows } = await client.query(
          'SELECT backup, outcome, problem, row_count > 0 AS rows, finished_at >= started_at AS took FROM platform.drill ORDER BY finished_at',
        );
        expect(rows).toEqual([
          {
            backup: null,
            outcome: 'failed',
            problem: expect.stringContaining('no complete backup') as string,
            rows: null,
            took: true,
          },
          {
            backup: chooseBackup(backups).manifest.id,
            outcome: 'passed',
            problem: null,
            rows: true,
            took: true,
          },
        ]);
      }),
    );
  });
});

function plain(path: string): { superuser: string; demo: string } {
  const read = (name: string): string => readFileSync(join(path, name), 'utf8');
  return { superuser: read('keys/superuser.password'), demo: read('demo.json') };
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** How many bytes come out when what follows the header of an encrypted file is taken for compressed. */
function inflated(file: string): Promise<number> {
  return new Promise((resolve) => {
    let bytes = 0;
    const stream = createGunzip();
    stream.on('data', (chunk: Buffer) => (bytes += chunk.length));
    stream.once('error', () => resolve(bytes)).once('end', () => resolve(bytes));
    stream.end(readFileSync(file).subarray(20));
  });
}

/** Which of the texts occur in any file below a folder, or in a file's name. */
function found(path: string, texts: readonly string[]): string[] {
  const files = filesBelow(path).map((file) => `${file}\0${readFileSync(file, 'latin1')}`);
  return texts.filter((text) => files.some((content) => content.includes(text)));
}
