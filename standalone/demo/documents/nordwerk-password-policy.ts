import type { DemoDocument } from '../model.js';

const first = `
## Zweck

Diese Richtlinie legt fest, wie Passwörter bei der Nordwerk Maschinenbau GmbH gewählt, verwendet und geschützt werden. Sie dient dem Schutz unserer Konstruktionsdaten, der Kundendaten und der Steuerungen in der Fertigung.

## Geltungsbereich

Sie gilt für alle Beschäftigten, für Auszubildende und für externe Personen, die ein Konto in unseren Systemen haben.

## Anforderungen an Passwörter

- Ein Passwort hat mindestens acht Zeichen.
- Es enthält Groß- und Kleinbuchstaben, eine Ziffer und ein Sonderzeichen.
- Es wird alle 90 Tage geändert.

## Umgang mit Passwörtern

Passwörter werden nicht weitergegeben, auch nicht an Vorgesetzte oder an die IT. Sie werden nicht auf Zetteln oder in unverschlüsselten Dateien notiert.

## Inkrafttreten

Diese Richtlinie gilt ab dem Tag ihrer Veröffentlichung.
`;

const second = `
## Zweck

Diese Richtlinie legt fest, wie Passwörter bei der Nordwerk Maschinenbau GmbH gewählt, verwendet und geschützt werden. Sie dient dem Schutz unserer Konstruktionsdaten, der Kundendaten und der Steuerungen in der Fertigung.

## Geltungsbereich

Sie gilt für alle Beschäftigten, für Auszubildende und für externe Personen, die ein Konto in unseren Systemen haben. Für Maschinenkonten in der Fertigung gilt zusätzlich die Arbeitsanweisung AA-17.

## Anforderungen an Passwörter

- Ein Passwort hat mindestens **zwölf Zeichen**. Länge zählt mehr als Sonderzeichen.
- Gut geeignet sind mehrere zufällige Wörter hintereinander.
- Namen, Geburtstage, der Firmenname und Tastaturmuster sind nicht erlaubt.
- Ein regelmäßiger Wechsel ist nicht nötig. Geändert wird ein Passwort, sobald der Verdacht besteht, dass jemand es kennt.

## Umgang mit Passwörtern

Passwörter werden nicht weitergegeben, auch nicht an Vorgesetzte oder an die IT. Sie werden nicht auf Zetteln oder in unverschlüsselten Dateien notiert. Für die Aufbewahrung stellt die IT einen Passwortmanager bereit.

Jedes Konto bekommt ein eigenes Passwort. Private Passwörter werden im Betrieb nicht verwendet.

## Verdacht auf Missbrauch

Wer vermutet, dass ein Passwort bekannt geworden ist, ändert es sofort und meldet den Vorfall unter der Durchwahl 4400.

## Inkrafttreten

Diese Richtlinie gilt ab dem Tag ihrer Veröffentlichung und ersetzt die Fassung aus dem Vorjahr.
`;

const third = `
## Zweck

Diese Richtlinie legt fest, wie Passwörter und zweite Faktoren bei der Nordwerk Maschinenbau GmbH gewählt, verwendet und geschützt werden. Sie dient dem Schutz unserer Konstruktionsdaten, der Kundendaten und der Steuerungen in der Fertigung.

## Geltungsbereich

Sie gilt für alle Beschäftigten, für Auszubildende und für externe Personen, die ein Konto in unseren Systemen haben. Für Maschinenkonten in der Fertigung gilt zusätzlich die Arbeitsanweisung AA-17.

## Anforderungen an Passwörter

- Ein Passwort hat mindestens **zwölf Zeichen**. Länge zählt mehr als Sonderzeichen.
- Gut geeignet sind mehrere zufällige Wörter hintereinander.
- Namen, Geburtstage, der Firmenname und Tastaturmuster sind nicht erlaubt.
- Ein regelmäßiger Wechsel ist nicht nötig. Geändert wird ein Passwort, sobald der Verdacht besteht, dass jemand es kennt.

## Zweiter Faktor

Alle Konten, die aus dem Internet erreichbar sind, werden mit einem zweiten Faktor geschützt. Erlaubt sind eine Authenticator-App oder ein Sicherheitsschlüssel. Codes per SMS sind nicht mehr zugelassen.

Die Wiederherstellungscodes werden ausgedruckt und verschlossen aufbewahrt.

## Umgang mit Passwörtern

Passwörter werden nicht weitergegeben, auch nicht an Vorgesetzte oder an die IT. Für die Aufbewahrung stellt die IT einen Passwortmanager bereit; andere Ablagen sind nicht erlaubt.

Jedes Konto bekommt ein eigenes Passwort. Private Passwörter werden im Betrieb nicht verwendet.

## Verdacht auf Missbrauch

Wer vermutet, dass ein Passwort bekannt geworden ist, ändert es sofort und meldet den Vorfall unter der Durchwahl 4400. Die Meldung ist jederzeit möglich und hat für die meldende Person keine Nachteile.

## Verantwortung

1. Die Leitung Informationssicherheit pflegt diese Richtlinie und prüft sie einmal im Jahr.
2. Führungskräfte sorgen dafür, dass ihre Teams sie kennen.
3. Die IT stellt Passwortmanager und Authenticator-App bereit.

## Inkrafttreten

Diese Richtlinie gilt ab dem Tag ihrer Veröffentlichung und ersetzt alle früheren Fassungen.
`;

const fourth = third
  .replace('mindestens **zwölf Zeichen**', 'mindestens **fünfzehn Zeichen**')
  .replace(
    '- Namen, Geburtstage, der Firmenname und Tastaturmuster sind nicht erlaubt.',
    '- Namen, Geburtstage, der Firmenname und Tastaturmuster sind nicht erlaubt. Neue Passwörter werden mit einer Liste bekannter Passwörter abgeglichen.',
  )
  .replace(
    'Alle Konten, die aus dem Internet erreichbar sind, werden mit einem zweiten Faktor geschützt. Erlaubt sind eine Authenticator-App oder ein Sicherheitsschlüssel.',
    'Alle Konten werden mit einem zweiten Faktor geschützt. Erlaubt sind eine Authenticator-App, ein Sicherheitsschlüssel oder ein Passkey.',
  )
  .replace(
    'Die Wiederherstellungscodes werden ausgedruckt und verschlossen aufbewahrt.',
    'Die Wiederherstellungscodes werden im Passwortmanager oder ausgedruckt und verschlossen aufbewahrt. Wer sein Gerät verliert, meldet sich am selben Tag bei der IT.',
  )
  .replace(
    '## Inkrafttreten',
    `## Ausnahmen

Ausnahmen werden schriftlich bei der Leitung Informationssicherheit beantragt, begründet und auf höchstens sechs Monate befristet.

## Inkrafttreten`,
  );

const ADA = 'ada.lange@nordwerk.example';
const CLARA = 'clara.vogt@nordwerk.example';

/** The document on which the demo lands: three published versions and a draft that is longer by a few ideas. */
export const nordwerkPasswordPolicy: DemoDocument = {
  title: 'Passwortrichtlinie',
  language: 'de',
  classification: 'internal',
  owner: ADA,
  reviewInDays: 296,
  versions: [
    {
      author: CLARA,
      daysAgo: 118,
      text: first,
      title: 'Richtlinie für Passwörter',
      published: { daysAgo: 117, by: ADA },
    },
    { author: ADA, daysAgo: 84, text: second, published: { daysAgo: 82 } },
    { author: ADA, daysAgo: 41, text: third, published: { daysAgo: 39 } },
    { author: CLARA, daysAgo: 3, text: fourth },
  ],
  children: [
    {
      title: 'Anleitung: Authenticator-App einrichten',
      language: 'de',
      classification: 'internal',
      owner: CLARA,
      versions: [
        {
          author: CLARA,
          daysAgo: 37,
          published: { daysAgo: 37 },
          text: `
## Was Sie brauchen

Ein Diensthandy mit einer Authenticator-App. Auf Wunsch gibt die IT einen Sicherheitsschlüssel aus; dann entfällt diese Anleitung.

## Schritt für Schritt

1. Öffnen Sie die Anmeldeseite am Rechner und melden Sie sich mit Ihrem Passwort an.
2. Öffnen Sie die App auf dem Handy und wählen Sie „Konto hinzufügen“.
3. Richten Sie die Kamera auf den angezeigten Code. Wenn das nicht gelingt, geben Sie den Text unter dem Code ein.
4. Tippen Sie die sechs Ziffern aus der App am Rechner ein.
5. Drucken Sie die Wiederherstellungscodes aus und legen Sie sie in Ihre verschlossene Schublade.

## Wenn etwas nicht klappt

Die Uhr des Handys muss stimmen. Stellen Sie sie auf automatische Zeit. Hilft das nicht, rufen Sie die Durchwahl 4400 an.
`,
        },
      ],
    },
  ],
};
