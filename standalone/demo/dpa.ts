/** The first version of the contract that the demo's operator offers; German and English say the same. */
export const DEMO_DPA = {
  daysAgo: 150,
  summaryDe: 'Erste Fassung.',
  summaryEn: 'First version.',
  textDe: `
# Vertrag über die Auftragsverarbeitung

zwischen dem Unternehmen, dessen Organization ihn in Kopexa annimmt („Verantwortlicher“), und Kopexa Betrieb („Auftragsverarbeiter“), nach Art. 28 der Verordnung (EU) 2016/679 (DSGVO).

## 1. Gegenstand, Dauer und Art der Verarbeitung

(1) Der Auftragsverarbeiter stellt dem Verantwortlichen den Dienst Kopexa bereit und verarbeitet dabei personenbezogene Daten in dessen Auftrag. Einzelheiten stehen in Anlage 1.
(2) Der Vertrag gilt, solange der Verantwortliche den Dienst nutzt, und darüber hinaus, bis alle Daten nach Nummer 9 gelöscht oder zurückgegeben sind.
(3) Verarbeitet wird im Europäischen Wirtschaftsraum. Eine Übermittlung in ein Drittland findet nur auf dokumentierte Weisung und nur unter den Voraussetzungen der Art. 44 bis 49 DSGVO statt.

## 2. Weisungen (Art. 28 Abs. 3 Buchst. a)

(1) Der Auftragsverarbeiter verarbeitet die Daten nur auf dokumentierte Weisung. Weisungen sind dieser Vertrag, die Einstellungen der Organization und die Handlungen ihrer berechtigten Personen im Dienst; weitere Weisungen erteilt der Verantwortliche in Textform.
(2) Verpflichtet ihn das Recht der Union oder eines Mitgliedstaats zu einer anderen Verarbeitung, teilt der Auftragsverarbeiter dies vorher mit, sofern das Recht die Mitteilung nicht verbietet.
(3) Hält er eine Weisung für rechtswidrig, weist er unverzüglich darauf hin und darf sie aussetzen, bis sie bestätigt oder geändert ist.
(4) Für eigene Zwecke, insbesondere für Werbung oder das Training von Sprachmodellen, verarbeitet er die Daten nicht.

## 3. Vertraulichkeit (Art. 28 Abs. 3 Buchst. b)

Nur Personen, die es für ihre Aufgabe brauchen, erhalten Zugang zu Daten. Sie sind auf die Vertraulichkeit verpflichtet oder unterliegen einer gesetzlichen Schweigepflicht; beides gilt nach dem Ende ihrer Tätigkeit fort.

## 4. Sicherheit der Verarbeitung (Art. 28 Abs. 3 Buchst. c, Art. 32)

(1) Der Auftragsverarbeiter trifft die in Anlage 2 beschriebenen technischen und organisatorischen Maßnahmen und hält sie auf dem Stand der Technik.
(2) Er darf sie ändern, wenn das Schutzniveau dadurch nicht sinkt. Wesentliche Änderungen dokumentiert er.

## 5. Weitere Auftragsverarbeiter (Art. 28 Abs. 2, 4 und Abs. 3 Buchst. d)

(1) Der Verantwortliche genehmigt allgemein, dass weitere Auftragsverarbeiter eingesetzt werden. Die aktuelle Liste ist öffentlich unter /trust zu lesen.
(2) Über jede Aufnahme oder Ersetzung informiert der Auftragsverarbeiter mindestens 30 Tage vorher. Der Verantwortliche kann aus wichtigem datenschutzrechtlichem Grund widersprechen; findet sich keine Lösung, darf er den Dienst zu diesem Zeitpunkt kündigen.
(3) Eingesetzt wird nur, wer vorher geprüft wurde, wessen Risiko bewertet ist und wer ein gültiges Zertifikat nach ISO/IEC 27001, SOC 2 Typ II oder ein vergleichbares vorlegt.
(4) Weiteren Auftragsverarbeitern werden vertraglich dieselben Pflichten auferlegt. Für ihr Handeln haftet der Auftragsverarbeiter wie für eigenes.

## 6. Rechte der betroffenen Personen (Art. 28 Abs. 3 Buchst. e)

(1) Der Auftragsverarbeiter unterstützt den Verantwortlichen mit geeigneten Maßnahmen dabei, Anträge auf Auskunft, Berichtigung, Löschung, Einschränkung, Übertragung und Widerspruch zu erfüllen.
(2) Wendet sich eine betroffene Person an ihn, leitet er die Anfrage unverzüglich weiter und beantwortet sie nicht selbst.

## 7. Unterstützung bei weiteren Pflichten (Art. 28 Abs. 3 Buchst. f)

(1) Er unterstützt den Verantwortlichen bei den Pflichten aus Art. 32 bis 36 DSGVO: Sicherheit, Meldung von Verletzungen, Benachrichtigung, Folgenabschätzung und vorherige Konsultation.
(2) Eine Verletzung des Schutzes personenbezogener Daten meldet er unverzüglich, möglichst innerhalb von 24 Stunden nach Bekanntwerden, mit den Angaben nach Art. 33 Abs. 3 DSGVO, soweit sie vorliegen; fehlende Angaben reicht er nach.

## 8. Nachweise und Überprüfungen (Art. 28 Abs. 3 Buchst. h)

(1) Der Auftragsverarbeiter stellt alle Informationen bereit, die zum Nachweis dieser Pflichten nötig sind: die öffentlichen Prüfergebnisse unter /trust, Zertifikate und Berichte.
(2) Er ermöglicht Überprüfungen einschließlich Inspektionen durch den Verantwortlichen oder einen von ihm beauftragten, zur Verschwiegenheit verpflichteten Prüfer und wirkt daran mit. Sie werden mit angemessener Frist angekündigt und stören den Betrieb so wenig wie möglich; aus besonderem Anlass ist eine kurze Frist angemessen.

## 9. Löschung und Rückgabe (Art. 28 Abs. 3 Buchst. g)

(1) Bis zum Ende des Vertrags kann der Verantwortliche seine Daten jederzeit exportieren.
(2) Danach löscht der Auftragsverarbeiter nach Wahl des Verantwortlichen alle Daten oder gibt sie zurück und löscht vorhandene Kopien, sofern nicht das Recht der Union oder eines Mitgliedstaats ihre Speicherung verlangt.
(3) Sicherungen werden nach Ablauf ihrer Aufbewahrungsfrist samt ihren Schlüsseln vernichtet; bis dahin werden sie nur zur Wiederherstellung genutzt.

## 10. Schlussbestimmungen

(1) Für die Haftung gilt Art. 82 DSGVO.
(2) Neue Fassungen werden im Dienst veröffentlicht und gelten für den Verantwortlichen, sobald ein Eigentümer seiner Organization sie annimmt. Jede Fassung bleibt lesbar; Annahme, Zeitpunkt, Person und Prüfsumme des Textes werden festgehalten.
(3) Bei Abweichungen zwischen den Sprachen gilt die deutsche Fassung.

# Anlage 1: Beschreibung der Verarbeitung

- Zweck: Bereitstellung eines Arbeitsplatzes für Richtlinien, Verfahren und Nachweise samt Protokoll, Suche und Sicherung.
- Art: Speichern, Anzeigen, Durchsuchen, Übermitteln auf Veranlassung, Sichern, Löschen; KI-Funktionen nur, wenn die Organization sie einschaltet.
- Betroffene: Beschäftigte, Beauftragte und Geschäftspartner des Verantwortlichen sowie Personen, die in seinen Inhalten vorkommen.
- Daten: Name und E-Mail-Adresse, Anmeldung und zweiter Faktor, Rollen und Handlungen, IP-Adresse und Gerät, dazu alles, was der Verantwortliche in Dokumenten und Dateien ablegt.
- Besondere Kategorien (Art. 9 DSGVO): nur, soweit der Verantwortliche sie selbst in Inhalten ablegt.

# Anlage 2: Technische und organisatorische Maßnahmen

- Zugang: verpflichtender zweiter Faktor für alle, gedrosselte Anmeldeversuche, Sitzungen mit Höchstdauer und sofortigem Widerruf.
- Zugriff: Berechtigungen je Organization und Space, bei jeder Abfrage von der Datenbank selbst geprüft; kein Zugriff des Betreibers auf Inhalte der Kunden.
- Trennung: Daten verschiedener Organizations sind durch erzwungene Zeilensicherheit getrennt; die Trennung wird laufend getestet.
- Übertragung: TLS 1.2 oder höher außerhalb des eigenen Rechners; ausgehende Verbindungen nur zu freigegebenen Zielen.
- Verschlüsselung: Sicherungen und Dateien unter eigenen Schlüsseln; der Hauptschlüssel liegt getrennt.
- Protokoll: jede Änderung mit Zeit und Person, nachträglich nicht änderbar.
- Verfügbarkeit: tägliche Sicherung, fortlaufende Archivierung, regelmäßige Wiederherstellungsübungen.
- Überprüfung: die Zusagen werden automatisch gemessen und ihr Stand veröffentlicht.
`.trim(),
  textEn: `
# Data processing agreement

between the company whose Organization accepts it in Kopexa (“controller”) and Kopexa Betrieb (“processor”), under Art. 28 of Regulation (EU) 2016/679 (GDPR).

## 1. Subject matter, duration and nature of the processing

(1) The processor provides the service Kopexa to the controller and thereby processes personal data on its behalf. Annex 1 describes the details.
(2) The agreement holds for as long as the controller uses the service, and beyond that until all data is deleted or returned under section 9.
(3) Processing takes place in the European Economic Area. Data is transferred to a third country only on documented instructions and only under the conditions of Art. 44 to 49 GDPR.

## 2. Instructions (Art. 28(3)(a))

(1) The processor processes the data on documented instructions only. Instructions are this agreement, the settings of the Organization and what its authorised people do in the service; the controller gives further instructions in text form.
(2) Where Union or Member State law requires other processing, the processor says so beforehand, unless that law forbids it.
(3) If it considers an instruction unlawful, it points this out without delay and may suspend the instruction until it is confirmed or changed.
(4) It does not process the data for purposes of its own, in particular not for advertising or for training language models.

## 3. Confidentiality (Art. 28(3)(b))

Only people who need it for their task get access to data. They have committed themselves to confidentiality or are under a statutory obligation of confidentiality; both outlast their work.

## 4. Security of processing (Art. 28(3)(c), Art. 32)

(1) The processor takes the technical and organisational measures of Annex 2 and keeps them at the state of the art.
(2) It may change them as long as the level of protection does not fall. It documents material changes.

## 5. Other processors (Art. 28(2), (4) and (3)(d))

(1) The controller gives a general authorisation to engage other processors. The current list can be read publicly at /trust.
(2) The processor announces every addition or replacement at least 30 days ahead. The controller may object for an important reason of data protection; if no solution is found, it may terminate the service as of that date.
(3) Only those are engaged who were reviewed before, whose risk was assessed, and who present a valid certificate under ISO/IEC 27001, SOC 2 Type II or a comparable one.
(4) The same obligations are imposed on other processors by contract. The processor is liable for what they do as for its own acts.

## 6. Rights of the persons concerned (Art. 28(3)(e))

(1) The processor assists the controller by appropriate measures in answering requests for access, rectification, erasure, restriction, portability and objection.
(2) If a person concerned turns to the processor, it passes the request on without delay and does not answer it itself.

## 7. Assistance with further obligations (Art. 28(3)(f))

(1) It assists the controller with the obligations under Art. 32 to 36 GDPR: security, notification of breaches, communication, impact assessment and prior consultation.
(2) It notifies a personal data breach without undue delay, if possible within 24 hours after becoming aware of it, with the information of Art. 33(3) GDPR as far as it is available; what is missing follows.

## 8. Evidence and audits (Art. 28(3)(h))

(1) The processor makes available all information needed to demonstrate these obligations: the public results at /trust, certificates and reports.
(2) It allows for and contributes to audits, including inspections, by the controller or an auditor mandated by it and bound to secrecy. They are announced with reasonable notice and disturb operation as little as possible; for a particular cause, short notice is reasonable.

## 9. Deletion and return (Art. 28(3)(g))

(1) Until the end of the agreement the controller can export its data at any time.
(2) After that, at the choice of the controller, the processor deletes all data or returns it and deletes existing copies, unless Union or Member State law requires their storage.
(3) Backups are destroyed together with their keys when their retention period ends; until then they are used for recovery only.

## 10. Final provisions

(1) Art. 82 GDPR applies to liability.
(2) New versions are published in the service and hold for the controller as soon as an owner of its Organization accepts them. Every version stays readable; acceptance, time, person and checksum of the text are kept on record.
(3) Where the languages differ, the German version prevails.

# Annex 1: Description of the processing

- Purpose: to provide a workspace for policies, procedures and evidence, with audit trail, search and backup.
- Nature: storing, showing, searching, transmitting on request, backing up, deleting; AI features only if the Organization turns them on.
- Persons concerned: employees, agents and business partners of the controller, and persons who occur in its content.
- Data: name and e-mail address, sign-in and second factor, roles and actions, IP address and device, and everything that the controller puts into documents and files.
- Special categories (Art. 9 GDPR): only as far as the controller itself puts them into content.

# Annex 2: Technical and organisational measures

- Admission: a mandatory second factor for everybody, throttled sign-in attempts, sessions with a longest duration and immediate revocation.
- Access: permissions per Organization and Space, checked by the database itself at every query; no access of the operator to content of customers.
- Separation: data of different Organizations is separated by forced row-level security; the separation is tested continuously.
- Transfer: TLS 1.2 or higher beyond the machine itself; outgoing connections to approved destinations only.
- Encryption: backups and files under keys of their own; the master key is kept apart.
- Audit trail: every change with time and person, not alterable afterwards.
- Availability: daily backup, continuous archiving, regular restore drills.
- Verification: the claims are measured automatically and their state is published.
`.trim(),
} as const;
