import type { DemoDocument } from '../model.js';

const PAULA = 'paula.stein@kopexa-betrieb.example';
const ROBERT = 'robert.maier@kopexa-betrieb.example';

/** How the operator runs the installation. */
export const operatorRunningDocuments: readonly DemoDocument[] = [
  {
    title: 'Change Management Policy',
    language: 'en',
    classification: 'internal',
    owner: ROBERT,
    reviewInDays: 160,
    versions: [
      {
        author: ROBERT,
        daysAgo: 70,
        published: { daysAgo: 69, by: PAULA },
        text: `
## Scope

This policy covers every change to the service: code, configuration, infrastructure and the database.

## Rules

1. Every change is described, reviewed by a second person and tested automatically.
2. Changes are rolled out in steps and can be rolled back without loss of data.
3. Migrations of the database first extend and contract only in a later release.
4. Nobody changes production by hand. In an emergency, two people act together and write down what they did.

## Communication

Changes that users will notice are announced two working days ahead. Maintenance windows lie between 22:00 and 05:00.
`,
      },
    ],
  },
  {
    title: 'Datensicherung und Wiederherstellung',
    language: 'de',
    classification: 'confidential',
    owner: ROBERT,
    reviewInDays: 28,
    versions: [
      {
        author: ROBERT,
        daysAgo: 44,
        published: { daysAgo: 43, by: PAULA },
        text: `
## Ziele

Höchstens fünf Minuten Datenverlust, höchstens vier Stunden bis zur Wiederherstellung.

## Verfahren

- Das Protokoll der Datenbank wird laufend in ein zweites Rechenzentrum übertragen.
- Einmal am Tag entsteht eine vollständige, verschlüsselte Sicherung.
- Die Schlüssel liegen getrennt von den Sicherungen.

## Prüfung

Einmal im Monat wird eine Sicherung auf ein leeres System zurückgespielt und mit den Prüfsummen des Originals verglichen. Nach jeder Wiederherstellung werden vor der Freigabe alle inzwischen verlangten Löschungen wiederholt.
`,
      },
    ],
  },
];

/** Security and incidents at the operator. */
export const operatorSecurityDocuments: readonly DemoDocument[] = [
  {
    title: 'On-Call Handbook',
    language: 'en',
    classification: 'confidential',
    owner: ROBERT,
    versions: [
      {
        author: ROBERT,
        daysAgo: 52,
        published: { daysAgo: 52 },
        text: `
## Before your shift

Test the pager, read the handover, know who is second on call.

## When the pager rings

1. Acknowledge within five minutes.
2. Look at the dashboard first, at logs second. Do not guess.
3. Tell customers on the status page what you know, not what you assume.
4. Ask for help early. Waking somebody is cheaper than a wrong repair.

## After the incident

Write the timeline on the same day. The review takes place within a week and is blameless.
`,
      },
    ],
  },
];

/** Suppliers and contracts of the operator. */
export const operatorSupplierDocuments: readonly DemoDocument[] = [
  {
    title: 'Prüfung von Auftragsverarbeitern',
    language: 'de',
    classification: 'internal',
    owner: PAULA,
    reviewInDays: 200,
    versions: [
      {
        author: PAULA,
        daysAgo: 85,
        published: { daysAgo: 84 },
        text: `
## Vor der Beauftragung

Ein Dienstleister, der Daten unserer Kunden verarbeiten kann, wird vor der Beauftragung geprüft: Ort der Verarbeitung, Unterauftragnehmer, Zertifikate, Meldewege, Löschung bei Vertragsende.

## Während des Vertrags

- Zertifikate werden vor ihrem Ablauf erneuert angefordert.
- Meldungen über Vorfälle gehen an security@kopexa-betrieb.example und werden binnen einer Stunde bewertet.
- Änderungen der Unterauftragnehmer werden den Kunden dreißig Tage vorher angekündigt.

## Ende

Bei Vertragsende bestätigt der Dienstleister die Löschung schriftlich. Ohne Bestätigung wird die Schlussrechnung nicht bezahlt.
`,
      },
    ],
  },
];
