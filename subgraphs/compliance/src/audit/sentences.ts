import type { ActionText } from './action-text.js';
import { ACCESS_TELLERS } from './access-tellers.js';
import { ACTION_TEXTS } from './action-texts.js';
import { AI_TELLERS } from './ai-tellers.js';
import type { RecordedChange } from '#runtime/audit/encoding.js';
import type { EntryFacts } from './audit-entry.js';
import { DOCUMENT_TELLERS } from './document-tellers.js';
import { GROUP_TELLERS } from './group-tellers.js';
import { ORGANIZATION_TELLERS } from './organization-tellers.js';
import { OPERATOR_TELLERS } from './operator-tellers.js';
import { refusedArrival } from './refused-arrivals.js';
import { refusedPasskey } from './refused-passkeys.js';
import { SUPPORT_TELLERS } from './support-tellers.js';
import { isUnchanged, particularsOf, type NameOf } from './particulars.js';
import type { Tellers } from './teller.js';
import type { Language } from './words.js';

/** Names that the reader may know; `null` is said in neutral words. */
export interface EntryNames {
  readonly actor: string | null;
  readonly subject: string | null;
  /** The actor was here by support access. */
  readonly isSupport?: boolean;
}

/** What an entry recorded, with what is needed to tell it. */
export interface EntryParticulars {
  readonly changes: readonly RecordedChange[];
  readonly spaceId: string | null;
  readonly nameOf: NameOf;
  readonly open: (value: unknown) => string | null;
}

const TELLERS: Tellers = {
  ...DOCUMENT_TELLERS,
  ...ORGANIZATION_TELLERS,
  ...ACCESS_TELLERS,
  ...GROUP_TELLERS,
  ...AI_TELLERS,
  ...OPERATOR_TELLERS,
  ...SUPPORT_TELLERS,
};

/** Actions that record what they change, always: without a change, such an entry was a repetition. */
const RECORDING =
  /^(document|space)\.(?!read$|create$)|^(organization\.update|member\.change_role|account\.update_profile)$/;
const UNCHANGED: Record<Language, string> = { de: ', ohne Änderung', en: ', without a change' };

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
  File: { de: ['die Datei „%“', 'eine Datei'], en: ['the file “%”', 'a file'] },
  Member: { de: ['%', 'ein Mitglied'], en: ['%', 'a member'] },
  ServiceAccount: {
    de: ['das Dienstkonto „%“', 'ein Dienstkonto'],
    en: ['the service account “%”', 'a service account'],
  },
  Connection: { de: ['die Verbindung „%“', 'eine Verbindung'], en: ['the connection “%”', 'a connection'] },
  Domain: { de: ['die Domain %', 'eine Domain'], en: ['the domain %', 'a domain'] },
  Group: { de: ['die Gruppe „%“', 'eine Gruppe'], en: ['the group “%”', 'a group'] },
  Role: { de: ['die Rolle „%“', 'eine Rolle'], en: ['the role “%”', 'a role'] },
  Supplier: { de: ['den Lieferanten „%“', 'einen Lieferanten'], en: ['the supplier “%”', 'a supplier'] },
};
const THING: Record<Language, string> = { de: 'etwas', en: 'something' };

const REASONS: Record<string, Record<Language, string>> = {
  NOT_FOUND: { de: 'nicht vorhanden oder kein Zugriff', en: 'does not exist, or no access' },
  FORBIDDEN: { de: 'keine Berechtigung', en: 'no permission' },
  UNAUTHENTICATED: { de: 'nicht angemeldet', en: 'not signed in' },
  SECOND_FACTOR_REQUIRED: { de: 'zweiter Faktor fehlte', en: 'the second factor was missing' },
  INVALID_CREDENTIALS: { de: 'E-Mail-Adresse oder Passwort falsch', en: 'wrong e-mail address or password' },
  INVALID_CODE: { de: 'falscher Code', en: 'wrong code' },
  INVALID_PASSKEY: { de: 'Passkey nicht angenommen', en: 'passkey not accepted' },
  TOO_MANY_ATTEMPTS: { de: 'zu viele Versuche', en: 'too many attempts' },
  LINK_EXPIRED: {
    de: 'Link abgelaufen oder schon verwendet',
    en: 'the link had expired or was used already',
  },
  INVALID_INPUT: { de: 'ungültige Eingabe', en: 'input was not valid' },
  CONFLICT: { de: 'inzwischen von jemandem geändert', en: 'somebody had changed it in the meantime' },
  STEP_UP_REQUIRED: {
    de: 'der zweite Faktor war nicht frisch genug',
    en: 'the second factor was not fresh enough',
  },
  TOKEN_REVOKED: { de: 'der Schlüssel ist beendet', en: 'the token was ended' },
  TOKEN_EXPIRED: { de: 'das Dienstkonto ist abgelaufen', en: 'the service account has expired' },
  ORGANIZATION_ENDS: { de: 'die Organization wird gelöscht', en: 'the Organization is about to be deleted' },
  OWNER_LEFT: { de: 'sein Eigentümer ist kein Mitglied mehr', en: 'its owner is no member any more' },
  ADDRESS_REFUSED: { de: 'diese Adresse ist nicht zugelassen', en: 'this address is not allowed' },
  OPERATION_REFUSED: { de: 'diese Operation ist nicht freigegeben', en: 'this operation is not allowed' },
  AI_OFF: { de: 'die KI ist ausgeschaltet', en: 'AI is switched off' },
  AI_BUDGET: { de: 'das Token-Kontingent reichte nicht', en: 'there were not enough tokens left' },
  SSO_REFUSED: { de: 'die Anmeldung wurde nicht angenommen', en: 'the sign-in was not accepted' },
  LAST_OWNER: { de: 'der letzte Eigentümer bleibt', en: 'the last owner stays' },
};
const NO_REASON = {
  denied: { de: 'abgelehnt', en: 'refused' },
  failed: { de: 'ein Fehler verhinderte es', en: 'an error prevented it' },
} as const;

/**
 * What an entry says, as one sentence: „Ada Berg hat das Dokument „Passwortrichtlinie“ v4 veröffentlicht.“ or, if it
 * did not come about, what was tried and why not. What was done without a change says so. Without `particulars`,
 * or without those that an action tells, the sentence is shorter and still right.
 */
export function sentenceOf(
  entry: EntryFacts,
  names: EntryNames,
  language: Language,
  particulars: EntryParticulars | null = null,
): string {
  const actor = `${names.actor ?? ACTORS[entry.actorKind][language]}${names.isSupport ? ' (Support)' : ''}`;
  const text = ACTION_TEXTS[entry.action];
  const subject = subjectOf(entry, names, language);
  const [done, toDo] = text ? phrases(text, subject, language) : unknownAction(entry.action, language);
  if (entry.outcome === 'ok') {
    const told = particulars ? tell(entry, names, language, subject, particulars, done) : done;
    return language === 'de' ? `${actor} hat ${told}.` : `${actor} ${told}.`;
  }
  const reason =
    REASONS[entry.code ?? '']?.[language] ??
    refusedPasskey(entry.code, language) ??
    refusedArrival(entry.code, language) ??
    NO_REASON[entry.outcome][language];
  return language === 'de'
    ? `${actor} wollte ${toDo}, ohne Erfolg: ${reason}.`
    : `${actor} tried to ${toDo}, without success: ${reason}.`;
}

function tell(
  entry: EntryFacts,
  names: EntryNames,
  language: Language,
  subject: string,
  { changes, ...words }: EntryParticulars,
  done: string,
): string {
  if (RECORDING.test(entry.action) && isUnchanged(changes)) return `${done}${UNCHANGED[language]}`;
  const told = { ...particularsOf(changes), ...words, language, subject, subjectName: names.subject };
  return TELLERS[entry.action]?.(told) ?? done;
}

function subjectOf(entry: EntryFacts, names: EntryNames, language: Language): string {
  const forms = SUBJECTS[entry.subjectType]?.[language];
  const unnamed = forms?.[1] ?? THING[language];
  return forms && names.subject !== null ? forms[0].split('%').join(names.subject) : unnamed;
}

function phrases(
  text: ActionText,
  subject: string,
  language: Language,
): readonly [done: string, toDo: string] {
  const [done, toDo] = text[language];
  return [done.split('{subject}').join(subject), toDo.split('{subject}').join(subject)];
}

/** An action of an older or newer version of the product is still told, by its name. */
function unknownAction(action: string, language: Language): readonly [string, string] {
  return language === 'de'
    ? [`„${action}“ ausgeführt`, `„${action}“ ausführen`]
    : [`did “${action}”`, `do “${action}”`];
}
