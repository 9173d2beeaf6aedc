import type { Sentence } from '#runtime/embedded/problem.js';

/** Where the copy of the database lies that was made before a migration. */
export function snapshotTaken(folder: string): Sentence {
  return {
    de: `    Vor der Umstellung gesichert: ${folder}`,
    en: `    Saved before the migration: ${folder}`,
  };
}

/** The last words of a start: where the product answers, and what else a person needs now. */
export function ready(url: string, demoUrl: string | undefined, firstRunLink: string | null): Sentence {
  const lines = (words: { ready: string; demo: string; first: string; end: string }) =>
    [
      '',
      `  ${words.ready}: ${url}`,
      ...(demoUrl ? [`  ${words.demo}: ${demoUrl}`] : []),
      ...(firstRunLink ? [`  ${words.first}: ${firstRunLink}`] : []),
      `  ${words.end}`,
      '',
    ].join('\n');
  return {
    de: lines({
      ready: 'Kopexa ist bereit',
      demo: 'Codes und Mails der Demo',
      first: 'Einmaliger Link für das erste Konto',
      end: 'Beenden mit Strg-C.',
    }),
    en: lines({
      ready: 'Kopexa is ready',
      demo: 'Codes and mail of the demo',
      first: 'One-time link for the first account',
      end: 'Stop with Ctrl-C.',
    }),
  };
}

/** The database process went away under the running product. */
export const DATABASE_ENDED: Sentence = {
  de: 'Die Datenbank hat sich beendet; Kopexa hört auf. Starten Sie es erneut, die Daten sind erhalten.',
  en: 'The database ended; Kopexa stops. Start it again, the data is kept.',
};

/** `--empty` was asked of data that holds a demo. */
export function emptyTooLate(path: string): Sentence {
  return {
    de: `In ${path} liegen schon Beispieldaten: Wählen Sie für --empty mit --data einen neuen Ordner.`,
    en: `${path} already holds demo data: choose a new folder with --data for --empty.`,
  };
}
