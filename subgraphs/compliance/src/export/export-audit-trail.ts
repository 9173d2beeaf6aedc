import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { AuditEntryRepository } from '../audit/audit-entry.repository.js';
import type { AuditFilter } from '../audit/audit-entry.js';
import { auditScope } from '../audit/audit.policy.js';
import type { AuditExportRecord } from './audit-export.entity.js';
import type { AuditExportRepository } from './audit-export.repository.js';
import { mayExport } from './export.policy.js';

/** A file stays fetchable this long. */
export const EXPORT_VALID_MINUTES = 10;

/** The longest file: it has to arrive within the minute for which a request's database context is good. */
export const MOST_ENTRIES = 50_000;

/**
 * Requests a file of the trail up to now. Nothing is written out yet: the entries are read when the file is fetched,
 * with the rights held then. Throws FORBIDDEN, and INVALID_INPUT when the file would be too long.
 */
export async function exportAuditTrail(
  deps: {
    actor: Actor;
    change: Change;
    entries: AuditEntryRepository;
    exports: AuditExportRepository;
    clock: () => Date;
  },
  filter: AuditFilter | null,
): Promise<AuditExportRecord> {
  const { actor, change, entries, exports, clock } = deps;
  if (!mayExport(actor) || !actor.org || !actor.userId) throw forbidden('AuditExport', null);
  if (!filter)
    throw invalidInput('filter', 'Eine Kennung im Filter ist ungültig.', 'An id in the filter is not valid.');
  const createdAt = clock();
  const bounded = { ...filter, to: earlier(filter.to, createdAt.toISOString()) };
  const scope = auditScope(actor);
  const count = scope ? await entries.count(scope, bounded) : 0;
  if (count > MOST_ENTRIES) throw tooMany(count);
  const record: AuditExportRecord = {
    orgId: actor.org.id,
    exportId: newId(createdAt.getTime()),
    requestedBy: actor.userId,
    filter: bounded,
    entries: count,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + EXPORT_VALID_MINUTES * 60_000),
  };
  exports.add(change, record);
  change.subject(record.exportId);
  return record;
}

const earlier = (one: string | undefined, other: string): string =>
  one !== undefined && one < other ? one : other;

function tooMany(count: number): Error {
  return invalidInput(
    'filter',
    `Das sind ${count.toLocaleString('de')} Einträge; eine Datei fasst ${MOST_ENTRIES.toLocaleString('de')}. Bitte wählen Sie einen kürzeren Zeitraum.`,
    `These are ${count.toLocaleString('en')} entries; a file holds ${MOST_ENTRIES.toLocaleString('en')}. Please choose a shorter period.`,
  );
}
