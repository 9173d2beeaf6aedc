import type { EntryRecord } from '#runtime/audit/encoding.js';

/** An entry as the viewer lists it: without its changes, with the short-lived origin while it is kept. */
export interface AuditEntryRow extends Omit<EntryRecord, 'changes'> {
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** How an entry ended. */
export type AuditOutcome = EntryRecord['outcome'];

/** What narrows the trail. `from` is inclusive, `to` exclusive; both ISO-8601 UTC. All given parts must hold. */
export interface AuditFilter {
  readonly from?: string;
  readonly to?: string;
  readonly actorId?: string;
  readonly actions?: readonly string[];
  readonly subjectId?: string;
  readonly subjectType?: string;
  readonly spaceId?: string;
  readonly outcome?: AuditOutcome;
}

/** Where a page starts: after this entry. The time as the database printed it, to the microsecond. */
export type AuditPosition = readonly [at: string, entryId: string];

/** What a sentence about an entry is made from. */
export type EntryFacts = Pick<
  AuditEntryRow,
  'action' | 'actorKind' | 'actorId' | 'subjectType' | 'subjectId' | 'outcome' | 'code'
>;
