import type { Keyring } from '#runtime/crypto/keyring.js';
import type { JobQuery, ScheduledJob } from '#runtime/jobs/jobs.js';
import { SUPPORT_TOPIC } from './open-support-access.js';

/** Every minute: owners are told that support access has run out by itself; each end once. */
export function supportEndJob(keyring: Keyring): ScheduledJob {
  return {
    name: 'tenancy.support_ends',
    schedule: '* * * * *',
    atStart: true,
    run: (query) => tellSupportEnds(query, keyring),
  };
}

async function tellSupportEnds(query: JobQuery, keyring: Keyring): Promise<void> {
  const { rows } = await query('SELECT support_id FROM tenancy.untold_support_ends()');
  for (const { support_id: supportId } of rows) {
    const payload = Buffer.from(JSON.stringify({ supportId, event: 'ended' }));
    const sealed = keyring.seal('outbox', payload, SUPPORT_TOPIC).toString('base64');
    await query('SELECT tenancy.tell_support_end($1, $2)', [supportId, sealed]);
  }
}
