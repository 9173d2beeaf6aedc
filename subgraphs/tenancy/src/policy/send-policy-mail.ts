import type { OutboxTools } from '#runtime/outbox/worker.js';
import { findMembershipMails } from '../member/membership-mail.repository.js';
import { policyMail } from './policy-mail.js';
import { PolicyConsequence, type PolicyConsequenceName } from './policy-consequence.js';

const isConsequence = (name: string): name is PolicyConsequenceName => name in PolicyConsequence;

/** Tells one member what a policy asks of them. */
export async function sendPolicyMail(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  const consequence = String(payload['consequence']);
  if (!isConsequence(consequence)) return;
  const people = await findMembershipMails(tools.query, String(payload['orgId']), [
    String(payload['userId']),
  ]);
  for (const { email, name, locale, organization } of people) {
    const url = new URL('/account', tools.origin).href;
    const facts = { locale, recipient: name, organization, consequence, url };
    const mail = policyMail(facts);
    if (mail) await tools.mail.send({ to: email, ...mail });
  }
}
