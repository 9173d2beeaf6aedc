import type { DemoDocument } from '../model.js';

const JONAS = 'jonas.wirth@lindenhof.example';
const MIRIAM = 'miriam.adler@lindenhof.example';
const KATHARINA = 'katharina.blum@lindenhof.example';
const LUKAS = 'lukas.engel@lindenhof.example';

/** IT security at the clinic. */
export const lindenhofSecurityDocuments: readonly DemoDocument[] = [
  {
    title: 'IT-Notfallhandbuch',
    language: 'de',
    classification: 'strictly_confidential',
    owner: JONAS,
    reviewInDays: 45,
    versions: [
      {
        author: JONAS,
        daysAgo: 66,
        published: { daysAgo: 64, by: MIRIAM },
        text: `
## Wann dieses Handbuch gilt

Es gilt, sobald das Krankenhausinformationssystem, das Netz oder die Telefonie länger als fünfzehn Minuten ausfällt oder ein Angriff vermutet wird. Die Versorgung der Patientinnen und Patienten hat immer Vorrang vor der Technik.

## Sofortmaßnahmen

1. Ausfall an die IT-Bereitschaft melden, Kurzwahl 110.
2. Auf den Stationen die Notfallmappen öffnen und auf Papier dokumentieren.
3. Geräte nicht ausschalten, aber vom Netz trennen, wenn die IT es anordnet.
4. Die Einsatzleitung tritt innerhalb von dreißig Minuten zusammen.

## Papierbetrieb

Die Notfallmappe jeder Station enthält Kurvenblätter, Anforderungsscheine für Labor und Röntgen sowie die Liste der Medikamente mit Höchstdosen. Der Inhalt wird monatlich geprüft.

## Meldepflichten

- Störungen der kritischen Versorgung: unverzüglich an das Bundesamt für Sicherheit in der Informationstechnik
- Verletzung des Schutzes personenbezogener Daten: binnen 72 Stunden an die Aufsichtsbehörde

## Rückkehr in den Normalbetrieb

Die Reihenfolge lautet Notaufnahme, Intensivstation, Labor, Stationen, Verwaltung. Papierunterlagen werden innerhalb von drei Tagen nacherfasst und zu zweit geprüft.
`,
      },
    ],
  },
  {
    title: 'Passwortrichtlinie',
    language: 'de',
    classification: 'internal',
    owner: JONAS,
    reviewInDays: 130,
    versions: [
      {
        author: JONAS,
        daysAgo: 80,
        published: { daysAgo: 79 },
        text: `
## Grundsatz

An medizinischen Arbeitsplätzen muss die Anmeldung schnell und sicher sein. Deshalb melden sich Beschäftigte mit Dienstausweis und PIN an; Passwörter gelten für den Zugriff von außen und für die Verwaltung.

## Passwörter

- mindestens vierzehn Zeichen, am besten mehrere Wörter
- für jedes Konto ein eigenes
- Wechsel nur bei Verdacht

## Gemeinsame Geräte

Wer den Arbeitsplatz verlässt, zieht den Ausweis. Sammelkonten sind nicht erlaubt, auch nicht im Nachtdienst.
`,
      },
      {
        author: JONAS,
        daysAgo: 6,
        text: `
## Grundsatz

An medizinischen Arbeitsplätzen muss die Anmeldung schnell und sicher sein. Deshalb melden sich Beschäftigte mit Dienstausweis und PIN an; Passwörter gelten für den Zugriff von außen und für die Verwaltung.

## Passwörter

- mindestens vierzehn Zeichen, am besten mehrere Wörter
- für jedes Konto ein eigenes
- Wechsel nur bei Verdacht
- Zugriff von außen nur zusammen mit einem zweiten Faktor

## Gemeinsame Geräte

Wer den Arbeitsplatz verlässt, zieht den Ausweis; der Bildschirm sperrt sich nach einer Minute. Sammelkonten sind nicht erlaubt, auch nicht im Nachtdienst.
`,
      },
    ],
  },
];

/** Data protection at the clinic. */
export const lindenhofPrivacyDocuments: readonly DemoDocument[] = [
  {
    title: 'Auskunftsersuchen bearbeiten',
    language: 'de',
    classification: 'internal',
    owner: LUKAS,
    reviewInDays: 99,
    versions: [
      {
        author: LUKAS,
        daysAgo: 58,
        published: { daysAgo: 57 },
        text: `
## Worum es geht

Patientinnen und Patienten können Auskunft über ihre Daten und eine Kopie ihrer Akte verlangen (Art. 15 DSGVO, § 630g BGB). Die erste Kopie ist kostenfrei. Die Frist beträgt einen Monat ab Eingang.

## Ablauf

1. Das Sekretariat vermerkt den Eingang und leitet das Ersuchen am selben Tag an die Datenschutzkoordination weiter.
2. Die Identität wird geprüft: Ausweis, Rückruf unter bekannter Nummer oder persönliche Vorsprache.
3. Das Archiv stellt die Akte zusammen. Angaben über Dritte werden geschwärzt.
4. Die behandelnde Ärztin oder der behandelnde Arzt prüft, ob therapeutische Gründe entgegenstehen.
5. Die Kopie wird verschlüsselt oder persönlich übergeben, nie als einfacher Anhang einer E-Mail.

## Nachweis

Eingang, Prüfung und Übergabe werden dokumentiert und drei Jahre aufbewahrt.
`,
      },
    ],
  },
  {
    title: 'Confidentiality Undertaking for External Staff',
    language: 'en',
    classification: 'public',
    owner: LUKAS,
    versions: [
      {
        author: LUKAS,
        daysAgo: 47,
        published: { daysAgo: 46, by: MIRIAM },
        text: `
## Medical confidentiality

Everything you learn about patients at Lindenhof Klinik is confidential: names, diagnoses, visits, and even the fact that somebody is a patient here. This duty has no end and is protected by criminal law (Section 203 of the German Criminal Code).

## What this means in practice

- Do not photograph or film on the premises.
- Do not talk about patients in lifts, corridors or the canteen.
- Use only the accounts that were issued to you personally.

## Questions

If you are unsure, ask before you act. The data protection coordinator can be reached at extension 230.
`,
      },
    ],
  },
];

/** Care and hygiene at the clinic. */
export const lindenhofCareDocuments: readonly DemoDocument[] = [
  {
    title: 'Hygieneplan: Händedesinfektion',
    language: 'de',
    classification: 'internal',
    owner: KATHARINA,
    reviewInDays: 74,
    versions: [
      {
        author: KATHARINA,
        daysAgo: 102,
        published: { daysAgo: 100 },
        text: `
## Ziel

Die Händedesinfektion ist die wirksamste einzelne Maßnahme gegen die Übertragung von Erregern im Krankenhaus.

## Die fünf Momente

1. vor dem Kontakt mit Patientinnen und Patienten
2. vor einer aseptischen Tätigkeit
3. nach Kontakt mit potenziell infektiösem Material
4. nach dem Kontakt mit Patientinnen und Patienten
5. nach Kontakt mit der unmittelbaren Umgebung

## Durchführung

Mindestens drei Milliliter in die trockenen Hände geben und **dreißig Sekunden** einreiben. Daumen, Fingerkuppen und Nagelfalze nicht auslassen. Schmuck und künstliche Nägel sind bei der Arbeit am Bett nicht erlaubt.
`,
      },
      {
        author: KATHARINA,
        daysAgo: 32,
        published: { daysAgo: 31 },
        text: `
## Ziel

Die Händedesinfektion ist die wirksamste einzelne Maßnahme gegen die Übertragung von Erregern im Krankenhaus. Jede Station misst ihren Verbrauch und bespricht ihn im Team.

## Die fünf Momente

1. vor dem Kontakt mit Patientinnen und Patienten
2. vor einer aseptischen Tätigkeit
3. nach Kontakt mit potenziell infektiösem Material
4. nach dem Kontakt mit Patientinnen und Patienten
5. nach Kontakt mit der unmittelbaren Umgebung

## Durchführung

Mindestens drei Milliliter in die trockenen Hände geben und **dreißig Sekunden** einreiben. Daumen, Fingerkuppen und Nagelfalze nicht auslassen. Schmuck, Uhren und künstliche Nägel sind bei der Arbeit am Bett nicht erlaubt.

## Hautschutz

Am Dienstende wird eine Pflegelotion aufgetragen. Hautveränderungen werden der Betriebsärztin gezeigt, bevor sie zu Rissen werden.
`,
      },
    ],
  },
  {
    title: 'Dienstübergabe am Bett',
    language: 'de',
    classification: 'internal',
    owner: KATHARINA,
    versions: [
      {
        author: KATHARINA,
        daysAgo: 15,
        text: `
## Entwurf für die Stationen 2 und 4

Die Übergabe findet künftig am Bett statt und bezieht die Patientin oder den Patienten ein. Sie dauert höchstens drei Minuten je Zimmer.

## Schema

- **Situation:** Wer, weshalb hier, was hat sich seit gestern geändert?
- **Hintergrund:** Allergien, wichtige Vorerkrankungen
- **Einschätzung:** Schmerzen, Vitalzeichen, Stimmung
- **Empfehlung:** Was ist in der nächsten Schicht zu tun?
`,
      },
    ],
  },
];
