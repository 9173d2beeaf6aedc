import type { DemoDocument } from '../model.js';

const FELIX = 'felix.sommer@nordwerk.example';
const DENIZ = 'deniz.yilmaz@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';

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
