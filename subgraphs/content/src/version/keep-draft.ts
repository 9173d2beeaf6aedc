import canonicalize from 'canonicalize';
import { newId } from '#runtime/graphql/ids.js';
import type { ChangeTools } from '../document/change-tools.js';
import type { DocumentRecord } from '../document/document.entity.js';
import { coalesces } from './coalesce.js';
import type { VersionRecord } from './version.entity.js';
import type { Draft } from './version.js';

/**
 * Keeps what an author wrote as the newest version of an open document: in the newest one if it may still
 * take it, else as one more. What is unchanged makes neither. Raises the document's revision.
 *
 * `restoredFrom` is the number of the version that was restored; that always makes a version of its own, and so
 * does `asNewVersion` for a draft that differs.
 */
export async function keepDraft(
  tools: ChangeTools,
  document: DocumentRecord,
  draft: Draft,
  options: { restoredFrom?: number; asNewVersion?: boolean } = {},
): Promise<void> {
  const { restoredFrom = null, asNewVersion = false } = options;
  const newest = await tools.documents.newestVersion(document);
  if (restoredFrom === null && isSame(newest, draft)) return;
  const version =
    restoredFrom === null && !asNewVersion && (await mayCoalesce(tools, newest))
      ? Object.assign(newest, draft, { savedAt: tools.now })
      : newVersion(tools, document, draft, restoredFrom);
  const fact = { entity: 'Document', id: document.documentId, class: 'technical' } as const;
  tools.facts.note({ ...fact, field: 'draft_version', after: version.number });
  document.latestVersion = version.number;
  document.revision += 1;
  document.updatedAt = tools.now;
  if (version === newest) await tools.documents.flush();
  else await tools.documents.addVersion(version);
  await tools.index.putDraft(document, version);
}

/** A version that is not stored yet, after the newest one of its document. */
export function newVersion(
  { actor, now }: Pick<ChangeTools, 'actor' | 'now'>,
  document: DocumentRecord,
  { title, body, plain, byteSize, wordCount }: Draft,
  restoredFrom: number | null = null,
  number = document.latestVersion + 1,
): VersionRecord {
  const { orgId, spaceId, documentId } = document;
  return {
    ...{ versionId: newId(now.getTime()), orgId, spaceId, documentId, number },
    ...{ title, body, plain, byteSize, wordCount, restoredFrom },
    ...{ authorId: actor.userId!, createdAt: now, savedAt: now },
    ...{ isPublished: false, publishedAt: null, publishedBy: null },
  };
}

async function mayCoalesce(tools: ChangeTools, newest: VersionRecord): Promise<boolean> {
  const minutes = Number(await tools.organization.setting('documents.coalesce_minutes'));
  return coalesces(newest, tools.actor.userId!, tools.now, minutes);
}

const isSame = (newest: VersionRecord, draft: Draft): boolean =>
  newest.title === draft.title && canonicalize(newest.body) === canonicalize(draft.body);
