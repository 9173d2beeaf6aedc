/**
 * Shows people what the start is doing: one line a phase, with its duration. Built-ins of Node 20 only.
 */
const WORDS = {
  installing: { de: 'Pakete installieren', en: 'Installing packages' },
  building: { de: 'Programm bauen', en: 'Building' },
  database: { de: 'Datenbank starten', en: 'Starting the database' },
  migrating: { de: 'Datenbank auf den neuesten Stand bringen', en: 'Migrating the database' },
  seeding: { de: 'Beispieldaten anlegen', en: 'Seeding the demo' },
  serving: { de: 'Dienste starten', en: 'Starting the services' },
  backup: {
    de: 'Datenbank und Dateien sichern und zurücklesen',
    en: 'Backing up database and files, reading back',
  },
  expiring: { de: 'Abgelaufene Sicherungen vernichten', en: 'Destroying expired backups' },
  archiving: { de: 'Bis jetzt archivieren', en: 'Archiving up to now' },
  checking: { de: 'Sicherung prüfen', en: 'Checking the backup' },
  unpacking: { de: 'Entschlüsseln und auspacken', en: 'Decrypting and unpacking' },
  recovering: { de: 'Datenbank wiederherstellen', en: 'Recovering the database' },
  verifying: { de: 'Mit der Sicherung vergleichen', en: 'Comparing with the backup' },
};

/** German when the terminal's locale is German, English otherwise. */
export function languageOf(env) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en';
}

/**
 * The terminal side of a start: `phase(name, work)`, `say(sentence)`, `fail(sentence)`, `note(sentence)`.
 *
 * On a terminal a running phase counts its seconds in place; elsewhere (logs) each phase prints when it begins and
 * when it ends. `out` and `err` are writable streams.
 */
export function createTerminal({ language, out, err }) {
  const live = out.isTTY === true;
  return {
    language,
    async phase(name, work) {
      const label = WORDS[name][language];
      const began = Date.now();
      const elapsed = () => seconds(Date.now() - began, language);
      if (!live) out.write(`  … ${label}\n`);
      const ticker = live
        ? setInterval(() => out.write(`\r  … ${label} (${elapsed()})\u001b[K`), 100)
        : undefined;
      try {
        const result = await work();
        out.write(`${live ? '\r' : ''}  ✓ ${label} (${elapsed()})${live ? '\u001b[K' : ''}\n`);
        return result;
      } catch (error) {
        out.write(`${live ? '\r' : ''}  ✗ ${label} (${elapsed()})${live ? '\u001b[K' : ''}\n`);
        throw error;
      } finally {
        clearInterval(ticker);
      }
    },
    say: (sentence) => void out.write(`${sentence[language]}\n`),
    fail: (sentence) => void err.write(`\n${sentence[language]}\n`),
  };
}

function seconds(milliseconds, language) {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(milliseconds / 1000)} s`;
}
