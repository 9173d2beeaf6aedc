import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGINS, type Login } from '#runtime/db/roles.js';
import { StartProblem } from '#runtime/embedded/problem.js';
import { replaceFile } from '#runtime/embedded/replace-file.js';

/** The secrets of one installation on the embedded database; each lies in a file of its own, 0600. */
export interface Keys {
  /** 32 bytes; encrypts the keys that encrypt the data. */
  readonly master: Buffer;
  readonly superuserPassword: string;
  readonly loginPasswords: Readonly<Record<Login, string>>;
}

/**
 * Reads the keys of an installation; makes those of a new one.
 *
 * With `isNew: false` a missing master key or superuser password is a {@link StartProblem}: a fresh one would open
 * nothing. Passwords of the product's logins are set anew at each start and may be replaced at any time.
 */
export function loadKeys(folder: string, isNew: boolean): Keys {
  const secret = (name: string) => {
    const file = join(folder, name);
    if (!existsSync(file)) {
      if (!isNew) throw missing(file);
      replaceFile(file, `${randomBytes(32).toString('hex')}\n`);
    }
    return readFileSync(file, 'utf8').trim();
  };
  const master = Buffer.from(secret('master.key'), 'hex');
  if (master.length !== 32) throw damaged(join(folder, 'master.key'));
  return { master, superuserPassword: secret('superuser.password'), loginPasswords: loginPasswords(folder) };
}

function loginPasswords(folder: string): Record<Login, string> {
  const file = join(folder, 'logins.json');
  const known = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<Login, string>>)
    : {};
  const all = Object.fromEntries(
    LOGINS.map((login) => [login, known[login] ?? randomBytes(24).toString('hex')]),
  ) as Record<Login, string>;
  replaceFile(file, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}

function missing(file: string): StartProblem {
  return new StartProblem({
    de: `Der Schlüssel ${file} fehlt; ohne ihn lassen sich die Daten nicht öffnen. Spielen Sie ihn aus der Sicherung zurück.`,
    en: `The key ${file} is missing; without it the data cannot be opened. Put it back from your backup.`,
  });
}

function damaged(file: string): StartProblem {
  return new StartProblem({
    de: `Der Schlüssel ${file} ist beschädigt (erwartet werden 64 Hexadezimalziffern). Spielen Sie ihn aus der Sicherung zurück.`,
    en: `The key ${file} is damaged (64 hexadecimal digits are expected). Put it back from your backup.`,
  });
}
