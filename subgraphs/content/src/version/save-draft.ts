import type { ChangeTools } from '../document/change-tools.js';
import { expectRevision, openDocument } from '../document/open-document.js';
import { checkDraft } from './check-draft.js';
import { keepDraft } from './keep-draft.js';

/**
 * Saves title and text. Needs `document.write`.
 *
 * Throws INVALID_INPUT for a body that the document model does not know, CONFLICT when somebody (or another
 * tab) saved since `expectedRevision` was read.
 */
export async function saveDraft(
  tools: ChangeTools,
  input: {
    documentId: string;
    expectedRevision: number;
    title: string;
    body: unknown;
    /** Keeps what is replaced in the history, for example the other side of a conflict. */
    asNewVersion?: boolean;
  },
): Promise<string> {
  const document = await openDocument(tools, input.documentId, { permission: 'document.write' });
  const draft = checkDraft(input.title, input.body);
  await expectRevision(tools, document, input.expectedRevision);
  await keepDraft(tools, document, draft, { asNewVersion: input.asNewVersion ?? false });
  return document.documentId;
}
