import { notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { textStream, type RouteHandler } from '#runtime/graphql/route.js';
import { auditEntryRepository } from '../audit/audit-entry.repository.js';
import type { AuditFilter } from '../audit/audit-entry.js';
import { subjectKeyRepository } from '../audit/subject-key.repository.js';
import type { ComplianceServices } from '../services.js';
import type { AuditExportRecord } from './audit-export.entity.js';
import { auditExportRepository } from './audit-export.repository.js';
import { exportAuditTrail } from './export-audit-trail.js';
import { mayDownload } from './export.policy.js';
import { writeLines } from './write-lines.js';

/** Requests an export inside the change of this request. */
export function requestExport(
  ctx: Context<ComplianceServices>,
  filter: AuditFilter | null,
): Promise<AuditExportRecord> {
  const { actor, change, services } = ctx;
  const repositories = { entries: auditEntryRepository(ctx), exports: auditExportRepository(ctx) };
  return exportAuditTrail({ actor, change, ...repositories, clock: services.clock }, filter);
}

/**
 * The internal route behind `GET /o/:slug/audit-exports/:id`: streams the file as JSON lines.
 *
 * Fetching the file is an entry of its own, written before the first line leaves. Throws NOT_FOUND for a file that
 * does not exist, has expired or is somebody else's.
 */
export const streamAuditExport: RouteHandler<ComplianceServices> = async ({ ctx, params, audited }) => {
  const record = await audited('audit.download', 'AuditExport', async () => {
    const found = await openExport(ctx, params['id'] ?? '');
    ctx.change.subject(found.exportId);
    return found;
  });
  const { actor, services } = ctx;
  const repositories = { entries: auditEntryRepository(ctx), subjectKeys: subjectKeyRepository(ctx) };
  const lines = writeLines({ actor, ...repositories, keyring: services.keyring }, record.filter);
  return new Response(textStream(lines), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="audit-${actor.org?.slug}-${record.exportId}.jsonl"`,
    },
  });
};

async function openExport(ctx: Context<ComplianceServices>, id: string): Promise<AuditExportRecord> {
  const found = isId(id) ? await auditExportRepository(ctx).findOpen(id) : null;
  if (!found || !mayDownload(ctx.actor, found)) throw notFound('AuditExport', id);
  return found;
}
