import type { ChangeTools } from './change-tools.js';
import type { DocumentRecord } from './document.entity.js';
import { expectRevision, openDocument } from './open-document.js';
import { addMonths } from './review-date.js';

/**
 * Makes the newest version what readers see, and sets the next review date by the Organization's interval
 * (setting `documents.review_months`; 0 leaves it alone). Needs `document.publish`.
 *
 * Throws CONFLICT when the newest version is not the one that was looked at.
 */
export async function publishDocument(
  tools: ChangeTools,
  input: { documentId: string; expectedRevision: number },
): Promise<string> {
  const document = await openDocument(tools, input.documentId, { permission: 'document.publish' });
  await expectRevision(tools, document, input.expectedRevision);
  const version = await tools.documents.newestVersion(document);
  if (version.versionId === document.publishedVersionId) return document.documentId;
  const withdrawn = await withdraw(tools, document);
  noteVersion(tools, document, withdrawn, version.number);
  Object.assign(version, { isPublished: true, publishedAt: tools.now, publishedBy: tools.actor.userId });
  document.publishedVersionId = version.versionId;
  document.updatedAt = tools.now;
  const months = Number(await tools.organization.setting('documents.review_months'));
  if (months > 0) document.nextReviewOn = addMonths(tools.now, months);
  await tools.documents.flush();
  await tools.index.putPublished(document, version);
  await tools.index.removeDraft(document);
  return document.documentId;
}

/** Takes the published version away from readers; nothing is lost. Needs `document.publish`. */
export async function unpublishDocument(tools: ChangeTools, documentId: string): Promise<string> {
  const document = await openDocument(tools, documentId, {
    permission: 'document.publish',
    even: ['archived'],
  });
  if (document.publishedVersionId === null) return documentId;
  noteVersion(tools, document, await withdraw(tools, document), undefined);
  document.updatedAt = tools.now;
  await tools.documents.flush();
  await tools.index.removePublished(document);
  await tools.index.putDraft(document, await tools.documents.newestVersion(document));
  return documentId;
}

/**
 * Written before the next one is published: one document has one published version (unique index). Returns the number
 * of the version that readers saw until now.
 */
async function withdraw(tools: ChangeTools, document: DocumentRecord): Promise<number | undefined> {
  if (document.publishedVersionId === null) return undefined;
  const published = await tools.documents.version(document, document.publishedVersionId);
  if (published) published.isPublished = false;
  document.publishedVersionId = null;
  await tools.documents.flush();
  return published?.number;
}

/** The audit entry tells versions by number; the unit of work knows their ids only. */
function noteVersion(
  tools: ChangeTools,
  { documentId: id }: DocumentRecord,
  before?: number,
  after?: number,
): void {
  tools.facts.note({ entity: 'Document', id, field: 'published_version', class: 'technical', before, after });
}
