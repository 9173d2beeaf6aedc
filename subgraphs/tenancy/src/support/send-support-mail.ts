import type { OutboxTools } from '#runtime/outbox/worker.js';
import { supportMail, type SupportEvent } from './support-mail.js';
import { findSupportMails } from './support-mail.repository.js';

/** Tells every owner what has become of support access. An end that did not come, after all, is not told. */
export async function sendSupportMails(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  const event = String(payload['event']) as SupportEvent;
  const visitor = typeof payload['accountId'] === 'string' ? payload['accountId'] : null;
  const query: OutboxTools['query'] = (sql, params) => tools.query(sql, params);
  for (const row of await findSupportMails(query, String(payload['supportId']), visitor)) {
    if (event === 'ended' && !row.isOver) continue;
    const url = new URL(`/o/${row.slug}/admin/support`, tools.origin).href;
    await tools.mail.send({ to: row.email, ...supportMail({ ...row, event, url }) });
  }
}
