import type { FileStoreConfig } from '#runtime/config/outside.js';
import type { Egress } from '#runtime/egress/egress.js';
import type { JobQuery, ScheduledJob } from '#runtime/jobs/jobs.js';
import type { FileStore } from '#runtime/storage/file-store.js';
import { openFileStore } from '#runtime/storage/open-store.js';
import { removeObjects } from '#subgraphs/files/src/upkeep/sweep-objects.js';

/**
 * Ends what its time has run out for: Organizations and Spaces whose deletion was decided thirty days ago. First the
 * rows, and with them every key; then the bytes. What a crash leaves between the two opens with no key, and the nightly
 * sweep removes it.
 */
export function eraseJob(outside: {
  readonly files: FileStoreConfig | null;
  readonly egress: Egress;
}): ScheduledJob {
  return {
    name: 'tenancy.erase',
    schedule: '*/10 * * * *',
    run: async (query) => {
      const store = await openFileStore(outside);
      await eraseDue(query, store).finally(() => store?.close());
    },
  };
}

/** Erases everything that is due; returns how many Organizations and Spaces went. */
export async function eraseDue(query: JobQuery, store: FileStore | null): Promise<number> {
  let ended = 0;
  const end = async (sql: string, ids: readonly unknown[]): Promise<void> => {
    const { rows } = await query(sql, ids);
    if (store) await removeObjects(store, objectsOf(rows));
    ended += 1;
  };
  for (const { id } of (await query('SELECT due AS id FROM tenancy.due_organizations() due')).rows) {
    await end('SELECT object FROM tenancy.erase_organization($1)', [id]);
  }
  for (const row of (await query('SELECT org_id AS org, space_id AS space FROM tenancy.due_spaces()')).rows) {
    await end('SELECT object FROM tenancy.erase_space($1, $2)', [row['org'], row['space']]);
  }
  return ended;
}

/** Names of objects that nothing refers to any more. */
export function objectsOf(rows: readonly Record<string, unknown>[]): string[] {
  return rows.map((row) => String(row['object']));
}
