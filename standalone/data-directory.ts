import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { endLeftoverServer } from '#runtime/embedded/leftovers.js';
import { StartProblem } from '#runtime/embedded/problem.js';
import { isInitialised } from '#runtime/embedded/postgres.js';
import { replaceFile } from '#runtime/embedded/replace-file.js';
import { acquireLock } from './lock.js';

/** Layout of the data directory that this version writes; a larger number is data of a newer version. */
export const DATA_FORMAT = 1;

/** Room a first start needs, and a later one (bytes). */
const FREE_BYTES = { first: 400_000_000, later: 100_000_000 };

/** What `version.json` in the data directory says. */
export interface DataVersion {
  /** Layout of the directory, see {@link DATA_FORMAT}. */
  readonly format: number;
  /** Version of the product that last ran on the data. */
  readonly version: string;
  /** Whether the data was seeded as a demo; then nothing but loopback may be listened on. */
  readonly demo: boolean;
}

/** A data directory that this process alone uses until it releases it. */
export interface DataDirectory {
  readonly path: string;
  readonly postgres: string;
  readonly postgresLog: string;
  readonly keys: string;
  /** Encrypted backups; nothing in the clear lies here. */
  readonly backups: string;
  /** Copies of the database from before a migration, as readable as the database itself. */
  readonly snapshots: string;
  /** Where the server hands over its write-ahead log, until that is encrypted into the backups. */
  readonly wal: string;
  /** True until the first set-up has been completed. */
  readonly isNew: boolean;
  /** What the last run recorded; undefined while new. */
  readonly version: DataVersion | undefined;
  /** Records that the data is complete and of this version. */
  recordVersion(version: Omit<DataVersion, 'format'>): void;
  release(): void;
}

/**
 * Creates or opens the data directory and locks it against a second process.
 *
 * Only the owner may enter it (0700). A first set-up that was interrupted is begun anew: nothing in it was ever
 * served. Throws a {@link StartProblem} when it cannot be written, has no room, belongs to a newer version or is in use.
 */
export async function openDataDirectory(path: string, port: number): Promise<DataDirectory> {
  const places = placesIn(path);
  makeFolders(path, [places.keys, places.backups, places.snapshots, places.wal, join(path, 'mail')]);
  const release = await acquireLock(join(path, 'lock'), port);
  try {
    const unfinished = join(path, 'first-start');
    if (existsSync(unfinished)) {
      await endLeftoverServer(places.postgres);
      rmSync(places.postgres, { recursive: true, force: true });
    }
    const isNew = !isInitialised(places.postgres);
    const version = isNew ? undefined : readVersion(path);
    assertRoom(path, isNew ? FREE_BYTES.first : FREE_BYTES.later);
    if (isNew) writeFileSync(unfinished, '');
    return {
      ...places,
      isNew,
      version,
      recordVersion(current) {
        replaceFile(
          join(path, 'version.json'),
          `${JSON.stringify({ format: DATA_FORMAT, ...current }, null, 2)}\n`,
        );
        rmSync(unfinished, { force: true });
      },
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Where everything lies in a data directory. */
export function placesIn(path: string) {
  return {
    path,
    postgres: join(path, 'postgres'),
    postgresLog: join(path, 'postgres.log'),
    keys: join(path, 'keys'),
    backups: join(path, 'backups'),
    snapshots: join(path, 'snapshots'),
    wal: join(path, 'wal'),
  };
}

/** Throws a {@link StartProblem} when less than `bytes` are free where `path` lies; `option` chooses another place. */
export function assertRoom(path: string, bytes: number, option = '--data'): void {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const [has, needs] = [free, bytes].map((each) => Math.floor(each / 1_000_000)) as [number, number];
  throw new StartProblem({
    de: `Für ${path} sind nur ${has} MB frei, nötig sind ${needs} MB: Geben Sie Speicherplatz frei oder wählen Sie mit ${option} einen anderen Ordner.`,
    en: `Only ${has} MB are free for ${path}, ${needs} MB are needed: free some space or choose another folder with ${option}.`,
  });
}

function makeFolders(path: string, folders: readonly string[]): void {
  try {
    for (const folder of [path, ...folders]) makeFolder(folder);
    const probe = join(path, `.probe-${process.pid}`);
    writeFileSync(probe, 'x'.repeat(4096));
    rmSync(probe);
  } catch (cause) {
    throw cannotWrite(path, cause as NodeJS.ErrnoException);
  }
}

/** Step by step: where a file system answers ENOENT for a folder that is there (/proc), `recursive` never ends. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function cannotWrite(path: string, cause: NodeJS.ErrnoException): StartProblem {
  if (cause.code === 'ENOSPC' || cause.code === 'EDQUOT') {
    return new StartProblem(
      {
        de: `Der Datenträger von ${path} ist voll: Geben Sie Speicherplatz frei oder wählen Sie mit --data einen anderen Ordner.`,
        en: `The disk of ${path} is full: free some space or choose another folder with --data.`,
      },
      { cause },
    );
  }
  if (cause.code === 'EEXIST' || cause.code === 'ENOTDIR') {
    return new StartProblem(
      {
        de: `${cause.path ?? path} ist eine Datei und kein Ordner: Wählen Sie mit --data einen anderen Ordner.`,
        en: `${cause.path ?? path} is a file, not a folder: choose another folder with --data.`,
      },
      { cause },
    );
  }
  return new StartProblem(
    {
      de: `In ${path} lässt sich nicht schreiben (${cause.code}): Wählen Sie mit --data einen anderen Ordner oder ändern Sie seine Rechte.`,
      en: `${path} cannot be written (${cause.code}): choose another folder with --data or change its permissions.`,
    },
    { cause },
  );
}

/** What the last run recorded in `version.json`; throws a {@link StartProblem} when it was of a newer version. */
export function readVersion(path: string): DataVersion {
  const file = join(path, 'version.json');
  const found = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DataVersion) : undefined;
  if (found === undefined || found.format <= DATA_FORMAT) {
    return found ?? { format: DATA_FORMAT, version: 'unknown', demo: false };
  }
  throw newerData(path, found.version);
}

/** The obstacle that the data was last used by a newer version of the product. */
export function newerData(path: string, version: string): StartProblem {
  return new StartProblem({
    de: `Die Daten in ${path} stammen von einer neueren Version (${version}): Starten Sie diese Version oder wählen Sie mit --data einen anderen Ordner.`,
    en: `The data in ${path} is of a newer version (${version}): start that version or choose another folder with --data.`,
  });
}
