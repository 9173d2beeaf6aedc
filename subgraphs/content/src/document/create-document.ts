import { holdsIn } from '#runtime/actor/actor.js';
import { EMPTY_BODY } from '#schema/document-model/check-body.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { positionBetween } from '../tree/position.js';
import { findPlaceProblem } from '../tree/tree.policy.js';
import { tooDeep } from '../tree/place.js';
import { checkDraft } from '../version/check-draft.js';
import { newVersion } from '../version/keep-draft.js';
import type { ChangeTools } from './change-tools.js';
import type { DocumentRecord } from './document.entity.js';
import type { Language } from './document.js';
import { mayWriteIn } from './document.policy.js';

/** What a new document is made of. */
export interface NewDocument {
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly title: string;
  /** Absent: the language of the Organization. */
  readonly language?: Language | null;
  /** Absent: one empty paragraph. */
  readonly body?: unknown;
}

/** Creates a document, last below its parent, with its first version. Needs `document.write` in the Space. */
export async function createDocument(tools: ChangeTools, input: NewDocument): Promise<string> {
  const { actor, now, facts } = tools;
  const { spaceId } = input;
  if (!isId(spaceId) || !holdsIn(actor, spaceId, 'document.read')) throw notFound('Space', spaceId);
  facts.space(spaceId);
  if (!mayWriteIn(actor, spaceId)) throw forbidden('Space', spaceId);
  const draft = checkDraft(input.title, input.body ?? EMPTY_BODY);
  await checkParent(tools, spaceId, input.parentId);
  const language = input.language ?? ((await tools.organization.setting('general.language')) as Language);
  const last = await tools.tree.lastPosition(spaceId, input.parentId);
  const document: DocumentRecord = {
    ...{ documentId: newId(now.getTime()), orgId: actor.org!.id, spaceId, parentId: input.parentId },
    ...{
      position: positionBetween(last, null)!,
      ownerId: actor.userId,
      language,
      classification: 'internal',
    },
    ...{ nextReviewOn: null, publishedVersionId: null, latestVersion: 1, revision: 1 },
    ...{ createdBy: actor.userId!, createdAt: now, updatedAt: now },
    ...{ archivedAt: null, archivedWith: null, trashedAt: null, trashedWith: null },
  };
  facts.subject(document.documentId);
  await tools.documents.add(document);
  const version = newVersion(tools, document, draft, null, 1);
  await tools.documents.addVersion(version);
  await tools.index.putDraft(document, version);
  return document.documentId;
}

async function checkParent(tools: ChangeTools, spaceId: string, parentId: string | null): Promise<void> {
  if (parentId === null) return;
  if (!isId(parentId)) throw notFound('Document', parentId);
  const parent = await tools.documents.open(parentId);
  if (!parent || parent.spaceId !== spaceId || parent.trashedAt !== null)
    throw notFound('Document', parentId);
  if (parent.archivedAt !== null) {
    throw invalidInput(
      'input.parentId',
      'Das übergeordnete Dokument ist archiviert. Holen Sie es zuerst aus dem Archiv zurück.',
      'The parent document is archived. Bring it back from the archive first.',
    );
  }
  const ancestors = await tools.tree.ancestors(parentId);
  if (findPlaceProblem({ subtree: new Set(), height: 1, ancestors })) throw tooDeep();
}
