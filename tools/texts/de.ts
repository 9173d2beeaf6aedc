import type { en } from './en.js';

/** German, formal. */
export const de: typeof en = {
  badUrl: (url) =>
    `KOPEXA_URL ist keine Adresse: ${url}. Geben Sie zum Beispiel https://kopexa.example.com an.`,
  plainHttp: (host) =>
    `Ohne TLS wäre der Schlüssel auf dem Weg zu ${host} lesbar. Verwenden Sie https://; http:// gilt nur für diesen Rechner.`,
  noToken:
    'Wer fragt? Geben Sie den Schlüssel eines Dienstkontos in KOPEXA_TOKEN an, oder legen Sie ihn in eine Datei und nennen Sie sie mit --token-file.',
  badToken: 'Das ist kein Schlüssel eines Dienstkontos: Er beginnt mit kpx_ und hat 53 Zeichen.',
  openFile: (path) => `${path} ist für andere lesbar. Rufen Sie auf: chmod 600 ${path}`,
  noFile: (path) => `Die Datei ${path} mit dem Schlüssel ist nicht lesbar.`,
  unreachable: (origin, reason) =>
    `${origin} antwortet nicht (${reason}). Läuft Kopexa dort? KOPEXA_URL sagt, wo gesucht wird.`,
  noAnswer: (origin, status) =>
    `${origin} hat mit Status ${status} geantwortet, aber nicht wie Kopexa. Prüfen Sie KOPEXA_URL.`,
  redirected: (to) =>
    `Der Server verweist auf ${to}. Schlüssel folgen nicht: Setzen Sie KOPEXA_URL auf die Adresse, die antwortet.`,
  otherVersion:
    'Diese Befehlszeile und die Installation haben verschiedene Versionen. Verwenden Sie die, die zur Installation gehört.',
  unexpected: 'Das hat nicht funktioniert:',
  requestId: (id) => `Anfrage: ${id}`,
  interrupted: 'Unterbrochen.',
  tryHelp: (command) => `Siehe: ${command} --help`,
  noSpace: (name, known) => `Einen Space „${name}“ gibt es für dieses Dienstkonto nicht. Es gibt: ${known}.`,
  noSpaces: 'Dieses Dienstkonto hat auf keinen Space Zugriff.',
  notEmpty: (path) =>
    `${path} ist nicht leer. Nennen Sie mit --out einen anderen Ordner, oder leeren Sie ihn.`,
  fileExists: (path) =>
    `${path} gibt es schon. Nennen Sie mit --out eine andere Datei, oder überschreiben Sie sie mit --force.`,
  badTime: (text) => `„${text}“ ist keine Zeit. Geben Sie zum Beispiel 2026-11-23 oder 2026-11-23T08:00 an.`,
  badNumber: (text) => `„${text}“ ist keine ganze Zahl ab 1.`,
  jsonToStdout: '--out - verlangt --format json.',
  partly: (done, of, path) =>
    `Unterbrochen: ${done} von ${of} Dokumenten liegen in ${path}; export.json fehlt, der Export ist also nicht vollständig.`,
  usage: {
    'commander.unknownCommand': (what) => `Den Befehl ${what} gibt es nicht.`,
    'commander.unknownOption': (what) => `Die Option ${what} gibt es nicht.`,
    'commander.missingArgument': (what) => `${what} fehlt.`,
    'commander.optionMissingArgument': (what) => `Die Option ${what} verlangt einen Wert.`,
    'commander.missingMandatoryOptionValue': (what) => `Die Option ${what} fehlt.`,
    'commander.excessArguments': () => 'Zu viele Argumente.',
    'commander.invalidArgument': (what) => `${what} verlangt einen anderen Wert.`,
  },
  headings: {
    'Usage:': 'Aufruf:',
    'Options:': 'Optionen:',
    'Global Options:': 'Allgemeine Optionen:',
    'Commands:': 'Befehle:',
    'Arguments:': 'Argumente:',
  },
  about: 'Kopexa auf der Befehlszeile: für Skripte und für Menschen, die eine Installation betreuen.',
  after: `
Wer fragt
  KOPEXA_TOKEN   Schlüssel eines Dienstkontos (die Konsole zeigt ihn einmal), oder --token-file
  KOPEXA_URL     wo Kopexa antwortet; ohne Angabe http://localhost:4000
  Ein Schlüssel gehört nie in die Befehlszeile, wo jeder Prozess ihn lesen kann.
  NODE_EXTRA_CA_CERTS nennt eine Datei mit Ihrer eigenen Zertifizierungsstelle, wenn Kopexa deren Zertifikat hat.

Ergebnisse gehen auf stdout, alles andere auf stderr. Sprache: LC_ALL, LC_MESSAGES, LANG.

Rückgabewerte
    0  erledigt
    1  unerwarteter Fehler
    2  der Aufruf stimmt nicht: unbekannte Option, kein Schlüssel, ein Ordner, der nicht leer ist
    3  der Schlüssel wird nicht angenommen
    4  das Dienstkonto darf das nicht
    5  gibt es nicht, oder nicht für dieses Dienstkonto
    6  Kopexa antwortet nicht oder bittet, später wiederzukommen
    7  die Prüfung lief, und nicht alles ist belegt
  130  mit Strg-C unterbrochen`,
  help: {
    help: 'Hilfe zu einem Befehl zeigen',
    tokenFile: 'Datei mit dem Schlüssel; niemand sonst darf sie lesen',
    json: 'JSON statt einer Tabelle ausgeben',
    whoami: 'sagen, welches Dienstkonto fragt und was es darf',
    documents: 'Dokumente der Spaces',
    documentsList: 'Dokumente auflisten, ohne Archiv und Papierkorb',
    documentsExport:
      'Dokumente mit Text, Angaben und Versionsliste in einen Ordner schreiben; im Protokoll jedes Space steht es',
    documentsExportAfter: `
Jedes Dokument wird eine Datei unter dem Namen seines Space; ein Entwurf, den Leser noch nicht sehen, eine zweite.
export.json wird zuletzt geschrieben und nennt alle mit SHA-256: Ohne sie ist ein Export nicht vollständig.`,
    audit: 'das Protokoll',
    auditExport:
      'das Protokoll als JSON-Zeilen schreiben, Neuestes zuerst; der Export ist selbst ein Eintrag',
    auditTail: 'neue Einträge zeigen, sobald sie kommen, bis Strg-C',
    members: 'Personen der Organization',
    claims: 'was der Betreiber zusagt und was davon gemessen ist',
    claimsCheck: 'den Stand der Zusagen zeigen; endet mit 7, wenn eine widerlegt ist',
    claimsRun: 'vorher neu prüfen; verlangt das Recht, Zusagen zu prüfen',
    claimsStrict: 'mit 7 enden, wenn nicht jede Zusage belegt ist',
    usage: 'was die KI verbraucht hat, je Tag, Person und Art; ohne Angabe in diesem Monat',
    fromDay: 'ab diesem Tag, zum Beispiel 2026-11-01',
    toDay: 'bis zu diesem Tag, einschließlich',
    membersList: 'Mitglieder mit Rolle und zweitem Faktor auflisten',
    space: 'nur dieser Space: Name oder Kennung; mehrfach möglich',
    state: 'nur Dokumente in diesem Zustand',
    out: 'Ordner, in den geschrieben wird',
    outLines: 'Ordner, in den geschrieben wird; - schreibt JSON-Zeilen auf stdout',
    outFile: 'Datei, in die geschrieben wird; - ist stdout',
    format: 'md oder json',
    force: 'die Datei überschreiben',
    from: 'ab dieser Zeit, zum Beispiel 2026-11-01',
    to: 'vor dieser Zeit',
    action: 'nur diese Aktion, zum Beispiel document.publish; mehrfach möglich',
    outcome: 'nur Einträge mit diesem Ausgang',
    lines: 'mit wie vielen Einträgen begonnen wird',
    interval: 'Sekunden zwischen zwei Abfragen',
    search: 'nur Personen, deren Name oder Adresse das enthält',
  },
  columns: {
    space: 'Space',
    title: 'Titel',
    state: 'Zustand',
    version: 'Version',
    owner: 'Eigentümer',
    changed: 'Geändert',
    name: 'Name',
    email: 'E-Mail',
    role: 'Rolle',
    secondFactor: 'Zweiter Faktor',
    since: 'Seit',
    number: 'Nr.',
    why: 'Warum',
    day: 'Tag',
    person: 'Person',
    kind: 'Art',
    requests: 'Anfragen',
    unanswered: 'Ohne Antwort',
    tokens: 'Token ein / aus',
  },
  states: { DRAFT: 'Entwurf', PUBLISHED: 'veröffentlicht' },
  newerDraft: 'neuerer Entwurf',
  yes: 'ja',
  no: 'nein',
  unknownPerson: '(unbekannt)',
  nothingFound: 'Nichts gefunden.',
  count: (shown) => (shown === 1 ? '1 Eintrag' : `${shown} Einträge`),
  whoami: {
    account: 'Dienstkonto',
    organization: 'Organization',
    purpose: 'Zweck',
    owner: 'Eigentümer',
    until: 'Gültig bis',
    addresses: 'Adressen',
    operations: 'Operationen',
    permissions: 'Rechte',
    spaces: 'Spaces',
    anywhere: 'von überall',
    everything: 'alle für Werkzeuge',
    hiddenSpace: '(ein Space, den der Eigentümer nicht öffnen kann)',
    none: 'keine',
  },
  claimStates: {
    PROVEN: 'belegt',
    PARTLY: 'teilweise belegt',
    FAILED: 'widerlegt',
    SUPPLIER: 'Lieferant',
    NOT_CHECKED: 'noch nicht geprüft',
  },
  aiKinds: {
    SUMMARISE: 'Zusammenfassung',
    ANSWER: 'Antwort',
    REWRITE: 'Umformulierung',
    TRANSLATE: 'Übersetzung',
  },
  total: 'Summe',
  ownUsage:
    'Nur was dieses Dienstkonto selbst verbraucht hat: Für alle braucht es das Recht, Einstellungen zu sehen.',
  budget: (used, limit, until) => `Die Organization hat bis ${until} ${used} von ${limit} Token verbraucht.`,
  checking: 'Zusagen prüfen',
  listing: 'Dokumente auflisten',
  exporting: 'Dokumente exportieren',
  reading: 'Einträge lesen',
  exported: (count, path) =>
    count === 1 ? `1 Dokument nach ${path} geschrieben.` : `${count} Dokumente nach ${path} geschrieben.`,
  writtenEntries: (count, path) =>
    count === 1 ? `1 Eintrag nach ${path} geschrieben.` : `${count} Einträge nach ${path} geschrieben.`,
};
