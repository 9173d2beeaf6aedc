import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { OutboxHandler } from '#runtime/outbox/worker.js';
import { findResetMails, type ResetMailRecord } from './factor-reset.repository.js';

/** Topic of resets in the outbox. */
export const RESETTING_TOPIC = 'identity.factor_reset';

/** What has become of a reset. */
export type ResetMoment = 'asked' | 'done' | 'cancelled';

const isMoment = (value: unknown): value is ResetMoment =>
  value === 'asked' || value === 'done' || value === 'cancelled';

/** Tells the person and every owner; the person alone gets the link. */
export const sendFactorReset: OutboxHandler = async ({ payload }, tools) => {
  const { moment, resetId, token } = payload;
  if (!isMoment(moment)) throw new Error(`No mail is known for the moment ${String(moment)} of a reset.`);
  const rows = await findResetMails((sql, params) => tools.query(sql, params), String(resetId));
  for (const row of rows) {
    const link = row.isSubject && typeof token === 'string' ? token : null;
    const path =
      link === null ? `/o/${row.slug}/members/resets` : `/recover?token=${encodeURIComponent(link)}`;
    const url = new URL(path, tools.origin).href;
    await tools.mail.send({ to: row.email, ...factorResetMail(row, moment, url) });
  }
};

/** The mail about a reset, in the recipient's language. */
export function factorResetMail(row: ResetMailRecord, moment: ResetMoment, url: string): LaidOutMail {
  const { locale, recipient } = row;
  const [subject, label, ...said] = locale === 'de' ? german(row, moment) : english(row, moment);
  return layOutMail({
    locale,
    subject: subject ?? '',
    paragraphs: [locale === 'de' ? `Guten Tag ${recipient},` : `Hello ${recipient},`, ...said],
    action: { label: label ?? '', url },
    footer:
      locale === 'de'
        ? 'Diese Nachricht geht an alle Beteiligten und lässt sich nicht abbestellen. Der Vorgang bleibt im Protokoll.'
        : 'This message goes to everybody concerned and cannot be turned off. The matter stays in the audit trail.',
  });
}

type Said = readonly [subject: string, label: string, ...paragraphs: string[]];

function german(row: ResetMailRecord, moment: ResetMoment): Said {
  const { subject, organization, asker, decider, reason, isSubject } = row;
  const whose = isSubject ? 'Ihre zweiten Faktoren' : `die zweiten Faktoren von ${subject}`;
  const why = `Begründung: ${reason}`;
  if (moment === 'asked')
    return [
      `Zurücksetzen beantragt: zweite Faktoren von ${subject}`,
      'Antrag ansehen',
      `${asker} möchte in ${organization} ${whose} zurücksetzen. Weil es um eine Person mit der Rolle Eigentümer geht, muss innerhalb von 24 Stunden eine zweite zustimmen; jede kann den Antrag ablehnen.`,
      why,
    ];
  if (moment === 'cancelled')
    return [
      `Zurücksetzen abgelehnt: zweite Faktoren von ${subject}`,
      'Anträge ansehen',
      `${decider ?? asker} hat den Antrag von ${asker} abgelehnt oder zurückgenommen. Es bleibt alles, wie es war.`,
      why,
    ];
  const by = decider !== null && decider !== asker ? `${asker} und ${decider} haben` : `${asker} hat`;
  if (!isSubject)
    return [
      `Zweite Faktoren von ${subject} wurden zurückgesetzt`,
      'Vorgang ansehen',
      `${by} in ${organization} ${whose} zurückgesetzt: Apps, Passkeys und Wiederherstellungscodes gelten nicht mehr, alle Sitzungen sind beendet. Die Person hat einen Link bekommen, der 24 Stunden gilt.`,
      why,
    ];
  return [
    'Ihre zweiten Faktoren wurden zurückgesetzt',
    'Neuen Faktor einrichten',
    `${by} in ${organization} ${whose} zurückgesetzt: Apps, Passkeys und Wiederherstellungscodes gelten nicht mehr, alle Sitzungen sind beendet.`,
    'Mit dem folgenden Link richten Sie einen neuen Faktor ein. Er gilt 24 Stunden und nur zusammen mit Ihrer Anmeldung. Haben Sie das nicht gewollt, melden Sie es sofort den Verantwortlichen Ihrer Organization.',
    why,
  ];
}

function english(row: ResetMailRecord, moment: ResetMoment): Said {
  const { subject, organization, asker, decider, reason, isSubject } = row;
  const whose = isSubject ? 'your second factors' : `the second factors of ${subject}`;
  const why = `Reason: ${reason}`;
  if (moment === 'asked')
    return [
      `A reset was asked for: second factors of ${subject}`,
      'See the request',
      `${asker} would like to reset ${whose} in ${organization}. Because this is about an owner, a second owner has to agree within 24 hours; any owner can refuse.`,
      why,
    ];
  if (moment === 'cancelled')
    return [
      `The reset was refused: second factors of ${subject}`,
      'See requests',
      `${decider ?? asker} refused the request of ${asker} or took it back. Everything stays as it was.`,
      why,
    ];
  const by = decider !== null && decider !== asker ? `${asker} and ${decider}` : asker;
  if (!isSubject)
    return [
      `Second factors of ${subject} were reset`,
      'See what was done',
      `${by} reset ${whose} in ${organization}: apps, passkeys and recovery codes no longer work, all sessions were ended. The person was mailed a link that works for 24 hours.`,
      why,
    ];
  return [
    'Your second factors were reset',
    'Set up a new factor',
    `${by} reset ${whose} in ${organization}: apps, passkeys and recovery codes no longer work, all sessions were ended.`,
    'With the following link you set up a new factor. It works for 24 hours, and only together with your sign-in. If you did not want this, tell those responsible in your Organization at once.',
    why,
  ];
}
