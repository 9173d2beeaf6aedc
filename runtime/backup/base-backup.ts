import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { withClient } from '../db/bootstrap.js';
import { markAndCount, type Figures } from '../db/figures.js';
import type { Entry } from './archive.js';
import { alreadyRunning } from './problems.js';

/** Advisory lock that one backup of a cluster holds at a time. */
const LOCK = 20261124;
const SLOT = 'kopexa_backup';

/** What a base backup found out while it was made. */
export interface BaseBackup {
  readonly figures: Figures;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly startWal: string;
  readonly postgres: string;
}

/** The contents of folders that PostgreSQL makes anew, or must not find, after a restore. */
const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map|current_logfiles.*|(recovery|standby)\.signal)$/;
const TEMPORARY = /^(pgsql_tmp.*|pg_internal\.init.*|postgresql\.auto\.conf\.tmp)$/;

/**
 * Takes a base backup of a running cluster and the WAL that makes it consistent (PostgreSQL 18, 25.3.3).
 *
 * `write` gets first the part `database`, then the part `wal` with the backup label and every segment up to a
 * restore point named `id`, at which the figures were counted. A temporary replication slot keeps those segments
 * while it runs. Throws the problem that another backup is under way.
 */
export async function takeBaseBackup(
  options: {
    readonly adminUrl: string;
    readonly directory: string;
    readonly id: string;
    readonly auditTable: string;
  },
  write: (part: 'database' | 'wal', entries: Iterable<Entry>) => Promise<void>,
): Promise<BaseBackup> {
  return withClient(options.adminUrl, async (client) => {
    const locked = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
    if (!locked.rows[0]!.mine) throw alreadyRunning();
    await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [SLOT]);
    const begun = await client.query<{ at: Date; version: string }>(
      `SELECT clock_timestamp() AS at, current_setting('server_version') AS version
         FROM pg_backup_start($1, fast => true)`,
      [options.id],
    );
    await write('database', databaseEntries(options.directory));
    const { label, startWal } = await stopBackup(client);
    const { figures, at } = await markAndCount(client, options.id, options.auditTable);
    const endWal = await switchWal(client);
    await write('wal', walEntries(options.directory, label, startWal, endWal));
    const { at: startedAt, version } = begun.rows[0]!;
    const times = { startedAt: startedAt.toISOString(), finishedAt: at.toISOString() };
    return { figures, ...times, startWal, postgres: version };
  });
}

/**
 * Completes the running WAL segment, so that it is archived, and returns its name; undefined when nothing is archived.
 */
export async function completeWal(adminUrl: string): Promise<string | undefined> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ mode: string }>(`SELECT current_setting('archive_mode') AS mode`);
    if (rows[0]!.mode === 'off') return undefined;
    // A point in time is recognised by the first commit after it: without one the archive would seem too short.
    await client.query('SELECT pg_current_xact_id()');
    return switchWal(client);
  });
}

async function stopBackup(client: pg.Client): Promise<{ label: string; startWal: string }> {
  const { rows } = await client.query<{ labelfile: string }>(
    'SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)',
  );
  const label = rows[0]!.labelfile;
  const startWal = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/m.exec(label)?.[1];
  if (!startWal) throw new Error('The backup label names no WAL segment.');
  return { label, startWal };
}

async function switchWal(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT pg_walfile_name(pg_switch_wal() - 1::numeric) AS name',
  );
  return rows[0]!.name;
}

function* databaseEntries(directory: string): Generator<Entry> {
  const control = 'global/pg_control';
  for (const entry of below(directory, '')) if (entry.path !== control) yield entry;
  // Last, as it may only be newer than the rest, never older.
  yield { kind: 'file', path: control, from: join(directory, control) };
}

function* below(directory: string, folder: string): Generator<Entry> {
  for (const item of listed(join(directory, folder))) {
    const path = folder === '' ? item.name : `${folder}/${item.name}`;
    if (TEMPORARY.test(item.name) || (folder === '' && LEFT_OUT.test(item.name))) continue;
    if (item.isFile()) yield { kind: 'file', path, from: join(directory, path) };
    if (!item.isDirectory()) continue;
    yield { kind: 'folder', path };
    if (folder !== '' || !EMPTIED.has(item.name)) yield* below(directory, path);
  }
}

function listed(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    // Dropped while it was being copied; the WAL says so too.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function* walEntries(directory: string, label: string, start: string, end: string): Generator<Entry> {
  yield { kind: 'text', path: 'backup_label', text: label };
  for (const { name } of listed(join(directory, 'pg_wal'))) {
    const needed = /^[0-9A-F]{24}$/.test(name) && name >= start && name <= end;
    if (!needed && !/^[0-9A-F]{8}\.history$/.test(name)) continue;
    yield { kind: 'file', path: `pg_wal/${name}`, from: join(directory, 'pg_wal', name) };
  }
  yield { kind: 'folder', path: 'pg_wal/archive_status' };
  yield { kind: 'folder', path: 'pg_wal/summaries' };
}
