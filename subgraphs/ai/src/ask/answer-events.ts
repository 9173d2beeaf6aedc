import { ERRORS, type ErrorCode } from '#runtime/errors/catalogue.js';
import type { ChatFailure, ChatFailureCode } from '#runtime/egress/chat-model.js';
import type { Bilingual } from '#schema/permissions.js';
import type { Passage } from './passages.js';

/** A server-sent event (WHATWG HTML §9.2) of an answer. */
export interface AnswerEvent {
  readonly event: 'meta' | 'wait' | 'delta' | 'citation' | 'done' | 'error';
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as it goes over the wire. */
export const encodeEvent = ({ event, data }: AnswerEvent): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const QUOTE = 240;

/** The sources of an answer: each version once. */
export function sourcesOf(passages: readonly Passage[]): Record<string, unknown>[] {
  const versions = new Map(passages.map(({ version }) => [version.versionId, version]));
  return [...versions.values()].map(({ documentId, versionId, number, title, isPublished }) => ({
    documentId,
    versionId,
    versionNumber: number,
    title,
    isPublished,
  }));
}

/** Where a citation leads. */
export function citation(number: number, { version, block, blockEnd, text }: Passage): AnswerEvent {
  const { documentId, versionId, title } = version;
  const quote = text.slice(0, QUOTE).toWellFormed();
  return {
    event: 'citation',
    data: { number, documentId, versionId, versionNumber: version.number, title, quote, block, blockEnd },
  };
}

const WORDS: Readonly<Record<'FILTERED' | 'NOTHING_FOUND' | 'CUT', Bilingual>> = {
  FILTERED: {
    de: 'Der Inhaltsfilter des Dienstes hat diese Antwort verhindert. Bitte stellen Sie die Frage anders.',
    en: 'The content filter of the service prevented this answer. Please ask in another way.',
  },
  NOTHING_FOUND: {
    de: 'In den Dokumenten, die Sie lesen dürfen, steht dazu nichts. Es wurde nichts gesendet.',
    en: 'The documents that you may read say nothing about this. Nothing was sent.',
  },
  CUT: {
    de: 'Die Antwort war zu lang und endet hier.',
    en: 'The answer was too long and ends here.',
  },
};

/** The last event of an answer that came about. */
export function done(
  outcome: 'ANSWERED' | 'CUT' | 'FILTERED' | 'NOTHING_FOUND',
  usage: { readonly promptTokens: number; readonly completionTokens: number },
  locale: 'de' | 'en',
): AnswerEvent {
  const { promptTokens, completionTokens } = usage;
  const message = outcome === 'ANSWERED' ? null : WORDS[outcome][locale];
  return { event: 'done', data: { outcome, message, usage: { promptTokens, completionTokens } } };
}

/** The service is busy, and we ask again. */
export function wait(seconds: number, locale: 'de' | 'en'): AnswerEvent {
  const message =
    locale === 'de'
      ? `Der Dienst ist ausgelastet. Neuer Versuch in ${seconds} s.`
      : `The service is busy. Trying again in ${seconds} s.`;
  return { event: 'wait', data: { seconds, message } };
}

const CODES: Readonly<Record<Exclude<ChatFailureCode, 'cancelled'>, ErrorCode>> = {
  unavailable: 'AI_UNAVAILABLE',
  busy: 'AI_BUSY',
  timeout: 'AI_TIMEOUT',
  misconfigured: 'AI_MISCONFIGURED',
  broken: 'AI_BROKEN',
};

/** The code of the catalogue for a failure of the service. */
export const errorCodeOf = ({ code }: ChatFailure): ErrorCode | null =>
  code === 'cancelled' ? null : CODES[code];

/** The last event of an answer that failed. */
export function failed(
  code: ErrorCode,
  requestId: string,
  locale: 'de' | 'en',
  retryAfterSeconds?: number,
): AnswerEvent {
  const message = ERRORS[code][locale];
  const again = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return { event: 'error', data: { code, message, requestId, ...again } };
}
