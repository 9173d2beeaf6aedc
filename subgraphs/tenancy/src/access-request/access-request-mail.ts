import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';
import { momentText } from '../moment-text.js';

/** What the mail to somebody who may decide says. */
export interface RequestedMailFacts {
  readonly locale: MailLocale;
  readonly recipient: string;
  readonly requester: string;
  readonly space: string;
  readonly organization: string;
  readonly message: string;
  readonly url: string;
}

/** The mail to those who may decide about a request, in the recipient's language. */
export function accessRequestedMail(facts: RequestedMailFacts): LaidOutMail {
  const { locale, recipient, requester, space, organization, message, url } = facts;
  const words = message === '' ? [] : [`„${message}“`];
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: `${requester} bittet um Zugriff auf ${space}`,
      paragraphs: [
        `Guten Tag ${recipient},`,
        `${requester} bittet um Zugriff auf den Space „${space}“ (${organization}).`,
        ...words,
      ],
      action: { label: 'Anfrage ansehen', url },
      footer: 'Sie erhalten diese Nachricht, weil Sie Zugriff auf diesen Space geben dürfen.',
    });
  }
  return layOutMail({
    locale,
    subject: `${requester} asks for access to ${space}`,
    paragraphs: [
      `Hello ${recipient},`,
      `${requester} asks for access to the Space “${space}” (${organization}).`,
      ...words.map(() => `“${message}”`),
    ],
    action: { label: 'See the request', url },
    footer: 'You get this message because you may grant access to this Space.',
  });
}

/** What the mail to the person who asked says. */
export interface DecidedMailFacts {
  readonly locale: MailLocale;
  readonly recipient: string;
  readonly organization: string;
  /** The Space and what the role in it is called; `null` when the request was declined. */
  readonly granted: {
    readonly space: string;
    readonly role: string;
    readonly until?: Date | null;
  } | null;
  readonly reason: string | null;
  readonly url: string;
}

/** The mail to the person who asked, in their language. A refusal does not name the Space. */
export function accessDecidedMail(facts: DecidedMailFacts): LaidOutMail {
  const { locale, recipient, organization, granted, reason, url } = facts;
  const role = granted?.role ?? '';
  const end = granted?.until ? momentText(granted.until, locale) : null;
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: granted ? `Sie haben jetzt Zugriff auf ${granted.space}` : 'Ihre Anfrage wurde abgelehnt',
      paragraphs: [
        `Guten Tag ${recipient},`,
        granted
          ? `Sie haben jetzt Zugriff auf den Space „${granted.space}“ (${organization}). Ihre Rolle: ${role}.${end ? ` Der Zugriff endet am ${end}.` : ''}`
          : `Ihre Bitte um Zugriff bei ${organization} wurde abgelehnt.`,
        ...(reason ? [`Begründung: ${reason}`] : []),
      ],
      action: { label: 'Kopexa öffnen', url },
      footer: 'Sie erhalten diese Nachricht, weil Sie um Zugriff gebeten haben.',
    });
  }
  return layOutMail({
    locale,
    subject: granted ? `You now have access to ${granted.space}` : 'Your request was declined',
    paragraphs: [
      `Hello ${recipient},`,
      granted
        ? `You now have access to the Space “${granted.space}” (${organization}). Your role: ${role}.${end ? ` The access ends on ${end}.` : ''}`
        : `Your request for access at ${organization} was declined.`,
      ...(reason ? [`Reason: ${reason}`] : []),
    ],
    action: { label: 'Open Kopexa', url },
    footer: 'You get this message because you asked for access.',
  });
}
