import type { Teller, Tellers } from './teller.js';

const ASKED: Readonly<Record<string, Record<'de' | 'en', string>>> = {
  summarise: { de: 'ein Dokument von der KI zusammenfassen lassen', en: 'had the AI summarise a document' },
  answer: { de: 'der KI eine Frage gestellt', en: 'asked the AI a question' },
  rewrite: { de: 'einen Text von der KI umschreiben lassen', en: 'had the AI rewrite a text' },
  translate: { de: 'einen Text von der KI übersetzen lassen', en: 'had the AI translate a text' },
};

const ENDED: Readonly<Record<string, Record<'de' | 'en', string>>> = {
  answered: { de: 'eine Antwort der KI erhalten', en: 'got an answer of the AI' },
  cut: { de: 'eine gekürzte Antwort der KI erhalten', en: 'got an answer of the AI that was cut' },
  filtered: {
    de: 'keine Antwort der KI erhalten: der Inhaltsfilter verhinderte sie',
    en: 'got no answer of the AI: the content filter prevented it',
  },
  nothing_found: {
    de: 'keine Antwort der KI erhalten: es wurde nichts Passendes gefunden und nichts gesendet',
    en: 'got no answer of the AI: nothing was found, and nothing was sent',
  },
  failed: {
    de: 'keine Antwort der KI erhalten: der Dienst versagte',
    en: 'got no answer of the AI: the service failed',
  },
  cancelled: { de: 'eine Anfrage an die KI abgebrochen', en: 'cancelled a request to the AI' },
};

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const ask: Teller = (told) => {
  const asked = ASKED[wordOf(told.after('Answer', 'ai_kind'))]?.[told.language];
  if (!asked) return null;
  const versions = told.after('Answer', 'source_versions');
  const count = Array.isArray(versions) ? versions.length : 0;
  if (count === 0) return asked;
  if (told.language === 'de') return `${asked} (${count === 1 ? 'eine Quelle' : `${count} Quellen`})`;
  return `${asked} (${count === 1 ? 'one source' : `${count} sources`})`;
};

const answer: Teller = (told) => ENDED[wordOf(told.after('Answer', 'ai_outcome'))]?.[told.language] ?? null;

/** Requests to the model, with particulars. */
export const AI_TELLERS: Tellers = { 'ai.ask': ask, 'ai.answer': answer };
