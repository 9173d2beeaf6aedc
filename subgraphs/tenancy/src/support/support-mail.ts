import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';
import { momentText } from '../moment-text.js';

/** What has become of support access. */
export type SupportEvent = 'opened' | 'entered' | 'ended';

/** What a mail to an owner says. */
export interface SupportMailFacts {
  readonly locale: MailLocale;
  readonly event: SupportEvent;
  readonly recipient: string;
  readonly organization: string;
  readonly reason: string;
  readonly opener: string | null;
  readonly visitor: string | null;
  readonly ender: string | null;
  readonly until: Date;
  readonly endedAt: Date;
  /** IANA name of the zone in which moments are told; Europe/Berlin when absent. */
  readonly timeZone?: string;
  readonly url: string;
}

/** The mail to an owner when support access was opened, somebody came in, or it ended; in the recipient's language. */
export function supportMail(facts: SupportMailFacts): LaidOutMail {
  const { locale, recipient, url } = facts;
  const [subject, ...said] = locale === 'de' ? german(facts) : english(facts);
  return layOutMail({
    locale,
    subject: subject ?? '',
    paragraphs: [locale === 'de' ? `Guten Tag ${recipient},` : `Hello ${recipient},`, ...said],
    action: { label: locale === 'de' ? 'Support-Zugang ansehen' : 'See support access', url },
    footer:
      locale === 'de'
        ? 'Sie erhalten diese Nachricht, weil Sie Eigentümer dieser Organization sind. Sie können den Zugang jederzeit beenden.'
        : 'You get this message because you are an owner of this Organization. You can end the access at any time.',
  });
}

function german(facts: SupportMailFacts): string[] {
  const { event, organization, reason } = facts;
  const zone = facts.timeZone ?? 'Europe/Berlin';
  const until = momentText(facts.until, 'de', zone);
  if (event === 'opened') {
    return [
      `Support-Zugang zu ${organization} geöffnet`,
      `${facts.opener ?? 'Jemand'} hat dem Support des Betreibers den Zugang zu „${organization}“ bis zum ${until} geöffnet.`,
      `Begründung: ${reason}`,
    ];
  }
  if (event === 'entered') {
    return [
      `${facts.visitor ?? 'Der Support'} ist als Support in ${organization}`,
      `${facts.visitor ?? 'Jemand'} vom Betreiber hat „${organization}“ über den Support-Zugang betreten. Er endet spätestens am ${until}; was dort geschieht, steht unter diesem Namen im Protokoll.`,
    ];
  }
  const at = momentText(facts.endedAt, 'de', zone);
  return [
    `Support-Zugang zu ${organization} beendet`,
    facts.ender
      ? `${facts.ender} hat den Support-Zugang zu „${organization}“ am ${at} beendet.`
      : `Der Support-Zugang zu „${organization}“ ist am ${at} abgelaufen.`,
  ];
}

function english(facts: SupportMailFacts): string[] {
  const { event, organization, reason } = facts;
  const zone = facts.timeZone ?? 'Europe/Berlin';
  const until = momentText(facts.until, 'en', zone);
  if (event === 'opened') {
    return [
      `Support access to ${organization} opened`,
      `${facts.opener ?? 'Somebody'} has opened “${organization}” to the operator’s support until ${until}.`,
      `Reason: ${reason}`,
    ];
  }
  if (event === 'entered') {
    return [
      `${facts.visitor ?? 'Support'} is in ${organization} as support`,
      `${facts.visitor ?? 'Somebody'} of the operator has entered “${organization}” by support access. It ends on ${until} at the latest; what happens there is in the audit trail under this name.`,
    ];
  }
  const at = momentText(facts.endedAt, 'en', zone);
  return [
    `Support access to ${organization} ended`,
    facts.ender
      ? `${facts.ender} ended the support access to “${organization}” on ${at}.`
      : `The support access to “${organization}” ran out on ${at}.`,
  ];
}
