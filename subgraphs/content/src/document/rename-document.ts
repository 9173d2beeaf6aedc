import { checkDraftTitle } from '../version/check-draft.js';
import { keepDraft } from '../version/keep-draft.js';
import type { ChangeTools } from './change-tools.js';
import { expectRevision, openDocument } from './open-document.js';

/** Changes the title, which is part of the draft: readers see it once it is published. Needs `document.write`. */
export async function renameDocument(
  tools: ChangeTools,
  input: { documentId: string; expectedRevision: number; title: string },
): Promise<string> {
  const document = await openDocument(tools, input.documentId, { permission: 'document.write' });
  const title = checkDraftTitle(input.title, 'title');
  await expectRevision(tools, document, input.expectedRevision);
  const { body, plain, byteSize, wordCount } = await tools.documents.newestVersion(document);
  await keepDraft(tools, document, { title, body, plain, byteSize, wordCount });
  return document.documentId;
}
