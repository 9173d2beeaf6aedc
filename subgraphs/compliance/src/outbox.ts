import type { OutboxHandler, OutboxTools } from '#runtime/outbox/worker.js';
import { findContact } from './contact.repository.js';
import { SUPPLIER_REMINDER_TOPIC, type ReminderPayload } from './supplier/remind-owners.js';
import { reminderMail } from './supplier/reminder-mail.js';

async function sendReminder(payload: ReminderPayload, tools: OutboxTools): Promise<void> {
  const contact = await findContact((sql, params) => tools.query(sql, params), payload.accountId);
  if (!contact) return;
  const { supplier, kind, endsOn, hasEnded, slug, supplierId } = payload;
  const url = new URL(`/o/${slug}/admin/suppliers/${supplierId}`, tools.origin).href;
  const mail = reminderMail({ locale: contact.locale, supplier, kind, endsOn, hasEnded, url });
  await tools.mail.send({ to: contact.email, ...mail });
}

/** What the worker does with this room's events. */
export const outbox: Readonly<Record<string, OutboxHandler>> = {
  [SUPPLIER_REMINDER_TOPIC]: ({ payload }, tools) =>
    sendReminder(payload as unknown as ReminderPayload, tools),
};
