/** Ways out of the product that a supplier can stand for; the names of the destinations in runtime/egress. */
export const ADAPTERS = ['s3', 'azure-openai', 'smtp', 'otlp'] as const;
/** One of {@link ADAPTERS}. */
export type Adapter = (typeof ADAPTERS)[number];

/** Kinds of certificates that count; `other` is for comparable ones. */
export const CERTIFICATE_KINDS = [
  'iso_27001',
  'soc_2_type_ii',
  'iso_27017',
  'iso_27018',
  'c5',
  'tisax',
  'pci_dss',
  'other',
] as const;
/** One of {@link CERTIFICATE_KINDS}. */
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** How much could go wrong with a supplier. */
export type RiskLevel = 'low' | 'medium' | 'high';
/** How a review ended. */
export type ReviewOutcome = 'approved' | 'rejected';

/** What the register says about a supplier; every change is a version. */
export interface SupplierDetails {
  readonly name: string;
  readonly purposeDe: string;
  readonly purposeEn: string;
  readonly dataDe: string;
  readonly dataEn: string;
  readonly region: string;
  /** `https://…`, or empty. */
  readonly contractUrl: string;
  readonly adapters: readonly Adapter[];
  /** Names or `*.name`, lower case. */
  readonly hosts: readonly string[];
  /** Processes personal data for customers: listed publicly. */
  readonly isSubprocessor: boolean;
}

/** Who appended something, and when (ISO-8601). */
export interface Appended {
  readonly authorId: string;
  readonly createdAt: string;
}

/** A version of a supplier's details. */
export interface SupplierVersionRecord extends SupplierDetails, Appended {
  readonly version: number;
  readonly retired: boolean;
  readonly reason: string;
}

/** A risk analysis. */
export interface RiskRecord extends Appended {
  readonly id: string;
  readonly level: RiskLevel;
  readonly analysis: string;
}

/** A certificate; days as `YYYY-MM-DD`, both inclusive. */
export interface CertificateRecord extends Appended {
  readonly id: string;
  readonly kind: CertificateKind;
  readonly number: string;
  readonly issuedBy: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly evidenceUrl: string;
  /** Why it no longer counts; `null` while it does. */
  readonly withdrawn: string | null;
}

/** A review of one version. */
export interface ReviewRecord extends Appended {
  readonly id: string;
  readonly version: number;
  readonly outcome: ReviewOutcome;
  readonly note: string;
  readonly nextReviewOn: string;
}

/** Something noticed while watching a supplier. */
export interface NoteRecord extends Appended {
  readonly id: string;
  readonly text: string;
}

/** A supplier with everything that was ever appended, newest first. */
export interface SupplierRecord {
  readonly id: string;
  readonly createdAt: string;
  readonly versions: readonly SupplierVersionRecord[];
  readonly risks: readonly RiskRecord[];
  readonly certificates: readonly CertificateRecord[];
  readonly reviews: readonly ReviewRecord[];
  readonly notes: readonly NoteRecord[];
}
