/** A language in which the contract is written. */
export type DpaLanguage = 'de' | 'en';

/** What the operator writes. */
export interface DpaContent {
  readonly textDe: string;
  readonly textEn: string;
  readonly summaryDe: string;
  readonly summaryEn: string;
  /** `YYYY-MM-DD`. */
  readonly validFrom: string;
}

/** A version as the operator keeps it; a draft has no number. */
export interface DpaVersionRecord extends DpaContent {
  readonly id: string;
  readonly number: number | null;
  /** Goes up with every save. */
  readonly revision: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
}

/** A published version without its texts. Hashes are SHA-256 of the texts in UTF-8, in hexadecimal digits. */
export interface PublicationRecord {
  readonly number: number;
  readonly summaryDe: string;
  readonly summaryEn: string;
  readonly hashDe: string;
  readonly hashEn: string;
  readonly validFrom: string;
  readonly publishedAt: Date;
  /** In force: the newest whose day has come. */
  readonly isCurrent: boolean;
}

/** An acceptance by an Organization. */
export interface AcceptanceRecord {
  readonly id: string;
  readonly number: number;
  readonly language: DpaLanguage;
  readonly hash: string;
  readonly acceptedBy: string;
  readonly acceptedAt: Date;
}

/** A customer as the operator's list shows it. */
export interface CustomerRecord {
  readonly organization: string;
  readonly number: number | null;
  readonly acceptedAt: Date | null;
}
