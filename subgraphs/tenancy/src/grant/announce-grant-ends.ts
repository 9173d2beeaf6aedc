import type { Keyring } from '#runtime/crypto/keyring.js';
import type { JobQuery, ScheduledJob } from '#runtime/jobs/jobs.js';

/** Topic of the mails about access that ends as planned. */
export const GRANT_END_TOPIC = 'tenancy.grant_end';

interface DueRow {
  readonly org_id: string;
  readonly grant_id: string;
  readonly kind: 'soon' | 'ended';
}

/**
 * Tells of access that ends as planned, every five minutes: a day before and once it has ended; each once, also when
 * the job runs again. Who is told is found when the mail leaves.
 */
export function grantEndJob(keyring: Keyring): ScheduledJob {
  return {
    name: 'tenancy.grant_ends',
    schedule: '*/5 * * * *',
    atStart: true,
    run: (query) => announceGrantEnds(query, keyring),
  };
}

/** Puts an event into the outbox for each end that is due and was not told yet. */
export async function announceGrantEnds(query: JobQuery, keyring: Keyring): Promise<void> {
  const { rows } = await query('SELECT org_id, grant_id, kind FROM tenancy.grant_ends_due()');
  for (const { org_id: org, grant_id: grantId, kind } of rows as unknown as DueRow[]) {
    const payload = JSON.stringify({ grantId, kind });
    const sealed = keyring.seal('outbox', Buffer.from(payload), GRANT_END_TOPIC).toString('base64');
    await query('SELECT tenancy.announce_grant_end($1, $2, $3, $4)', [org, grantId, kind, sealed]);
  }
}
