import type { OutboxHandler, OutboxTools } from '#runtime/outbox/worker.js';
import { accessDecidedMail, accessRequestedMail } from './access-request/access-request-mail.js';
import { ACCESS_DECIDED_TOPIC } from './access-request/decide-access-request.js';
import { findAccessRequestMails } from './access-request/access-request-mail.repository.js';
import { ACCESS_REQUESTED_TOPIC } from './access-request/request-access.js';
import { GRANT_END_TOPIC } from './grant/announce-grant-ends.js';
import { grantEndMail } from './grant/grant-end-mail.js';
import { findGrantEndMails } from './grant/grant-end-mail.repository.js';
import { invitationMail } from './invitation/invitation-mail.js';
import { findInvitationMail } from './invitation/invitation-mail.repository.js';
import { ORGANIZATION_ENDS_TOPIC } from './organization/change-organization-life.js';
import { organizationEndMail } from './organization/organization-end-mail.js';
import { findOrganizationEndMails } from './organization/organization-end-mail.repository.js';
import { INVITATION_TOPIC } from './invitation/add-invitations.js';
import { SUPPORT_TOPIC } from './support/open-support-access.js';
import { sendSupportMails } from './support/send-support-mail.js';
import { MEMBERSHIP_TOPIC } from './member/membership-event.js';
import { sendMembershipMails } from './member/send-membership-mail.js';
import { POLICY_TOPIC } from './policy/remind-of-policy.js';
import { sendPolicyMail } from './policy/send-policy-mail.js';
import { roleNameIn } from './role/built-in-roles.js';

/** Sends the mail of an invitation, unless it was withdrawn in the meantime. */
async function sendInvitation(payload: Readonly<Record<string, unknown>>, tools: OutboxTools): Promise<void> {
  const facts = await findInvitationMail(tools.query, String(payload['invitationId']));
  if (!facts) return;
  const url = new URL(`/sign-up?token=${encodeURIComponent(String(payload['token']))}`, tools.origin).href;
  await tools.mail.send({ to: facts.email, ...invitationMail({ ...facts, role: roleNameIn(facts), url }) });
}

/** Tells everybody who may decide about a request; nobody when nothing real was asked for. */
async function sendAccessRequested(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  for (const facts of await findAccessRequestMails(tools.query, String(payload['requestId']))) {
    if (facts.state !== 'open' || facts.space === null) continue;
    const url = new URL(`/o/${facts.slug}/requests`, tools.origin).href;
    await tools.mail.send({ to: facts.email, ...accessRequestedMail({ ...facts, space: facts.space, url }) });
  }
}

/** Tells the person who asked how it was decided. */
async function sendAccessDecided(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  for (const facts of await findAccessRequestMails(tools.query, String(payload['requestId']))) {
    if (facts.state === 'open') continue;
    const { space, role, roleName, locale, until } = facts;
    const granted = space && role ? { space, role: roleNameIn({ role, roleName, locale }), until } : null;
    const page = !granted ? '' : facts.documentId ? `/d/${facts.documentId}` : `/s/${facts.spaceId}`;
    const url = new URL(`/o/${facts.slug}${page}`, tools.origin).href;
    await tools.mail.send({ to: facts.email, ...accessDecidedMail({ ...facts, granted, url }) });
  }
}

/** Tells every owner that their Organization's deletion was decided or called off, whichever holds by now. */
async function sendOrganizationEnds(orgId: string | null, tools: OutboxTools): Promise<void> {
  if (orgId === null) return;
  for (const facts of await findOrganizationEndMails(tools.query, orgId)) {
    const url = new URL(`/o/${facts.slug}/admin/organization`, tools.origin).href;
    await tools.mail.send({ to: facts.email, ...organizationEndMail({ ...facts, url }) });
  }
}

/** Tells of access that ends or has ended: the person, and those who may give it anew. */
async function sendGrantEnd(payload: Readonly<Record<string, unknown>>, tools: OutboxTools): Promise<void> {
  for (const facts of await findGrantEndMails(tools.query, String(payload['grantId']))) {
    // A word that comes late does not announce what has happened by now.
    if (facts.hasEnded !== (payload['kind'] === 'ended')) continue;
    const gone = facts.isHolder && facts.hasEnded;
    const page = gone ? '' : `/s/${facts.spaceId}${facts.isHolder ? '' : '?tab=access'}`;
    const url = new URL(`/o/${facts.slug}${page}`, tools.origin).href;
    const mail = grantEndMail({ ...facts, role: roleNameIn(facts), url });
    await tools.mail.send({ to: facts.email, ...mail });
  }
}

/** What the worker does with this room's events. */
export const outbox: Readonly<Record<string, OutboxHandler>> = {
  [ORGANIZATION_ENDS_TOPIC]: ({ orgId }, tools) => sendOrganizationEnds(orgId, tools),
  [INVITATION_TOPIC]: ({ payload }, tools) => sendInvitation(payload, tools),
  [MEMBERSHIP_TOPIC]: ({ payload }, tools) => sendMembershipMails(payload, tools),
  [ACCESS_REQUESTED_TOPIC]: ({ payload }, tools) => sendAccessRequested(payload, tools),
  [ACCESS_DECIDED_TOPIC]: ({ payload }, tools) => sendAccessDecided(payload, tools),
  [SUPPORT_TOPIC]: ({ payload }, tools) => sendSupportMails(payload, tools),
  [POLICY_TOPIC]: ({ payload }, tools) => sendPolicyMail(payload, tools),
  [GRANT_END_TOPIC]: ({ payload }, tools) => sendGrantEnd(payload, tools),
};
