import { holdsIn } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { exportRepository } from './export.repository.js';

/**
 * Says in the audit trail that the documents of a Space are about to be taken out, and how many the reader may read.
 * The documents themselves are read afterwards, each with the rights held then.
 *
 * Throws NOT_FOUND for a Space that is not there or whose documents the reader may not read, and FORBIDDEN for support.
 */
export async function beginDocumentExport(ctx: Context, spaceId: string): Promise<number> {
  if (!isId(spaceId) || !holdsIn(ctx.actor, spaceId, 'document.read')) throw notFound('Space', spaceId);
  // The operator's people look where they were let in, and take nothing along (ADR 20).
  if (ctx.actor.org?.role === 'organization.support') throw forbidden('Space', spaceId);
  ctx.change.subject(spaceId);
  ctx.change.space(spaceId);
  const documents = await exportRepository(ctx).count(spaceId);
  const fact = { entity: 'DocumentExport', id: spaceId, class: 'technical' } as const;
  ctx.change.note({ ...fact, field: 'exported_documents', after: documents });
  return documents;
}
