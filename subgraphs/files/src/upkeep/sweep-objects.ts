import type { FileStore } from '#runtime/storage/file-store.js';
import type { UpkeepRepository } from './upkeep.repository.js';

/** What is younger may belong to a change that is not committed yet. */
const YOUNG_MS = 48 * 3_600_000;
const BATCH = 500;

/** Pictures lie beside the file that they were made of. */
const RENDITIONS = ['preview', 'thumb'] as const;

/** Deletes objects with the pictures that were made of them. */
export async function removeObjects(store: FileStore, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await store.remove(name);
    for (const rendition of RENDITIONS) await store.remove(`${name}-${rendition}`);
  }
}

/**
 * Deletes what lies in the store and nothing refers to: a crash between the store and the database leaves it behind.
 * Returns how many objects went.
 */
export async function sweepObjects(
  { store, files, now }: { store: FileStore; files: Pick<UpkeepRepository, 'known'>; now: Date },
  youngMs = YOUNG_MS,
): Promise<number> {
  let removed = 0;
  let batch = new Map<string, string>();
  const flush = async (): Promise<void> => {
    const known = new Set(await files.known([...new Set(batch.values())]));
    for (const [name, object] of batch) {
      if (known.has(object)) continue;
      await store.remove(name);
      removed += 1;
    }
    batch = new Map();
  };
  for await (const { name, changedAt } of store.list()) {
    const object = /^([0-9a-f]{32})(-[a-z]+)?$/.exec(name)?.[1];
    if (object === undefined || now.getTime() - changedAt.getTime() < youngMs) continue;
    batch.set(name, object);
    if (batch.size >= BATCH) await flush();
  }
  await flush();
  return removed;
}
