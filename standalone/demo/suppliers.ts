import type {
  Adapter,
  CertificateKind,
  RiskLevel,
  SupplierDetails,
} from '#subgraphs/compliance/src/supplier/supplier.js';

/** A supplier of the demo; days count from the day of the seed, `ends` and `next` ahead of it. */
export interface DemoSupplier extends Omit<SupplierDetails, 'contractUrl' | 'adapters' | 'isSubprocessor'> {
  readonly adapters: readonly Adapter[];
  readonly isSubprocessor: boolean;
  readonly retired?: string;
  readonly risk?: { readonly level: RiskLevel; readonly analysis: string };
  readonly certificates: readonly {
    readonly kind: CertificateKind;
    readonly number: string;
    readonly issuedBy: string;
    readonly ends: number;
  }[];
  readonly review?: { readonly daysAgo: number; readonly next: number; readonly note: string };
  readonly note?: string;
}

/** The suppliers of the demo's operator: invented companies, one for each way in which a supplier can stand. */
export const DEMO_SUPPLIERS: readonly DemoSupplier[] = [
  {
    name: 'Nordlicht Rechenzentrum GmbH',
    purposeDe: 'Betrieb der Server und der Datenbank',
    purposeEn: 'Running the servers and the database',
    dataDe: 'Alle Daten des Dienstes, verschlüsselt',
    dataEn: 'All data of the service, encrypted',
    region: 'EU (Hamburg)',
    ...{ adapters: [], hosts: [], isSubprocessor: true },
    risk: {
      level: 'medium',
      analysis:
        'Ein Ausfall des Rechenzentrums träfe den ganzen Dienst. Dagegen stehen ein zweiter Standort, verschlüsselte Sicherungen an einem dritten Ort und wöchentliche Wiederherstellungsübungen.',
    },
    certificates: [
      { kind: 'iso_27001', number: 'ISMS-4711', issuedBy: 'Prüfhaus Nord', ends: 520 },
      { kind: 'c5', number: 'C5-2026-088', issuedBy: 'Prüfhaus Nord', ends: 210 },
    ],
    review: { daysAgo: 90, next: 275, note: 'Standorte besichtigt, Verträge und Berichte gelesen.' },
    note: 'Wartung der Stromversorgung ohne Unterbrechung abgeschlossen.',
  },
  {
    name: 'Mailhaus Süd GmbH',
    purposeDe: 'Versand von Einladungen und Hinweisen',
    purposeEn: 'Sending invitations and notices',
    dataDe: 'Namen und E-Mail-Adressen der Empfänger, Texte der Mails',
    dataEn: 'Names and e-mail addresses of recipients, texts of the mails',
    region: 'EU (München)',
    ...{ adapters: ['smtp'], hosts: ['smtp.mailhaus-sued.example'], isSubprocessor: true },
    risk: {
      level: 'low',
      analysis:
        'Mails enthalten Namen und Links, keine Inhalte von Dokumenten. Links gelten einmal und kurz.',
    },
    certificates: [
      { kind: 'soc_2_type_ii', number: 'SOC-2025-311', issuedBy: 'Revision Alpen AG', ends: 41 },
    ],
    review: { daysAgo: 200, next: 165, note: 'Bericht ohne wesentliche Feststellungen.' },
  },
  {
    name: 'Wolkenspeicher SE',
    purposeDe: 'Speicherung von Dateien und Bildern',
    purposeEn: 'Storing files and pictures',
    dataDe: 'Dateien der Kunden, verschlüsselt',
    dataEn: 'Files of customers, encrypted',
    region: 'EU (Frankfurt, Dublin)',
    ...{ adapters: ['s3'], hosts: ['*.wolkenspeicher.example'], isSubprocessor: true },
    certificates: [{ kind: 'iso_27001', number: 'ISMS-0815', issuedBy: 'Prüfhaus Nord', ends: 640 }],
  },
  {
    name: 'Sprachwerk KI GmbH',
    purposeDe: 'Sprachmodell für Zusammenfassungen und Antworten',
    purposeEn: 'Language model for summaries and answers',
    dataDe: 'Ausschnitte von Dokumenten, Namen vorher ersetzt',
    dataEn: 'Passages of documents, names replaced before',
    region: 'EU (Stockholm)',
    ...{ adapters: ['azure-openai'], hosts: ['*.openai.sprachwerk.example'], isSubprocessor: true },
    risk: {
      level: 'high',
      analysis:
        'Ausschnitte verlassen das Haus. Deshalb ist die Funktion aus, bis eine Organization sie einschaltet, und Namen werden vorher ersetzt.',
    },
    certificates: [{ kind: 'iso_27001', number: 'ISMS-2203', issuedBy: 'Prüfhaus Nord', ends: -12 }],
    review: { daysAgo: 330, next: 35, note: 'Freigabe bis zum Ende des Zertifikats.' },
  },
  {
    name: 'Altpost Versand KG',
    purposeDe: 'Früherer Versand von Mails',
    purposeEn: 'Former sending of mail',
    dataDe: 'Namen und E-Mail-Adressen der Empfänger',
    dataEn: 'Names and e-mail addresses of recipients',
    region: 'EU (Köln)',
    ...{ adapters: ['smtp'], hosts: ['mail.altpost.example'], isSubprocessor: true },
    retired: 'Vertrag beendet, Löschung bestätigt.',
    certificates: [{ kind: 'iso_27001', number: 'ISMS-1102', issuedBy: 'Revision Alpen AG', ends: -180 }],
  },
];
