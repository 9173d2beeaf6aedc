import type { ActionText } from './action-text.js';
import { ACTION_TEXTS } from './action-texts.js';
import type { EntryFacts } from './audit-entry.js';

type Language = 'de' | 'en';

/** Names that the reader may know; `null` is said in neutral words. */
export interface EntryNames {
  readonly actor: string | null;
  readonly subject: string | null;
}

const ACTORS: Record<EntryFacts['actorKind'], Record<Language, string>> = {
  user: { de: 'Eine Person', en: 'Somebody' },
  service: { de: 'Ein Dienstkonto', en: 'A service account' },
  job: { de: 'Kopexa', en: 'Kopexa' },
  anonymous: { de: 'Jemand ohne Anmeldung', en: 'Somebody who is not signed in' },
};

/** In the accusative, as every German phrase of the table needs it. */
const SUBJECTS: Record<string, Record<Language, readonly [named: string, unnamed: string]>> = {
  Document: { de: ['das Dokument „%“', 'ein Dokument'], en: ['the document “%”', 'a document'] },
  Space: { de: ['den Space „%“', 'einen Space'], en: ['the Space “%”', 'a Space'] },
  Member: { de: ['%', 'ein Mitglied'], en: ['%', 'a member'] },
};
const THING: Record<Language, string> = { de: 'etwas', en: 'something' };

const REASONS: Record<string, Record<Language, string>> = {
  NOT_FOUND: { de: 'nicht vorhanden oder kein Zugriff', en: 'does not exist, or no access' },
  FORBIDDEN: { de: 'keine Berechtigung', en: 'no permission' },
  UNAUTHENTICATED: { de: 'nicht angemeldet', en: 'not signed in' },
  SECOND_FACTOR_REQUIRED: { de: 'zweiter Faktor fehlte', en: 'the second factor was missing' },
  INVALID_CREDENTIALS: { de: 'E-Mail-Adresse oder Passwort falsch', en: 'wrong e-mail address or password' },
  INVALID_CODE: { de: 'falscher Code', en: 'wrong code' },
  TOO_MANY_ATTEMPTS: { de: 'zu viele Versuche', en: 'too many attempts' },
  LINK_EXPIRED: {
    de: 'Link abgelaufen oder schon verwendet',
    en: 'the link had expired or was used already',
  },
  INVALID_INPUT: { de: 'ungültige Eingabe', en: 'input was not valid' },
  CONFLICT: { de: 'inzwischen von jemandem geändert', en: 'somebody had changed it in the meantime' },
  LAST_OWNER: { de: 'der letzte Eigentümer bleibt', en: 'the last owner stays' },
};
const NO_REASON = {
  denied: { de: 'abgelehnt', en: 'refused' },
  failed: { de: 'ein Fehler verhinderte es', en: 'an error prevented it' },
} as const;

/**
 * What an entry says, as one sentence: „Ada Berg hat das Dokument „Passwortrichtlinie“ veröffentlicht.“ or, if it did
 * not come about, what was tried and why not.
 */
export function sentenceOf(entry: EntryFacts, names: EntryNames, language: Language): string {
  const actor = names.actor ?? ACTORS[entry.actorKind][language];
  const text = ACTION_TEXTS[entry.action];
  const [done, toDo] = text ? phrases(text, entry, names, language) : unknownAction(entry.action, language);
  if (entry.outcome === 'ok') return language === 'de' ? `${actor} hat ${done}.` : `${actor} ${done}.`;
  const reason = REASONS[entry.code ?? '']?.[language] ?? NO_REASON[entry.outcome][language];
  return language === 'de'
    ? `${actor} wollte ${toDo}, ohne Erfolg: ${reason}.`
    : `${actor} tried to ${toDo}, without success: ${reason}.`;
}

function phrases(
  text: ActionText,
  entry: EntryFacts,
  names: EntryNames,
  language: Language,
): readonly [done: string, toDo: string] {
  const forms = SUBJECTS[entry.subjectType]?.[language];
  const unnamed = forms?.[1] ?? THING[language];
  const subject = forms && names.subject !== null ? forms[0].split('%').join(names.subject) : unnamed;
  const [done, toDo] = text[language];
  return [done.split('{subject}').join(subject), toDo.split('{subject}').join(subject)];
}

/** An action of an older or newer version of the product is still told, by its name. */
function unknownAction(action: string, language: Language): readonly [string, string] {
  return language === 'de'
    ? [`„${action}“ ausgeführt`, `„${action}“ ausführen`]
    : [`did “${action}”`, `do “${action}”`];
}
