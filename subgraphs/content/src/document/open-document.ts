import { holdsIn } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { ChangeTools } from './change-tools.js';
import type { DocumentRecord } from './document.entity.js';
import { mayRead } from './document.policy.js';

/** What a use case needs of the document that it changes. */
export interface Needs {
  readonly permission: 'document.write' | 'document.publish' | 'document.trash' | 'document.restrict';
  /** States in which it goes on nevertheless. */
  readonly even?: readonly ('archived' | 'trashed')[];
}

/**
 * Opens a document for a change: locks it, names it to the audit entry and decides.
 *
 * Throws NOT_FOUND for what the actor does not see, FORBIDDEN for what it may not change, INVALID_INPUT for
 * what is archived or in the trash.
 */
export async function openDocument(tools: ChangeTools, id: string, needs: Needs): Promise<DocumentRecord> {
  const document = isId(id) ? await tools.documents.open(id) : null;
  if (!document || !mayRead(tools.actor, document)) throw notFound('Document', id);
  tools.facts.subject(document.documentId);
  tools.facts.space(document.spaceId);
  if (!holdsIn(tools.actor, document.spaceId, needs.permission)) throw forbidden('Document', id);
  if (document.trashedAt !== null && !needs.even?.includes('trashed')) throw inTrash();
  if (document.archivedAt !== null && !needs.even?.includes('archived')) throw archived();
  return document;
}

/**
 * Refuses a change that was made to an older state. The details tell who was faster; the client keeps its
 * own text and shows both sides.
 */
export async function expectRevision(
  tools: ChangeTools,
  document: DocumentRecord,
  expected: number,
): Promise<void> {
  if (document.revision === expected) return;
  const newest = await tools.documents.newestVersion(document);
  throw new KopexaError('CONFLICT', {
    details: {
      currentRevision: document.revision,
      currentVersion: newest.number,
      currentVersionId: newest.versionId,
      authorId: newest.authorId,
      savedAt: newest.savedAt.toISOString(),
    },
    aim: { type: 'Document', id: document.documentId },
  });
}

const inTrash = (): KopexaError =>
  invalidInput(
    'documentId',
    'Dieses Dokument liegt im Papierkorb. Holen Sie es zuerst zurück.',
    'This document is in the trash. Restore it first.',
  );
const archived = (): KopexaError =>
  invalidInput(
    'documentId',
    'Dieses Dokument ist archiviert. Holen Sie es zuerst aus dem Archiv zurück.',
    'This document is archived. Bring it back from the archive first.',
  );
