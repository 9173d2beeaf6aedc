import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';
import { momentText } from '../moment-text.js';

/** What the mail about the end of access says. */
export interface GrantEndFacts {
  readonly locale: MailLocale;
  readonly recipient: string;
  readonly isHolder: boolean;
  readonly principal: string;
  readonly isGroup: boolean;
  readonly space: string;
  readonly organization: string;
  /** What the role is called in the language of the mail. */
  readonly role: string;
  readonly endsAt: Date;
  readonly hasEnded: boolean;
  readonly url: string;
}

/** The mail about access that ends as planned or has ended, in the recipient's language. */
export function grantEndMail(facts: GrantEndFacts): LaidOutMail {
  return facts.locale === 'de' ? inGerman(facts) : inEnglish(facts);
}

function inGerman(facts: GrantEndFacts): LaidOutMail {
  const { recipient, isHolder, principal, isGroup, space, organization, role, hasEnded, url } = facts;
  const at = momentText(facts.endsAt, facts.locale);
  const whose = isHolder ? 'Ihr Zugriff' : `Der Zugriff ${isGroup ? 'der Gruppe' : 'von'} ${principal}`;
  const what = `${whose} auf den Space „${space}“ (${organization}, Rolle: ${role})`;
  const way = isHolder
    ? 'Brauchen Sie ihn länger, bitten Sie eine verantwortliche Person des Space.'
    : 'Soll er weiter gelten, geben Sie ihn unter „Zugriff“ mit einem neuen Ende.';
  return layOutMail({
    locale: 'de',
    subject: hasEnded ? `${whose} auf ${space} ist beendet` : `${whose} auf ${space} endet bald`,
    paragraphs: [
      `Guten Tag ${recipient},`,
      hasEnded ? `${what} ist am ${at} wie vorgesehen zu Ende gegangen.` : `${what} endet am ${at}.`,
      way,
    ],
    action: { label: isHolder ? 'Kopexa öffnen' : 'Zugriff ansehen', url },
    footer: isHolder
      ? 'Sie erhalten diese Nachricht, weil Ihr Zugriff ein Ende hat.'
      : 'Sie erhalten diese Nachricht, weil Sie Zugriff auf diesen Space geben dürfen.',
  });
}

function inEnglish(facts: GrantEndFacts): LaidOutMail {
  const { recipient, isHolder, principal, isGroup, space, organization, role, hasEnded, url } = facts;
  const at = momentText(facts.endsAt, facts.locale);
  const whose = isHolder ? 'Your access' : `The access of ${isGroup ? 'the group ' : ''}${principal}`;
  const what = `${whose} to the Space “${space}” (${organization}, role: ${role})`;
  const way = isHolder
    ? 'If you need it for longer, ask somebody in charge of the Space.'
    : 'If it shall go on, give it with a new end under “Access”.';
  return layOutMail({
    locale: 'en',
    subject: hasEnded ? `${whose} to ${space} has ended` : `${whose} to ${space} ends soon`,
    paragraphs: [
      `Hello ${recipient},`,
      hasEnded ? `${what} ended on ${at}, as planned.` : `${what} ends on ${at}.`,
      way,
    ],
    action: { label: isHolder ? 'Open Kopexa' : 'See who has access', url },
    footer: isHolder
      ? 'You get this message because your access has an end.'
      : 'You get this message because you may grant access to this Space.',
  });
}
