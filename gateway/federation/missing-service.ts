import type { Bilingual } from '#schema/permissions.js';

/** What people miss while a subgraph does not answer, in their words; everything else goes on. */
const MISSING: Readonly<Record<string, Bilingual>> = {
  identity: {
    de: 'Anmeldung, Konten und Namen sind gerade nicht erreichbar.',
    en: 'Sign-in, accounts and names cannot be reached right now.',
  },
  tenancy: {
    de: 'Organizations, Spaces und Mitglieder sind gerade nicht erreichbar.',
    en: 'Organizations, Spaces and members cannot be reached right now.',
  },
  content: {
    de: 'Dokumente und Suche sind gerade nicht erreichbar.',
    en: 'Documents and search cannot be reached right now.',
  },
  files: {
    de: 'Dateien sind gerade nicht erreichbar.',
    en: 'Files cannot be reached right now.',
  },
  ai: {
    de: 'Die KI-Funktionen sind gerade nicht erreichbar.',
    en: 'The AI features cannot be reached right now.',
  },
  compliance: {
    de: 'Audit-Trail und Nachweise sind gerade nicht erreichbar.',
    en: 'The audit trail and the evidence cannot be reached right now.',
  },
};

const ADVICE: Bilingual = {
  de: 'Alles andere funktioniert weiter; wir versuchen es laufend wieder.',
  en: 'Everything else keeps working; we keep trying.',
};

/** The sentence that says what is missing without a subgraph; `undefined` for one without a sentence. */
export function missingService(subgraph: string): Bilingual | undefined {
  const what = MISSING[subgraph];
  return what && { de: `${what.de} ${ADVICE.de}`, en: `${what.en} ${ADVICE.en}` };
}
