import type { OutboxTools } from '#runtime/outbox/worker.js';
import type { MembershipEvent } from './membership-event.js';
import { membershipMail } from './membership-mail.js';
import { findMembershipMails } from './membership-mail.repository.js';

const KINDS: ReadonlySet<string> = new Set<MembershipEvent['kind']>([
  'role',
  'removed',
  'left',
  'owner',
  'owner-beside',
]);
const isKind = (kind: string): kind is MembershipEvent['kind'] => KINDS.has(kind);

/** Tells whose membership it is; who handed an Organization over is told too. Nobody is told what they did themselves. */
export async function sendMembershipMails(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  const [kind, about, by] = ['kind', 'about', 'by'].map((key) => String(payload[key]));
  if (!kind || !isKind(kind) || (about === by && kind !== 'left')) return;
  const people = await findMembershipMails(
    tools.query,
    String(payload['orgId']),
    [about!, by!].filter(Boolean),
  );
  const handsOver = kind === 'owner' || kind === 'owner-beside';
  for (const person of people) {
    const isOwn = person.accountId === about;
    if (!isOwn && !handsOver) continue;
    const other = people.find((each) => each !== person)?.name ?? person.organization;
    const isMember = kind !== 'removed' && kind !== 'left';
    const url = new URL(isMember ? `/o/${person.slug}` : '/', tools.origin).href;
    await tools.mail.send({
      to: person.email,
      ...membershipMail({ ...person, kind, isOwn, recipient: person.name, other, url }),
    });
  }
}
