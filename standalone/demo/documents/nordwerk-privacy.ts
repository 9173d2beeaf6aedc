import type { DemoDocument } from '../model.js';

const EVA = 'eva.brandt@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';

/** Data protection at Nordwerk. */
export const nordwerkPrivacyDocuments: readonly DemoDocument[] = [
  {
    title: 'Löschkonzept',
    language: 'de',
    classification: 'internal',
    owner: EVA,
    reviewInDays: 88,
    versions: [
      {
        author: EVA,
        daysAgo: 110,
        published: { daysAgo: 108 },
        text: `
## Zweck

Personenbezogene Daten werden gelöscht, sobald sie für ihren Zweck nicht mehr gebraucht werden und keine Aufbewahrungspflicht entgegensteht (Art. 5 Abs. 1 lit. e DSGVO). Dieses Konzept legt die Fristen und Zuständigkeiten fest.

## Fristen

- Bewerbungsunterlagen: sechs Monate nach Absage
- Personalakten: drei Jahre nach Austritt
- Rechnungen und Buchungsbelege: zehn Jahre
- Protokolle der Zutrittskontrolle: neunzig Tage

## Zuständigkeit

Jede Abteilung löscht in ihren eigenen Systemen. Die IT löscht in Sicherungen durch Ablauf.
`,
      },
      {
        author: EVA,
        daysAgo: 25,
        published: { daysAgo: 24 },
        text: `
## Zweck

Personenbezogene Daten werden gelöscht, sobald sie für ihren Zweck nicht mehr gebraucht werden und keine Aufbewahrungspflicht entgegensteht (Art. 5 Abs. 1 lit. e DSGVO). Dieses Konzept legt die Fristen und Zuständigkeiten fest.

## Fristen

- Bewerbungsunterlagen: sechs Monate nach Absage, mit Einwilligung bis zu zwei Jahre
- Personalakten: drei Jahre nach Ende des Austrittsjahres
- Buchungsbelege: acht Jahre, Handelsbücher: zehn Jahre
- Protokolle der Zutrittskontrolle: neunzig Tage
- Daten aus der Fernwartung: dreißig Tage nach Abschluss des Auftrags

## Zuständigkeit

Jede Abteilung löscht in ihren eigenen Systemen und weist die Löschung einmal im Jahr nach. Die IT löscht in Sicherungen durch Ablauf; der letzte Stand ist nach sechzig Tagen überschrieben.

## Ausnahmen

Besteht ein Rechtsstreit oder eine behördliche Anordnung, werden die betroffenen Daten gesperrt statt gelöscht. Die Datenschutzbeauftragte führt darüber eine Liste.
`,
      },
    ],
  },
  {
    title: 'Data Protection Policy',
    language: 'en',
    classification: 'public',
    owner: EVA,
    reviewInDays: 175,
    versions: [
      {
        author: EVA,
        daysAgo: 63,
        published: { daysAgo: 60, by: BERND },
        text: `
## Principles

Nordwerk processes personal data lawfully, for specified purposes and only as far as necessary. We keep records of processing activities and assess risks before we introduce new processing.

## Rights of data subjects

Everybody whose data we process may ask for access, rectification, erasure, restriction and portability. Requests are answered **within one month**. They are sent to privacy@nordwerk.example and may be made in any form.

## Processors

We use processors only under a contract that meets Article 28 GDPR. Before signing, the data protection officer examines the technical and organisational measures.

1. The department names purpose, categories of data and countries.
2. The data protection officer checks the contract and the measures.
3. Purchasing signs; the contract is filed in this Space.

## Training

Every employee completes the data protection training in the first month and then once a year.
`,
      },
    ],
  },
  {
    title: 'Verzeichnis von Verarbeitungstätigkeiten',
    language: 'de',
    classification: 'confidential',
    owner: EVA,
    versions: [
      {
        author: EVA,
        daysAgo: 9,
        text: `
## Stand der Bearbeitung

Dieser Entwurf führt die Verarbeitungstätigkeiten nach Art. 30 DSGVO zusammen. Noch offen sind die Angaben der Fertigungsplanung.

## Fernwartung von Anlagen

**Zweck:** Störungsbehebung bei Kunden. **Betroffene:** Bedienpersonal der Kunden. **Daten:** Benutzerkennung, Zeitpunkt, Bedienschritte. **Löschung:** dreißig Tage nach Abschluss des Auftrags.

## Bewerbermanagement

**Zweck:** Auswahl neuer Beschäftigter. **Betroffene:** Bewerberinnen und Bewerber. **Daten:** Kontaktdaten, Lebenslauf, Zeugnisse. **Löschung:** nach Löschkonzept.
`,
      },
    ],
  },
];
