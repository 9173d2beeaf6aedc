import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { ChangeTools } from './change-tools.js';
import type { DocumentRecord } from './document.entity.js';
import type { Classification, Language } from './document.js';
import { openDocument } from './open-document.js';
import { isDay } from './review-date.js';

/** Details that are to change; what is absent stays. */
export interface Details {
  readonly documentId: string;
  readonly language?: Language | null;
  readonly classification?: Classification | null;
  /** Null: nobody owns it. */
  readonly ownerId?: string | null;
  /** `YYYY-MM-DD`; null: no review is due. */
  readonly nextReviewOn?: string | null;
}

/** Changes language, classification, owner and review date. Needs `document.write`. */
export async function updateDocumentDetails(tools: ChangeTools, details: Details): Promise<string> {
  const document = await openDocument(tools, details.documentId, { permission: 'document.write' });
  const { language, classification, ownerId, nextReviewOn } = details;
  if (classification) document.classification = classification;
  if (ownerId !== undefined && ownerId !== document.ownerId)
    document.ownerId = await checkOwner(tools, ownerId);
  if (nextReviewOn !== undefined) document.nextReviewOn = checkDay(nextReviewOn);
  document.updatedAt = tools.now;
  if (language && language !== document.language) await changeLanguage(tools, document, language);
  await tools.documents.flush();
  return document.documentId;
}

async function checkOwner(tools: ChangeTools, ownerId: string | null): Promise<string | null> {
  if (ownerId === null || (isId(ownerId) && (await tools.organization.isMember(ownerId)))) return ownerId;
  throw invalidInput(
    'input.ownerId',
    'Diese Person ist kein Mitglied der Organization. Laden Sie sie zuerst ein.',
    'This person is not a member of the Organization. Invite them first.',
  );
}

function checkDay(day: string | null): string | null {
  if (day === null || isDay(day)) return day;
  throw invalidInput(
    'input.nextReviewOn',
    'Bitte geben Sie einen Tag in der Form JJJJ-MM-TT an, zum Beispiel 2027-03-31.',
    'Please give a day in the form YYYY-MM-DD, for example 2027-03-31.',
  );
}

/** Search stems by the language, so its entries are made anew. */
async function changeLanguage(
  tools: ChangeTools,
  document: DocumentRecord,
  language: Language,
): Promise<void> {
  document.language = language;
  const newest = await tools.documents.newestVersion(document);
  if (!newest.isPublished) await tools.index.putDraft(document, newest);
  if (document.publishedVersionId === null) return;
  const published = await tools.documents.version(document, document.publishedVersionId);
  if (published) await tools.index.putPublished(document, published);
}
