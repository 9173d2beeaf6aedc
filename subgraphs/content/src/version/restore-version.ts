import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { ChangeTools } from '../document/change-tools.js';
import { expectRevision, openDocument } from '../document/open-document.js';
import { keepDraft } from './keep-draft.js';

/** Makes an earlier version the newest one again, as a version of its own. Needs `document.write`. */
export async function restoreVersion(
  tools: ChangeTools,
  input: { documentId: string; versionId: string; expectedRevision: number },
): Promise<string> {
  const document = await openDocument(tools, input.documentId, { permission: 'document.write' });
  const earlier = isId(input.versionId) ? await tools.documents.version(document, input.versionId) : null;
  if (!earlier) throw notFound('Document', document.documentId);
  await expectRevision(tools, document, input.expectedRevision);
  const { title, body, plain, byteSize, wordCount, number } = earlier;
  await keepDraft(tools, document, { title, body, plain, byteSize, wordCount }, { restoredFrom: number });
  return document.documentId;
}
