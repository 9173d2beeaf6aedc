import type { Keyring } from '#runtime/crypto/keyring.js';
import type { JobQuery, ScheduledJob } from '#runtime/jobs/jobs.js';
import { dayOf } from './supplier-standing.js';

/** Topic of the reminders in the outbox. */
export const SUPPLIER_REMINDER_TOPIC = 'compliance.supplier_reminder';

/** So many days before an end somebody is reminded; 0: once it has passed. */
export const REMINDER_DAYS = [0, 7, 30, 60] as const;

/** What a reminder is about; travels sealed in the outbox. */
export interface ReminderPayload {
  readonly accountId: string;
  readonly slug: string;
  readonly supplierId: string;
  readonly supplier: string;
  /** `review`, or the kind of a certificate. */
  readonly kind: string;
  /** `YYYY-MM-DD`. */
  readonly endsOn: string;
  readonly hasEnded: boolean;
}

interface EndRow {
  readonly supplier_id: string;
  readonly name: string;
  readonly item_id: string;
  readonly kind: string;
  readonly ends_on: string;
}

/**
 * Which reminder is due for something that ends on a day: the most urgent one whose time has come, or `null`. What
 * was missed is not made up for: who learns of seven days needs no mail about thirty.
 */
export function reminderDue(endsOn: string, today: string): (typeof REMINDER_DAYS)[number] | null {
  const left = Math.round((Date.parse(endsOn) - Date.parse(today)) / 86_400_000);
  if (left < 0) return 0;
  return REMINDER_DAYS.find((days) => days > 0 && left <= days) ?? null;
}

/**
 * The reminder of every morning and every start (claims 43 and 45): the operator's owners get a mail 60, 30 and 7 days before a certificate or a
 * review ends, and one when it has ended; each once, also when the job runs again.
 */
export function supplierReminderJob(keyring: Keyring, clock: () => Date = () => new Date()): ScheduledJob {
  return {
    name: 'compliance.supplier_reminders',
    schedule: '7 6 * * *',
    atStart: true,
    run: (query) => remindOwners(query, keyring, dayOf(clock())),
  };
}

async function remindOwners(query: JobQuery, keyring: Keyring, today: string): Promise<void> {
  const ends = (await query('SELECT * FROM compliance.supplier_ends()')).rows as unknown as EndRow[];
  const owners = (await query('SELECT slug, account_id FROM compliance.operator_owners()')).rows as {
    slug: string;
    account_id: string;
  }[];
  for (const end of ends) {
    const due = reminderDue(end.ends_on, today);
    if (due === null) continue;
    for (const { slug, account_id: accountId } of owners) {
      const { supplier_id: supplierId, name: supplier, kind, ends_on: endsOn } = end;
      const hasEnded = due === 0;
      const payload: ReminderPayload = { accountId, slug, supplierId, supplier, kind, endsOn, hasEnded };
      const sealed = keyring.seal('outbox', Buffer.from(JSON.stringify(payload)), SUPPLIER_REMINDER_TOPIC);
      const values = [end.item_id, due, accountId, sealed.toString('base64')];
      await query('SELECT compliance.remind($1, $2, $3, $4)', values);
    }
  }
}
