import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { withClient } from '#runtime/db/bootstrap.js';

/**
 * What a released version left in its database: 0.1.0 the demo as it seeded it, 0.2.0 three Organizations in which
 * every mutation of that version was done once.
 */
export interface Release {
  readonly version: string;
  /** What opens its keys. */
  readonly masterKey: string;
  /** The migrations it had applied. */
  readonly migrations: readonly string[];
  /** Every row of every table, columns as that version had them. */
  readonly tables: readonly {
    readonly table: string;
    readonly columns: readonly string[];
    readonly rows: readonly unknown[];
  }[];
}

/** Versions that left data. */
export const RELEASED = ['0.1.0', '0.2.0'] as const;

/** One of {@link RELEASED}. */
export type ReleasedVersion = (typeof RELEASED)[number];

/** Reads what a released version left. A release adds its file beside this one; none ever changes. */
export function readRelease(version: ReleasedVersion): Release {
  const file = new URL(`releases/${version}.json.gz`, import.meta.url);
  const content = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Omit<Release, 'version'>;
  return { version, ...content };
}

/** Puts a release's rows into a database that has exactly its migrations. */
export async function fillWithRelease(adminUrl: string, { tables }: Release): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(`TRUNCATE ${tables.map(({ table }) => table).join(', ')} CASCADE`);
    for (const { table, columns, rows } of tables) {
      const names = columns.join(', ');
      await client.query(
        `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
        [JSON.stringify(rows)],
      );
    }
  });
}
