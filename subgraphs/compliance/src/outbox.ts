import type { OutboxHandler, OutboxTools } from '#runtime/outbox/worker.js';
import { findContact } from './contact.repository.js';
import { dpaMail } from './dpa/dpa-mail.js';
import { findRecipients, noteTold } from './dpa/dpa-recipient.repository.js';
import { ISOLATION_LEAK_TOPIC, leakMail, type LeakPayload } from './canary/isolation-leak-mail.js';
import { DPA_PUBLISHED_TOPIC } from './dpa/keep-dpa.js';
import { SUPPLIER_REMINDER_TOPIC, type ReminderPayload } from './supplier/remind-owners.js';
import { reminderMail } from './supplier/reminder-mail.js';

type Query = OutboxTools['query'];

async function sendReminder(payload: ReminderPayload, tools: OutboxTools): Promise<void> {
  const query: Query = (sql, params) => tools.query(sql, params);
  const contact = await findContact(query, payload.accountId);
  if (!contact) return;
  const { supplier, kind, endsOn, hasEnded, slug, supplierId } = payload;
  const url = new URL(`/o/${slug}/admin/suppliers/${supplierId}`, tools.origin).href;
  const mail = reminderMail({ locale: contact.locale, supplier, kind, endsOn, hasEnded, url });
  await tools.mail.send({ to: contact.email, ...mail });
}

/** One mail after the other, each noted: what fails half-way goes on with those who were not told. */
async function sendDpaPublished(number: number, tools: OutboxTools): Promise<void> {
  const query: Query = (sql, params) => tools.query(sql, params);
  for (const recipient of await findRecipients(query, number)) {
    const contact = await findContact(query, recipient.accountId);
    const { slug, organization } = recipient;
    const url = new URL(`/o/${slug}/admin/dpa`, tools.origin).href;
    if (contact)
      await tools.mail.send({
        to: contact.email,
        ...dpaMail({ locale: contact.locale, organization, number, url }),
      });
    await noteTold(query, number, recipient);
  }
}

async function warnOfLeak({ accountId, slug, ...found }: LeakPayload, tools: OutboxTools): Promise<void> {
  const contact = await findContact((sql, params) => tools.query(sql, params), accountId);
  if (!contact) return;
  const url = new URL(`/o/${slug}/admin/claims`, tools.origin).href;
  await tools.mail.send({ to: contact.email, ...leakMail({ locale: contact.locale, ...found, url }) });
}

/** What the worker does with this room's events. */
export const outbox: Readonly<Record<string, OutboxHandler>> = {
  [SUPPLIER_REMINDER_TOPIC]: ({ payload }, tools) =>
    sendReminder(payload as unknown as ReminderPayload, tools),
  [ISOLATION_LEAK_TOPIC]: ({ payload }, tools) => warnOfLeak(payload as unknown as LeakPayload, tools),
  [DPA_PUBLISHED_TOPIC]: ({ payload }, tools) => sendDpaPublished(Number(payload['number']), tools),
};
