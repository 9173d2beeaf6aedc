import type { DemoDocument } from '../model.js';

const ADA = 'ada.lange@nordwerk.example';
const CLARA = 'clara.vogt@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';

const incidentResponse = `
## Purpose

This plan describes how Nordwerk Maschinenbau GmbH detects, handles and learns from information security incidents. It applies to office IT, to the production network and to remote maintenance of machines at our customers' sites.

## What counts as an incident

An incident is any event that harms, or could harm, the confidentiality, integrity or availability of information. When in doubt, report it. Typical examples:

- a lost or stolen laptop, phone or memory stick
- an e-mail whose attachment or link was opened and that turns out to be a phishing message
- a machine control that restarts, slows down or shows unknown users
- data sent to the wrong recipient

## Roles

**Incident lead** is the Head of Information Security, or the Head of IT when she is absent. The lead decides on measures, keeps the log and informs the management.

**Data protection officer** assesses whether personal data is affected and whether the supervisory authority has to be notified.

**Communication** towards customers and the press is done by the management only.

## Phases

1. **Report.** Call extension 4400 or write to security@nordwerk.example. Reports are possible around the clock.
2. **Assess.** Within one hour the incident lead assigns a severity from 1 (local) to 4 (threatens the company).
3. **Contain.** Disconnect affected systems from the network. Do not switch them off: traces in memory would be lost.
4. **Eradicate and recover.** Restore from the last clean backup. The production network goes back online last.
5. **Learn.** Within two weeks a review is written. It names causes and measures, never culprits.

## Deadlines

> A personal data breach is notified to the supervisory authority within 72 hours after we became aware of it (GDPR Article 33).

Customers with remote maintenance contracts are informed within 24 hours when their machines could be affected.

## Exercises

The plan is exercised twice a year, once as a table-top exercise with the management. The results are recorded in this Space.
`;

/** What the Space for information security holds besides the password policy. */
export const nordwerkSecurityDocuments: readonly DemoDocument[] = [
  {
    title: 'Incident Response Plan',
    language: 'en',
    classification: 'confidential',
    owner: CLARA,
    reviewInDays: 142,
    versions: [
      {
        author: ADA,
        daysAgo: 96,
        text: incidentResponse
          .replace(/\n## Exercises[\s\S]*$/, '')
          .replace('within 24 hours', 'without undue delay'),
        published: { daysAgo: 95 },
      },
      { author: CLARA, daysAgo: 30, text: incidentResponse, published: { daysAgo: 28, by: ADA } },
    ],
  },
  {
    title: 'Zugriffs- und Berechtigungskonzept',
    language: 'de',
    classification: 'confidential',
    owner: CLARA,
    reviewInDays: 61,
    versions: [
      {
        author: CLARA,
        daysAgo: 72,
        published: { daysAgo: 70, by: ADA },
        text: `
## Ziel

Jede Person hat genau die Rechte, die sie für ihre Aufgabe braucht, und nur so lange, wie sie diese Aufgabe hat. Das Konzept beschreibt, wie Rechte beantragt, vergeben, geprüft und entzogen werden.

## Grundsätze

- **Notwendigkeit:** Ohne Bedarf kein Recht, auch nicht für die Geschäftsführung oder die IT.
- **Trennung:** Wer bestellt, gibt keine Rechnungen frei. Wer entwickelt, spielt keine Änderungen in die Fertigung ein.
- **Nachvollziehbarkeit:** Jede Vergabe und jeder Entzug wird protokolliert.

## Vergabe

Die Führungskraft beantragt ein Recht im Ticketsystem und nennt Zweck und Dauer. Verantwortliche des jeweiligen Bereichs entscheiden innerhalb von zwei Arbeitstagen. Rechte externer Personen enden spätestens mit dem Vertrag.

## Prüfung

Zweimal im Jahr erhält jede Führungskraft eine Liste der Rechte ihres Teams. Sie bestätigt oder streicht jede Zeile. Was nach vier Wochen nicht bestätigt ist, wird entzogen.

## Ausscheiden

1. Die Personalabteilung meldet das Austrittsdatum spätestens fünf Tage vorher.
2. Am letzten Arbeitstag werden alle Konten gesperrt und alle Sitzungen beendet.
3. Zugänge zur Fernwartung werden zusätzlich beim Kunden gemeldet.
`,
      },
    ],
  },
  {
    title: 'Information Security Policy',
    language: 'en',
    classification: 'public',
    owner: BERND,
    reviewInDays: 210,
    versions: [
      {
        author: ADA,
        daysAgo: 150,
        published: { daysAgo: 149, by: BERND },
        text: `
## Our commitment

Nordwerk builds machines that run day and night. Our customers trust us with drawings, process data and access to their plants. Protecting this information is part of the quality that we deliver.

## Objectives

- Information is available to those who need it, and to nobody else.
- Changes to information are intended, attributable and reversible.
- Machines that we maintain remotely never become a way into our customers' networks.

## Responsibilities

The management is responsible for information security and provides the means. The Head of Information Security steers the management system along ISO/IEC 27001 and reports to the management every quarter. Everybody who works for Nordwerk knows the policies that apply to their work and reports incidents.

## Continual improvement

Risks are assessed once a year and after every major change. Internal audits examine whether measures work; their findings are tracked until they are closed.
`,
      },
    ],
  },
  {
    title: 'Mobile Geräte (Fassung 2023)',
    language: 'de',
    classification: 'internal',
    owner: CLARA,
    archivedDaysAgo: 35,
    versions: [
      {
        author: CLARA,
        daysAgo: 160,
        published: { daysAgo: 158 },
        text: `
## Zweck

Diese Richtlinie regelte die Nutzung dienstlicher Mobiltelefone und Tablets. Ihre Inhalte sind in die Homeoffice-Richtlinie übergegangen.

## Bildschirmsperre

Geräte sperren sich nach zwei Minuten. Die Entsperrung erfolgt mit sechsstelliger PIN oder biometrisch.

## Verlust

Der Verlust eines Gerätes wird sofort unter der Durchwahl 4400 gemeldet. Die IT löscht das Gerät aus der Ferne.
`,
      },
    ],
  },
];
