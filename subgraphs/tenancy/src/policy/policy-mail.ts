import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';
import type { PolicyConsequenceName } from './policy-consequence.js';

/** What the mail about a policy says. */
export interface PolicyMailFacts {
  readonly locale: MailLocale;
  readonly recipient: string;
  readonly organization: string;
  readonly consequence: PolicyConsequenceName;
  readonly url: string;
}

const BY_CONNECTION = {
  de: 'Die Organization öffnet sich künftig nur noch nach einer Anmeldung über die Firma. Geben Sie auf der Anmeldeseite Ihre E-Mail-Adresse ein und wählen Sie dort die Anmeldung der Firma.',
  en: 'From now on the Organization opens only after a company sign-in. Enter your mail address on the sign-in page and choose the company’s sign-in there.',
} as const;

const ASKS: Readonly<Partial<Record<PolicyConsequenceName, Readonly<Record<MailLocale, string>>>>> = {
  NO_WAY_IN: {
    de: 'Die Organization öffnet sich künftig nur noch nach einer Anmeldung über die Firma. Für Ihr Konto gibt es dort noch keinen Zugang: Bitte wenden Sie sich an die Verantwortlichen Ihrer Organization.',
    en: 'From now on the Organization opens only after a company sign-in. There is no access for your account there yet: please ask those responsible in your Organization.',
  },
  FIRST_SIGN_IN_BY_CONNECTION: BY_CONNECTION,
  SIGNS_IN_BY_CONNECTION: BY_CONNECTION,
  NEEDS_PASSKEY: {
    de: 'Die Organization öffnet sich künftig nur noch mit einem Passkey oder Sicherheitsschlüssel. Bitte legen Sie in Ihrem Konto einen an.',
    en: 'From now on the Organization opens only with a passkey or security key. Please add one to your account.',
  },
  NEEDS_PASSWORD: {
    de: 'Die Organization verlangt künftig ein längeres oder neueres Passwort. Bitte ändern Sie es in Ihrem Konto.',
    en: 'From now on the Organization asks for a longer or newer password. Please change it in your account.',
  },
  OUTSIDE_NETWORKS: {
    de: 'Die Organization öffnet sich künftig nur noch aus bestimmten Netzen. Sie haben sie zuletzt von außerhalb geöffnet: Bitte fragen Sie die Verantwortlichen Ihrer Organization, wie Sie hineinkommen.',
    en: 'From now on the Organization opens only from certain networks. You last opened it from outside: please ask those responsible in your Organization how you get in.',
  },
};

/** The mail that tells what a policy will ask of somebody, in their language; `null` where there is nothing to do. */
export function policyMail(facts: PolicyMailFacts): LaidOutMail | null {
  const { locale, recipient, organization, url } = facts;
  const asks = ASKS[facts.consequence]?.[locale];
  if (!asks) return null;
  const isGerman = locale === 'de';
  return layOutMail({
    locale,
    subject: isGerman ? `${organization}: neue Richtlinie` : `${organization}: new policy`,
    paragraphs: [
      isGerman ? `Guten Tag ${recipient},` : `Hello ${recipient},`,
      isGerman
        ? `es geht um die Organization „${organization}“.`
        : `This is about the Organization “${organization}”.`,
      asks,
    ],
    action: { label: isGerman ? 'Konto öffnen' : 'Open your account', url },
    footer: isGerman
      ? 'Sie erhalten diese Nachricht, weil Sie Mitglied dieser Organization sind.'
      : 'You get this message because you are a member of this Organization.',
  });
}
