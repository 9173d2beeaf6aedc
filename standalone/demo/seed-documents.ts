import { newId } from '#runtime/graphql/ids.js';
import type { DocumentRecord } from '#subgraphs/content/src/document/document.entity.js';
import { searchIndex } from '#subgraphs/content/src/search/search-index.repository.js';
import type { VersionRecord } from '#subgraphs/content/src/version/version.entity.js';
import { daysBefore, insert, type Run } from './insert.js';
import { bodyOf } from './markup.js';
import type { DemoDocument, DemoVersion } from './model.js';
import type { Accounts } from './seed-accounts.js';

const STEP = 1024;

interface Tools {
  readonly run: Run;
  readonly now: Date;
  readonly accounts: Accounts;
}

interface Place {
  readonly orgId: string;
  readonly spaceId: string;
  readonly parentId?: string;
}

/** A document as the seed wrote it, by the title of its newest version. */
export interface SeededDocument {
  readonly id: string;
  readonly title: string;
}

/** Writes documents with all their versions and search entries; returns them, children last. */
export async function seedDocuments(
  tools: Tools,
  place: Place,
  documents: readonly DemoDocument[],
): Promise<SeededDocument[]> {
  const seeded: SeededDocument[] = [];
  for (const [index, document] of documents.entries()) {
    const id = await seedDocument(tools, place, document, (index + 1) * STEP);
    seeded.push({ id, title: document.title });
    seeded.push(...(await seedDocuments(tools, { ...place, parentId: id }, document.children ?? [])));
  }
  return seeded;
}

async function seedDocument(
  tools: Tools,
  place: Place,
  document: DemoDocument,
  position: number,
): Promise<string> {
  const { now, run } = tools;
  const [first] = document.versions;
  if (!first) throw new Error(`The demo's document ${document.title} has no version.`);
  const createdAt = daysBefore(now, first.daysAgo);
  const documentId = newId(createdAt.getTime());
  const versions = document.versions.map((version, index) =>
    versionOf(tools, place, document, { documentId, version, index }),
  );
  const published = versions.findLast((version) => version.publishedAt !== null);
  if (published) published.isPublished = true;
  const record = recordOf(tools, place, document, { documentId, createdAt, versions, position });
  const { publishedVersionId: _later, ...row } = record;
  await insert(run, 'content.document', snakeCase(row));
  for (const version of versions)
    await insert(
      run,
      'content.document_version',
      snakeCase({ ...version, body: JSON.stringify(version.body) }),
    );
  if (published) {
    record.publishedVersionId = published.versionId;
    await run('UPDATE content.document SET published_version_id = $2 WHERE document_id = $1', [
      documentId,
      published.versionId,
    ]);
  }
  await indexDocument(tools, record, published, versions.at(-1));
  return documentId;
}

function recordOf(
  { now, accounts }: Tools,
  place: Place,
  document: DemoDocument,
  made: {
    readonly documentId: string;
    readonly createdAt: Date;
    readonly versions: readonly VersionRecord[];
    readonly position: number;
  },
): DocumentRecord {
  const { documentId, createdAt, versions, position } = made;
  const put = (days: number | undefined): Date | null => (days === undefined ? null : daysBefore(now, days));
  const [archivedAt, trashedAt] = [put(document.archivedDaysAgo), put(document.trashedDaysAgo)];
  const { orgId, spaceId, parentId = null } = place;
  return {
    ...{ documentId, orgId, spaceId, parentId, position, createdAt },
    ownerId: accounts(document.owner),
    language: document.language,
    classification: document.classification,
    nextReviewOn: reviewDate(now, document.reviewInDays),
    publishedVersionId: null,
    latestVersion: versions.length,
    revision: versions.length,
    createdBy: accounts(document.versions[0]?.author ?? document.owner),
    updatedAt: trashedAt ?? archivedAt ?? latestOf(versions, createdAt),
    ...{
      archivedAt,
      archivedWith: archivedAt && documentId,
      trashedAt,
      trashedWith: trashedAt && documentId,
    },
  };
}

function versionOf(
  { now, accounts }: Tools,
  { orgId, spaceId }: Place,
  document: DemoDocument,
  made: { readonly documentId: string; readonly version: DemoVersion; readonly index: number },
): VersionRecord {
  const { documentId, version, index } = made;
  const { body, plain, byteSize, wordCount } = bodyOf(version.text);
  const createdAt = daysBefore(now, version.daysAgo);
  // Written for a while, published when it was done.
  const savedAt = new Date(createdAt.getTime() + 25 * 60_000);
  const { published } = version;
  const publishedAt = published ? new Date(daysBefore(now, published.daysAgo).getTime() + 55 * 60_000) : null;
  return {
    ...{ versionId: newId(createdAt.getTime()), orgId, spaceId, documentId, number: index + 1 },
    title: version.title ?? document.title,
    ...{ body, plain, byteSize, wordCount, authorId: accounts(version.author), createdAt, savedAt },
    ...{ restoredFrom: null, isPublished: false, publishedAt },
    publishedBy: published ? accounts(published.by ?? version.author) : null,
  };
}

/** The same entries that publishing and saving would have made. */
async function indexDocument(
  { run }: Tools,
  document: DocumentRecord,
  published: VersionRecord | undefined,
  newest: VersionRecord | undefined,
): Promise<void> {
  const index = searchIndex({
    query: async <Row>(sql: string, params: readonly unknown[] = []) => {
      await run(sql, params);
      return [] as Row[];
    },
  });
  if (published) await index.putPublished(document, published);
  if (newest && newest !== published) await index.putDraft(document, newest);
}

function reviewDate(now: Date, days: number | undefined): string | null {
  return days === undefined ? null : new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

function latestOf(versions: readonly VersionRecord[], createdAt: Date): Date {
  const times = versions.flatMap(({ savedAt, publishedAt }) => [
    savedAt.getTime(),
    publishedAt?.getTime() ?? 0,
  ]);
  return new Date(Math.max(createdAt.getTime(), ...times));
}

function snakeCase(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value as unknown,
    ]),
  );
}
