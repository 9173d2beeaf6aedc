import type { Bilingual } from '#schema/permissions.js';

/** Every error a client can see: its code and what it says in German and English. */
export const ERRORS = {
  NOT_FOUND: {
    de: 'Diese Seite gibt es nicht, oder Sie haben keinen Zugriff.',
    en: 'This page does not exist, or you do not have access.',
  },
  FORBIDDEN: {
    de: 'Das dürfen Sie nicht. Wenden Sie sich an die Verantwortlichen des Space oder der Organization.',
    en: 'You are not allowed to do this. Ask the managers of the Space or the Organization.',
  },
  UNAUTHENTICATED: { de: 'Bitte melden Sie sich an.', en: 'Please sign in.' },
  ENTRY_REFUSED: {
    de: 'Diese Organization lässt Ihre Anmeldung so noch nicht ein. Erfüllen Sie ihre Richtlinie, dann geht es weiter.',
    en: 'This Organization does not let your sign-in in yet. Meet its policy, then you can go on.',
  },
  SECOND_FACTOR_REQUIRED: {
    de: 'Bitte bestätigen Sie die Anmeldung mit Ihrem zweiten Faktor.',
    en: 'Please confirm the sign-in with your second factor.',
  },
  STEP_UP_REQUIRED: {
    de: 'Bitte bestätigen Sie diesen Schritt mit Ihrem zweiten Faktor.',
    en: 'Please confirm this step with your second factor.',
  },
  INVALID_INPUT: { de: 'Bitte prüfen Sie Ihre Eingabe.', en: 'Please check your input.' },
  INVALID_CREDENTIALS: {
    de: 'E-Mail-Adresse oder Passwort stimmen nicht.',
    en: 'The e-mail address or the password is not right.',
  },
  INVALID_CODE: {
    de: 'Dieser Code stimmt nicht oder wurde schon verwendet. Warten Sie auf den nächsten Code.',
    en: 'This code is not right or was used already. Wait for the next code.',
  },
  TOO_MANY_ATTEMPTS: {
    de: 'Zu viele Versuche. Bitte warten Sie einen Moment.',
    en: 'Too many attempts. Please wait a moment.',
  },
  CONFLICT: {
    de: 'Jemand hat inzwischen etwas geändert. Ihre Fassung ist nicht verloren.',
    en: 'Somebody has changed this in the meantime. Your version is not lost.',
  },
  LAST_OWNER: {
    de: 'Eine Organization braucht mindestens einen Eigentümer.',
    en: 'An Organization needs at least one owner.',
  },
  LINK_EXPIRED: {
    de: 'Dieser Link ist abgelaufen oder wurde schon verwendet. Bitten Sie um einen neuen.',
    en: 'This link has expired or was used already. Ask for a new one.',
  },
  TOO_LARGE: { de: 'Die Anfrage ist zu groß.', en: 'The request is too large.' },
  RATE_LIMITED: {
    de: 'Zu viele Anfragen. Bitte warten Sie einen Moment.',
    en: 'Too many requests. Please wait a moment.',
  },
  CROSS_SITE_REFUSED: {
    de: 'Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt.',
    en: 'This request came from another site and was not executed.',
  },
  PERSISTED_TEXT_REFUSED: {
    de: 'Nur vorab freigegebene Operationen werden ausgeführt.',
    en: 'Only operations approved at build time are executed.',
  },
  INVALID_PASSKEY: {
    de: 'Dieser Passkey wurde nicht angenommen. Versuchen Sie es noch einmal, oder verwenden Sie Ihre Authenticator-App.',
    en: 'This passkey was not accepted. Try again, or use your authenticator app.',
  },
  SSO_REFUSED: {
    de: 'Die Anmeldung über Ihr Unternehmen wurde nicht angenommen. Versuchen Sie es noch einmal, oder wenden Sie sich an die Administration Ihrer Organization.',
    en: 'The sign-in by your company was not accepted. Try again, or ask those who administer your Organization.',
  },
  PERSISTED_ID_MISSING: { de: 'Die Kennung der Operation fehlt.', en: 'The id of the operation is missing.' },
  PERSISTED_ID_UNKNOWN: {
    de: 'Diese Operation ist nicht bekannt. Laden Sie die Seite neu.',
    en: 'This operation is not known. Reload the page.',
  },
  PERSISTED_ID_FOREIGN: {
    de: 'Diese Operation gehört zu einem anderen Programm.',
    en: 'This operation belongs to another client.',
  },
  UNAVAILABLE: {
    de: 'Dieser Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
    en: 'This service cannot be reached right now. Please try again shortly.',
  },
  AI_OFF: {
    de: 'Die KI ist ausgeschaltet.',
    en: 'AI is switched off.',
  },
  AI_BUDGET: {
    de: 'Das Token-Kontingent dieses Monats reicht für diese Anfrage nicht mehr aus.',
    en: 'The tokens of this month are not enough for this request any more.',
  },
  AI_UNAVAILABLE: {
    de: 'Der KI-Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
    en: 'The AI service cannot be reached right now. Please try again shortly.',
  },
  AI_BUSY: {
    de: 'Der KI-Dienst ist ausgelastet. Bitte versuchen Sie es in einer Minute noch einmal.',
    en: 'The AI service is busy. Please try again in a minute.',
  },
  AI_TIMEOUT: {
    de: 'Der KI-Dienst hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es noch einmal.',
    en: 'The AI service did not answer in time. Please try again.',
  },
  AI_MISCONFIGURED: {
    de: 'Der KI-Dienst hat die Anfrage abgelehnt. Bitte wenden Sie sich an den Betreiber: Adresse, Bereitstellung oder Zugangsdaten stimmen nicht.',
    en: 'The AI service refused the request. Please tell the operator: address, deployment or credentials are not right.',
  },
  AI_BROKEN: {
    de: 'Die Antwort der KI ist abgebrochen. Bitte versuchen Sie es noch einmal.',
    en: 'The answer of the AI broke off. Please try again.',
  },
  INTERNAL: {
    de: 'Das hat nicht funktioniert. Nennen Sie uns bitte die Kennung, wenn es wieder geschieht.',
    en: 'That did not work. Please tell us the id if it happens again.',
  },
} as const satisfies Record<string, Bilingual>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof ERRORS;

/** Details for an error of INVALID_INPUT: one reason per field, each in both languages. */
export interface FieldProblem {
  /** The input field, as the client named it (`input.title`). */
  readonly field: string;
  readonly message: Bilingual;
}

/** What was aimed at, so that a refusal can be recorded; never sent to the client. */
export interface Aim {
  readonly type: string;
  readonly id: string | null;
  /** What exactly was refused, where the trail may know more than the caller: stands there instead of the code. */
  readonly reason?: string;
}

/**
 * A failure that a client may see. Everything else becomes INTERNAL with a request id.
 *
 * `details` is public: only put in what the caller may know.
 */
export class KopexaError extends Error {
  override readonly name = 'KopexaError';

  constructor(
    readonly code: ErrorCode,
    readonly options: {
      readonly field?: string;
      readonly message?: Bilingual;
      readonly details?: Readonly<Record<string, unknown>>;
      readonly aim?: Aim;
      readonly cause?: unknown;
    } = {},
  ) {
    super(options.message?.en ?? ERRORS[code].en, { cause: options.cause });
  }

  /** The sentence for the reader's language. */
  text(locale: 'de' | 'en'): string {
    return (this.options.message ?? ERRORS[this.code])[locale];
  }
}

/**
 * The one answer for rows that do not exist and rows of somebody else. `type` and `id` go to the audit
 * trail only; the client's answer is the same byte for byte.
 */
export function notFound(type: string, id: string | null): KopexaError {
  return new KopexaError('NOT_FOUND', { aim: { type, id } });
}

/** A refusal by policy on a record that the caller may see. */
export function forbidden(type: string, id: string | null): KopexaError {
  return new KopexaError('FORBIDDEN', { aim: { type, id } });
}

/** Bad input: names the field and the way out, in both languages. */
export function invalidInput(field: string, de: string, en: string): KopexaError {
  return new KopexaError('INVALID_INPUT', { field, message: { de, en } });
}
