import type { DemoDocument } from '../model.js';

const EVA = 'eva.brandt@nordwerk.example';
const FELIX = 'felix.sommer@nordwerk.example';
const DENIZ = 'deniz.yilmaz@nordwerk.example';
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

/** Work and staff at Nordwerk. */
export const nordwerkStaffDocuments: readonly DemoDocument[] = [
  {
    title: 'Homeoffice-Richtlinie',
    language: 'de',
    classification: 'internal',
    owner: FELIX,
    reviewInDays: 120,
    versions: [
      {
        author: FELIX,
        daysAgo: 90,
        published: { daysAgo: 88, by: BERND },
        text: `
## Geltungsbereich

Diese Richtlinie gilt für alle Beschäftigten, deren Aufgaben sich ganz oder teilweise außerhalb des Werks erledigen lassen.

## Umfang

Möglich sind bis zu zwei Tage in der Woche. Die Führungskraft stimmt die Tage mit dem Team ab.

## Arbeitsplatz und Technik

Gearbeitet wird ausschließlich mit Geräten des Unternehmens über das Firmen-VPN. Ausdrucke werden nicht im Hausmüll entsorgt.
`,
      },
      {
        author: FELIX,
        daysAgo: 20,
        published: { daysAgo: 18, by: BERND },
        text: `
## Geltungsbereich

Diese Richtlinie gilt für alle Beschäftigten, deren Aufgaben sich ganz oder teilweise außerhalb des Werks erledigen lassen. Sie regelt auch das Arbeiten auf Reisen.

## Umfang

Möglich sind bis zu **drei Tage** in der Woche. Die Führungskraft stimmt die Tage mit dem Team ab; ein fester Teamtag im Werk bleibt erhalten. Es besteht kein Anspruch auf bestimmte Wochentage.

## Arbeitszeit und Erreichbarkeit

- Die vereinbarte Arbeitszeit gilt auch zu Hause, ebenso die Ruhezeit von elf Stunden.
- Die Zeiterfassung erfolgt im Portal.
- Außerhalb der Arbeitszeit muss niemand erreichbar sein.

## Arbeitsplatz und Technik

Gearbeitet wird ausschließlich mit Geräten des Unternehmens über das Firmen-VPN. Der Bildschirm ist vor Blicken anderer geschützt, Telefonate mit vertraulichem Inhalt werden in einem eigenen Raum geführt. Ausdrucke werden gesammelt und im Werk vernichtet.

## Mobile Geräte

Geräte sperren sich nach zwei Minuten. Verlust oder Diebstahl wird sofort unter der Durchwahl 4400 gemeldet, auch nachts und am Wochenende.

## Unfallschutz

Der Weg zur Küche ist kein Arbeitsweg, der Weg zum Drucker schon. Bei Fragen hilft die Personalabteilung.
`,
      },
    ],
  },
  {
    title: 'Onboarding-Checkliste',
    language: 'de',
    classification: 'internal',
    owner: FELIX,
    versions: [
      {
        author: FELIX,
        daysAgo: 55,
        published: { daysAgo: 55 },
        text: `
## Vor dem ersten Tag

1. Vertrag und Unterlagen sind vollständig.
2. Konto, Laptop und Telefon sind bestellt.
3. Eine Patin oder ein Pate im Team ist benannt.

## In der ersten Woche

- Rundgang durch das Werk mit Sicherheitsunterweisung
- Einrichtung des zweiten Faktors gemeinsam mit der IT
- Lesen der Passwortrichtlinie und der Homeoffice-Richtlinie

## Nach vier Wochen

Gespräch mit der Führungskraft: Was fehlt, was ist unklar, was läuft gut?
`,
      },
    ],
  },
  {
    title: 'Sommerfest 2025: Planung',
    language: 'de',
    classification: 'internal',
    owner: FELIX,
    trashedDaysAgo: 12,
    versions: [
      {
        author: FELIX,
        daysAgo: 140,
        text: `
## Offene Punkte

Ort, Anfahrt und Speisen sind geklärt. Es fehlt noch die Zusage der Musikgruppe.
`,
      },
    ],
  },
];

/** Quality and suppliers at Nordwerk. */
export const nordwerkQualityDocuments: readonly DemoDocument[] = [
  {
    title: 'Supplier Code of Conduct',
    language: 'en',
    classification: 'public',
    owner: DENIZ,
    reviewInDays: 240,
    versions: [
      {
        author: DENIZ,
        daysAgo: 78,
        published: { daysAgo: 75, by: BERND },
        text: `
## Why we have this code

Our machines are as good as the parts in them, and our reputation is as good as the conditions under which these parts are made. This code states what we expect from suppliers and their own suppliers.

## People

- No child labour and no forced labour in any form.
- Wages and working hours follow the law and applicable collective agreements.
- Everybody may raise concerns without fear of retaliation.

## Environment

Suppliers know and reduce their consumption of energy and water. Hazardous substances are labelled, stored and disposed of according to the law. Upon request, suppliers provide the carbon footprint of their deliveries.

## Integrity

We neither give nor accept bribes. Gifts above 35 euros are refused or reported. Conflicts of interest are disclosed.

## Information security

Drawings and specifications remain confidential, also after the end of the contract. Suppliers report security incidents that could concern Nordwerk **within 24 hours** to security@nordwerk.example.

## Audits and consequences

Nordwerk may audit compliance with reasonable notice. Findings are remedied within an agreed period; serious violations may end the business relationship.
`,
      },
    ],
  },
  {
    title: 'Lieferantenbewertung',
    language: 'de',
    classification: 'internal',
    owner: DENIZ,
    reviewInDays: 33,
    versions: [
      {
        author: DENIZ,
        daysAgo: 50,
        published: { daysAgo: 49 },
        text: `
## Zweck

Lieferanten werden einmal im Jahr nach denselben Maßstäben bewertet. Das Ergebnis entscheidet über Aufträge und über Entwicklungsgespräche.

## Kriterien

1. Qualität: Anteil fehlerfreier Lieferungen
2. Termintreue: Abweichung vom bestätigten Termin
3. Zusammenarbeit: Erreichbarkeit, Umgang mit Reklamationen
4. Nachhaltigkeit und Informationssicherheit: Nachweise, Selbstauskunft

## Einstufung

Mit mehr als neunzig Punkten gilt ein Lieferant als bevorzugt. Unter siebzig Punkten wird ein Maßnahmenplan vereinbart; bleibt er ohne Wirkung, wird eine zweite Quelle aufgebaut.
`,
      },
    ],
  },
];
