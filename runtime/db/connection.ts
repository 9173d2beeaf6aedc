import { readFileSync, statSync } from 'node:fs';
import type pg from 'pg';

/** What `pg` and the ORM need to connect: an address without TLS parameters, and the TLS that they asked for. */
export interface ConnectionOptions {
  readonly connectionString: string;
  readonly ssl?: Exclude<pg.ClientConfig['ssl'], boolean>;
}

/**
 * Reads a connection string in libpq's words: `sslmode=verify-full` verifies chain and name of the server,
 * `sslrootcert=FILE` names the authorities it may come from. The file is read again when it changes, so that an
 * authority can be replaced under a running process.
 *
 * Without `sslmode`, or with `disable`, the connection is plain. Every other mode promises less than it says and is
 * refused.
 */
export function connectionTo(url: string): ConnectionOptions {
  const parsed = new URL(url);
  const mode = parsed.searchParams.get('sslmode') ?? 'disable';
  const authorities = parsed.searchParams.get('sslrootcert');
  for (const name of ['sslmode', 'sslrootcert']) parsed.searchParams.delete(name);
  const connectionString = parsed.href;
  if (mode === 'disable' && authorities === null) return { connectionString };
  if (mode !== 'verify-full')
    throw new Error(`sslmode=${mode} does not verify the database server: use sslmode=verify-full.`);
  return { connectionString, ssl: new VerifiedTls(parsed.hostname, authorities) };
}

/** A class, so that nobody takes a copy of the authorities: `pg` asks anew for each connection. */
class VerifiedTls {
  readonly rejectUnauthorized = true;
  readonly minVersion = 'TLSv1.2';
  declare readonly ca: string | undefined;

  /** `pg` names the server by its DNS name only; for an address, Node would verify `localhost`. */
  constructor(
    readonly host: string,
    file: string | null,
  ) {
    const read = file === null ? () => undefined : rereading(file);
    Object.defineProperty(this, 'ca', { enumerable: true, get: read });
  }
}

function rereading(file: string): () => string {
  let known: { readonly changed: number; readonly text: string } | undefined;
  return () => {
    const changed = statSync(file).mtimeMs;
    if (known?.changed !== changed) known = { changed, text: readFileSync(file, 'utf8') };
    return known.text;
  };
}
