import type { Keyring } from '#runtime/crypto/keyring.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import { supplierReminderJob } from '#subgraphs/compliance/src/supplier/remind-owners.js';
import { grantEndJob } from '#subgraphs/tenancy/src/grant/announce-grant-ends.js';
import { supportEndJob } from '#subgraphs/tenancy/src/support/tell-support-ends.js';

/** What happens by the clock (UTC). Each calls one function that the owning room publishes to the worker. */
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  {
    name: 'audit.partitions',
    schedule: '11 2 * * *',
    atStart: true,
    run: async (query) => void (await query('SELECT compliance.ensure_audit_partitions()')),
  },
  {
    name: 'audit.origins',
    schedule: '23 2 * * *',
    run: async (query) => void (await query('SELECT compliance.expire_audit_origins()')),
  },
  {
    name: 'identity.sweep',
    schedule: '37 2 * * *',
    run: async (query) => void (await query('SELECT identity.sweep()')),
  },
  {
    name: 'tenancy.entering',
    schedule: '43 2 * * *',
    run: async (query) => void (await query('SELECT tenancy.forget_entering()')),
  },
  {
    name: 'tenancy.sweep',
    schedule: '41 2 * * *',
    run: async (query) => void (await query('SELECT tenancy.sweep()')),
  },
  {
    name: 'tenancy.own_requests',
    schedule: '45 2 * * *',
    run: async (query) => void (await query('SELECT tenancy.forget_own_requests()')),
  },
  {
    name: 'ai.sweep',
    schedule: '47 2 * * *',
    run: async (query) => void (await query('SELECT ai.sweep()')),
  },
];

/** Jobs that seal what they hand to the outbox. */
export function sealingJobs(keyring: Keyring): readonly ScheduledJob[] {
  return [supplierReminderJob(keyring), grantEndJob(keyring), supportEndJob(keyring)];
}
