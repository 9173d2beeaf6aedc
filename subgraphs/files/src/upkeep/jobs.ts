import type { Keyring } from '#runtime/crypto/keyring.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import type { Outside } from '#runtime/egress/outside.js';
import { openFileStore } from '#runtime/storage/open-store.js';
import { rewrapKeys } from './rewrap-keys.js';
import { removeObjects, sweepObjects } from './sweep-objects.js';
import { upkeepRepository } from './upkeep.repository.js';

/** A file stays in the trash this long. */
export const TRASH_DAYS = 30;

/**
 * What happens to files by the clock (UTC): uploads that were never finished go after a day, the trash is emptied after
 * 30 days, what nothing refers to is swept, and keys follow documents to other Spaces.
 */
export function filesJobs(tools: {
  readonly keyring: Keyring;
  readonly outside: Pick<Outside, 'files' | 'egress'>;
}): readonly ScheduledJob[] {
  const { keyring, outside } = tools;
  return [
    {
      name: 'files.expire',
      schedule: '*/20 * * * *',
      run: async (query) => {
        const store = await openFileStore(outside);
        if (!store) return;
        const files = upkeepRepository(query);
        await removeObjects(store, [...(await files.expireUploads()), ...(await files.purge(TRASH_DAYS))]);
        await store.close();
      },
    },
    {
      name: 'files.sweep',
      schedule: '17 3 * * *',
      run: async (query) => {
        const store = await openFileStore(outside);
        if (!store) return;
        await sweepObjects({ store, files: upkeepRepository(query), now: new Date() });
        await store.close();
      },
    },
    {
      name: 'files.rewrap',
      schedule: '*/5 * * * *',
      run: async (query) => void (await rewrapKeys(upkeepRepository(query), keyring)),
    },
  ];
}
