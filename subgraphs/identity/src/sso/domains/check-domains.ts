import type { Keyring } from '#runtime/crypto/keyring.js';
import { DnsFailed, type Dns } from '#runtime/egress/dns.js';
import type { JobQuery, ScheduledJob } from '#runtime/jobs/jobs.js';
import { DOMAIN_TOPIC } from './domain-mail.js';
import { recordOf } from './domain.js';

/** Every day: looks whether proven domains still are, and tells those who set sign-in up when one is not. */
export function domainJob(keyring: Keyring, dns: Dns): ScheduledJob {
  return {
    name: 'identity.domains',
    schedule: '53 2 * * *',
    run: async (query) => {
      await query('SELECT identity.forget_test_runs()');
      await checkDomains(query, keyring, dns);
    },
  };
}

/**
 * One look at every proven domain that nobody looked at in the last twenty hours. Where the DNS does not answer, that
 * is no answer: nothing is noted.
 */
export async function checkDomains(query: JobQuery, keyring: Keyring, dns: Dns): Promise<void> {
  const { rows } = await query('SELECT domain_id, domain, challenge FROM identity.domains_to_check()');
  for (const row of rows) {
    const { name, value } = recordOf(String(row['domain']), String(row['challenge']));
    const records = await dns.txt(name).catch((error: unknown) => {
      if (error instanceof DnsFailed) return null;
      throw error;
    });
    if (records === null) continue;
    const isThere = records.some((record) => record.trim() === value);
    const domainId = String(row['domain_id']);
    const noted = await query('SELECT identity.note_domain_check($1, $2) AS event', [domainId, isThere]);
    if (typeof noted.rows[0]?.['event'] !== 'string') continue;
    const payload = Buffer.from(JSON.stringify({ domainId }));
    const sealed = keyring.seal('outbox', payload, DOMAIN_TOPIC).toString('base64');
    await query('SELECT identity.tell_domain($1, $2)', [domainId, sealed]);
  }
}
