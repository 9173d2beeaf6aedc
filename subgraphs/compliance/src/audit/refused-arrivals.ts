import type { Language } from './words.js';

/** Why somebody who came by a connection was not let in, by the check that failed. */
const CHECKS: Record<string, Record<Language, string>> = {
  'flow.state': {
    de: 'die Antwort gehörte zu keiner begonnenen Anmeldung, oder zu einer, die abgelaufen oder schon abgeschlossen war',
    en: 'the answer belonged to no sign-in that was begun, or to one that had expired or was finished already',
  },
  'flow.browser': {
    de: 'die Anmeldung wurde in einem anderen Browser begonnen',
    en: 'the sign-in was begun in another browser',
  },
  'flow.connection': {
    de: 'die Antwort gehörte zu einer anderen Verbindung',
    en: 'the answer belonged to another connection',
  },
  'flow.many': {
    de: 'so viele Antworten wurden abgewiesen, dass nicht mehr jede einzeln hier steht',
    en: 'so many answers were refused that they are no longer listed one by one',
  },
  'arrival.connection': {
    de: 'die Verbindung ist nicht eingeschaltet',
    en: 'the connection is not switched on',
  },
  'arrival.email': {
    de: 'der Identitätsanbieter hat keine bestätigte E-Mail-Adresse genannt',
    en: 'the identity provider named no verified e-mail address',
  },
  'arrival.domain': {
    de: 'die Domain der E-Mail-Adresse ist für diese Organization nicht bestätigt',
    en: 'the domain of the e-mail address is not verified for this Organization',
  },
  'arrival.newcomer': {
    de: 'neue Personen werden über diese Verbindung nicht aufgenommen',
    en: 'new people are not taken in by this connection',
  },
  'arrival.sign_up_domain': {
    de: 'die Richtlinie lässt neue Personen dieser Domain nicht zu',
    en: 'the policy lets no new people of this domain in',
  },
  'arrival.role': {
    de: 'die vorgesehene Rolle liegt über der höchsten erlaubten, oder es gibt sie nicht mehr',
    en: 'the role it would have given is above the highest one allowed, or no longer exists',
  },
  'arrival.removed': {
    de: 'die Mitgliedschaft dieser Person wurde beendet; laden Sie sie neu ein, wenn sie zurückkommen soll',
    en: 'the membership of this person was ended; invite them anew if they are to come back',
  },
  'arrival.organization': {
    de: 'die Organization ist archiviert oder wird gelöscht',
    en: 'the Organization is archived or about to be deleted',
  },
  'arrival.account': {
    de: 'das angemeldete Konto gehört einer anderen Person',
    en: 'the account that was signed in belongs to somebody else',
  },
  'account.above_connection': {
    de: 'diese Person darf mehr, als wer die Verbindung eingeschaltet hat',
    en: 'this person may do more than whoever switched the connection on',
  },
};

/** The reason in words; the name of a check of the protocol itself, which the documentation explains. */
export function refusedArrival(code: string | null, language: Language): string | null {
  if (code === null || !/^[a-z]+\.[a-z_]+$/.test(code)) return null;
  const known = CHECKS[code]?.[language];
  if (known !== undefined) return known;
  return language === 'de' ? `die Prüfung „${code}“ schlug fehl` : `the check “${code}” failed`;
}
