import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKeyring } from '../crypto/keyring.js';
import { damaged, keyGone, wrongKey } from './problems.js';

interface WrappedKey {
  readonly id: string;
  /** Names the master key without telling it. */
  readonly master: string;
  readonly createdAt: string;
  /** The key under the master key, base64. */
  readonly wrapped: string;
}

/** The keys of all backups in a folder, each wrapped under the master key in a file of its own. */
export interface BackupKeys {
  /** Makes the key of a new backup, or of a day of the WAL archive; opens the one that is there already. */
  ensure(id: string): Buffer;
  /** Opens a key. Throws the problem that it is gone, damaged or of another master key. */
  open(id: string): Buffer;
  ids(): string[];
  /** Ends everything that was encrypted under this key, wherever copies of it lie. */
  destroy(id: string): void;
}

/**
 * Opens the folder `keys/` beside the backups.
 *
 * Every backup and every day of the WAL archive has a random key of its own, which lies here wrapped with
 * AES-256-GCM under a key that derives from the master key (HKDF-SHA-256). Without the master key the folder opens
 * nothing; without its file here a backup opens with no key at all. So destroying the file at the end of the
 * retention ends the backup (NIST SP 800-88r1, cryptographic erase).
 */
export function openBackupKeys(backups: string, master: Buffer): BackupKeys {
  const keyring = createKeyring(master);
  const own = Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), 'kopexa/master-name/v1', 8));
  const name = own.toString('hex');
  const file = (id: string): string => join(backups, 'keys', `${id}.key`);
  const open = (id: string): Buffer => {
    if (!existsSync(file(id))) throw keyGone(id, file(id));
    const content = parse(file(id));
    if (content.master !== name) throw wrongKey(id);
    try {
      return keyring.open('backup-key', Buffer.from(content.wrapped, 'base64'), id);
    } catch (cause) {
      throw damaged(file(id), { cause });
    }
  };
  return {
    ensure(id) {
      if (existsSync(file(id))) return open(id);
      const key = randomBytes(32);
      const wrapped = keyring.seal('backup-key', key, id).toString('base64');
      const content: WrappedKey = { id, master: name, createdAt: new Date().toISOString(), wrapped };
      mkdirSync(join(backups, 'keys'), { recursive: true, mode: 0o700 });
      return createOnce(file(id), `${JSON.stringify(content, null, 2)}\n`) ? key : open(id);
    },
    open,
    ids: () => (existsSync(join(backups, 'keys')) ? namesIn(join(backups, 'keys')) : []),
    destroy: (id) => rmSync(file(id), { force: true }),
  };
}

/** Whole or not at all, and never over one that another process has just made: what it encrypted would be lost. */
function createOnce(file: string, content: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, content, { mode: 0o600, flush: true });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.key'))
    .map((name) => name.slice(0, -'.key'.length))
    .sort();
}

function parse(file: string): WrappedKey {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as WrappedKey;
  } catch (cause) {
    throw damaged(file, { cause });
  }
}
