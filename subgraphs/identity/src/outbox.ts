import type { OutboxHandler } from '#runtime/outbox/worker.js';
import { isNoticeKind, NOTICE_TOPIC, noticeMail } from './account/account-notice.js';
import { findContact } from './account/contact.repository.js';
import { EMAIL_CHANGE_TOPIC } from './email-change/change-email.js';
import { sendEmailChange } from './email-change/email-change-mail.js';
import { RESETTING_TOPIC, sendFactorReset } from './factor-reset/factor-reset-mail.js';
import { RESET_TOPIC } from './password-reset/request-reset.js';
import { deviceOf } from './session/device.js';
import { sendReset } from './password-reset/reset-mail.js';
import { DOMAIN_TOPIC, sendDomainMails } from './sso/domains/domain-mail.js';
import { CERTIFICATE_TOPIC, sendCertificateMails } from './sso/saml/certificate-mail.js';

/** Tells the owner of an account what happened to its credentials. */
const sendNotice: OutboxHandler = async ({ payload }, tools) => {
  const { kind, accountId } = payload;
  if (!isNoticeKind(kind)) throw new Error(`No mail is known for the notice ${String(kind)}.`);
  const contact = await findContact((sql, params) => tools.query(sql, params), String(accountId));
  if (!contact) return;
  const { userAgent, network } = payload;
  const place =
    typeof userAgent === 'string' && typeof network === 'string'
      ? { device: deviceOf(userAgent), network }
      : null;
  await tools.mail.send({ to: contact.email, ...noticeMail(kind, contact, tools.origin, place) });
};

/** What the worker does for identity. */
export const outbox: Readonly<Record<string, OutboxHandler>> = {
  [NOTICE_TOPIC]: sendNotice,
  [RESET_TOPIC]: sendReset,
  [EMAIL_CHANGE_TOPIC]: sendEmailChange,
  [DOMAIN_TOPIC]: ({ payload }, tools) => sendDomainMails(payload, tools),
  [CERTIFICATE_TOPIC]: ({ payload }, tools) => sendCertificateMails(payload, tools),
  [RESETTING_TOPIC]: sendFactorReset,
};
