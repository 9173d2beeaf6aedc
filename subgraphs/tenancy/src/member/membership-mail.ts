import type { Bilingual } from '#schema/permissions.js';
import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';
import type { MembershipEvent } from './membership-event.js';

/** What the mail about a change of a membership says. */
export interface MembershipMailFacts {
  readonly kind: MembershipEvent['kind'];
  /** Whether it goes to whose membership it is, or to who changed it. */
  readonly isOwn: boolean;
  readonly locale: MailLocale;
  readonly recipient: string;
  /** The other person of the change. */
  readonly other: string;
  readonly organization: string;
  readonly url: string;
}

interface Text {
  readonly subject: Bilingual;
  readonly body: Bilingual;
}

/** The mail about a change of a membership, in the recipient's language. */
export function membershipMail(facts: MembershipMailFacts): LaidOutMail {
  const { locale, recipient, organization, url, kind } = facts;
  const { subject, body } = textOf(facts);
  const isMember = kind !== 'removed' && kind !== 'left';
  return layOutMail({
    locale,
    subject: subject[locale],
    paragraphs: [locale === 'de' ? `Guten Tag ${recipient},` : `Hello ${recipient},`, body[locale]],
    action: { label: actionOf(locale, isMember ? organization : 'Kopexa'), url },
    footer:
      locale === 'de'
        ? 'Haben Sie das nicht erwartet, wenden Sie sich an die Verantwortlichen der Organization.'
        : 'If you did not expect this, ask those who manage the Organization.',
  });
}

const actionOf = (locale: MailLocale, name: string): string =>
  locale === 'de' ? `${name} öffnen` : `Open ${name}`;

function textOf({ kind, isOwn, other, organization: name }: MembershipMailFacts): Text {
  switch (kind) {
    case 'role':
      return {
        subject: { de: `Ihre Rolle bei ${name} ist geändert`, en: `Your role at ${name} has changed` },
        body: {
          de: `${other} hat Ihre Rolle oder das Ende Ihrer Mitgliedschaft bei „${name}“ geändert. Was Sie dort dürfen, gilt ab sofort.`,
          en: `${other} has changed your role or the end of your membership at “${name}”. What you may do there holds from now on.`,
        },
      };
    case 'removed':
      return {
        subject: {
          de: `Ihre Mitgliedschaft bei ${name} ist beendet`,
          en: `Your membership at ${name} has ended`,
        },
        body: {
          de: `${other} hat Ihre Mitgliedschaft bei „${name}“ beendet. Sie haben dort keinen Zugriff mehr; Ihr Konto bleibt bestehen.`,
          en: `${other} has ended your membership at “${name}”. You no longer have access there; your account remains.`,
        },
      };
    case 'left':
      return {
        subject: { de: `Sie haben ${name} verlassen`, en: `You have left ${name}` },
        body: {
          de: `Sie haben „${name}“ verlassen und dort keinen Zugriff mehr. Ihr Konto bleibt bestehen.`,
          en: `You have left “${name}” and no longer have access there. Your account remains.`,
        },
      };
    case 'owner':
    case 'owner-beside':
      return isOwn ? newOwner(other, name) : formerOwner(other, name, kind === 'owner-beside');
  }
}

const newOwner = (other: string, name: string): Text => ({
  subject: { de: `Sie sind jetzt Eigentümer von ${name}`, en: `You are now an owner of ${name}` },
  body: {
    de: `${other} hat Sie zum Eigentümer von „${name}“ gemacht. Sie dürfen dort nun alles, auch weitere Eigentümer bestimmen.`,
    en: `${other} has made you an owner of “${name}”. You may now do everything there, also appoint owners.`,
  },
});

const formerOwner = (other: string, name: string, stays: boolean): Text => ({
  subject: { de: `${other} ist jetzt Eigentümer von ${name}`, en: `${other} is now an owner of ${name}` },
  body: stays
    ? {
        de: `Sie haben ${other} zum Eigentümer von „${name}“ gemacht. Sie bleiben daneben Eigentümer.`,
        en: `You have made ${other} an owner of “${name}”. You remain an owner beside them.`,
      }
    : {
        de: `Sie haben „${name}“ an ${other} übergeben. Ihre Rolle ist nun Administrator.`,
        en: `You have handed “${name}” over to ${other}. Your role is now Admin.`,
      },
});
