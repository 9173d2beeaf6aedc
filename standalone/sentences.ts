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

/** The database process went away under processes that can wait for it. */
export const DATABASE_RESTARTS: Sentence = {
  de: '  Die Datenbank hat sich beendet und wird neu gestartet.',
  en: '  The database ended and is started again.',
};

/** `--empty` was asked of data that holds a demo. */
export function emptyTooLate(path: string): Sentence {
  return {
    de: `In ${path} liegen schon Beispieldaten: Wählen Sie für --empty mit --data einen neuen Ordner.`,
    en: `${path} already holds demo data: choose a new folder with --data for --empty.`,
  };
}

const ADAPTER_WORDS: Readonly<
  Record<string, { readonly de: string; readonly en: string; readonly until: Sentence }>
> = {
  s3: {
    de: 'Der Dateispeicher',
    en: 'The file store',
    until: { de: 'Dateien sind so lange nicht erreichbar.', en: 'Files cannot be reached until then.' },
  },
  'azure-openai': {
    de: 'Das Sprachmodell',
    en: 'The language model',
    until: { de: 'KI-Funktionen sind so lange aus.', en: 'AI features are off until then.' },
  },
  smtp: {
    de: 'Der Mailserver',
    en: 'The mail server',
    until: {
      de: 'Mails bleiben so lange im Ordner mail des Datenverzeichnisses.',
      en: 'Mail stays in the folder mail of the data directory until then.',
    },
  },
  otlp: {
    de: 'Der Empfänger der Messdaten',
    en: 'The collector of traces',
    until: { de: 'Es werden so lange keine gesendet.', en: 'None are sent until then.' },
  },
};

/** An adapter stays off because no reviewed supplier stands for it. */
export function adapterClosed(adapter: string, hosts: string): Sentence {
  const words = ADAPTER_WORDS[adapter];
  const until = words?.until;
  return {
    de: `  ${words?.de ?? adapter} (${hosts}) bleibt aus: Für diesen Anbieter gibt es keine gültige Prüfung. Tragen Sie ihn in der Konsole des Betreibers unter „Lieferanten“ ein, prüfen Sie ihn dort und starten Sie neu. ${until?.de ?? ''}`,
    en: `  ${words?.en ?? adapter} (${hosts}) stays off: there is no valid review of this provider. Enter it in the operator’s console under “Suppliers”, review it there, and start again. ${until?.en ?? ''}`,
  };
}
