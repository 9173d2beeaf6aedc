import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from '../db/figures.js';
import type { Part } from './part.js';
import { damaged, newerBackup, noBackup } from './problems.js';
import { replaceFile } from '../embedded/replace-file.js';

/** Form of a backup that this version writes; a larger number is of a newer version. */
export const BACKUP_FORMAT = 1;

/** What a backup says about itself, in the clear; a MAC under the backup's key shows that nobody changed it. */
export interface Manifest extends Figures {
  readonly format: number;
  /** Also the name of its folder and its key. */
  readonly id: string;
  /** The product that made the data. */
  readonly version: string;
  /** Layout of the data directory. */
  readonly dataFormat: number;
  readonly demo: boolean;
  readonly postgres: string;
  readonly startedAt: string;
  /** The moment that a restore brings back, by the database's clock. */
  readonly finishedAt: string;
  /** First WAL segment that a restore reads. */
  readonly startWal: string;
  readonly parts: readonly Part[];
}

const FILE = 'manifest.json';

/** Whether a folder holds a complete backup: the manifest is written last. */
export function isBackup(folder: string): boolean {
  return existsSync(join(folder, FILE));
}

/** Writes `manifest.json` with its MAC. */
export function writeManifest(folder: string, manifest: Manifest, key: Buffer): void {
  const sealed = { ...manifest, mac: macOf(manifest, key).toString('hex') };
  replaceFile(join(folder, FILE), `${JSON.stringify(sealed, null, 2)}\n`);
}

/** Reads a manifest without a key; what it says is not proven yet. Refuses forms that only newer versions know. */
export function readManifest(folder: string): Manifest & { mac: string } {
  if (!isBackup(folder)) throw noBackup(folder);
  let found: Manifest & { mac: string };
  try {
    found = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Manifest & { mac: string };
  } catch (cause) {
    throw damaged(FILE, { cause });
  }
  if (typeof found.format !== 'number' || !Array.isArray(found.parts)) throw damaged(FILE);
  if (found.format > BACKUP_FORMAT) throw newerBackup(found.id, found.version);
  return found;
}

/** Throws the problem `damaged` when a manifest is not the one that was written under this key. */
export function assertGenuine({ mac, ...manifest }: Manifest & { mac: string }, key: Buffer): void {
  const [found, expected] = [Buffer.from(String(mac), 'hex'), macOf(manifest, key)];
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) throw damaged(FILE);
}

function macOf(manifest: Manifest, key: Buffer): Buffer {
  const own = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'kopexa/backup-manifest/v1', 32));
  return createHmac('sha256', own).update(JSON.stringify(manifest)).digest();
}
