import type { BodyNode } from '#schema/document-model/schema.js';
import { spacesWith } from '#runtime/actor/actor.js';
import { notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { PageRequest } from '#runtime/graphql/page.js';
import { compareSides, type Comparison } from '../diff/compare.js';
import { inOrder, readDocuments } from '../document/read-documents.js';
import type { VersionRow } from './version.js';
import { versionReads } from './version-reads.repository.js';

/** Two versions and what lies between them. */
export interface ComparedVersions extends Comparison {
  readonly from: VersionRow;
  readonly to: VersionRow;
}

/** Versions as a request reads them: batched, and only those of documents that the actor may read. */
export interface ReadVersions {
  /** With its body; null alike for what is missing, foreign or beyond the actor's rights. */
  byId(id: string): Promise<VersionRow | null>;
  bodyOf(version: VersionRow): Promise<BodyNode>;
  /** One more than the page holds, if there is more. Readers get the published version only. */
  history(documentId: string, page: PageRequest): Promise<VersionRow[]>;
  /** Throws NOT_FOUND when document or version is not there for the actor. */
  compare(documentId: string, from: number, to: number): Promise<ComparedVersions>;
}

/** Versions for one request. */
export function readVersions(ctx: Context): ReadVersions {
  const reads = versionReads(ctx, spacesWith(ctx.actor, 'document.read_draft'));
  const documents = readDocuments(ctx);
  return {
    byId: async (id) => {
      if (!isId(id)) return null;
      const loader = ctx.load<string, VersionRow>('version', async (ids) =>
        inOrder(ids, await reads.byIds(ids)),
      );
      const version = await loader.load(id);
      return version && (await documents.byId(version.documentId)) ? version : null;
    },
    bodyOf: async (version) => {
      if (version.body) return version.body;
      const loader = ctx.load<string, BodyNode>('version-body', async (ids) =>
        inOrder(ids, await reads.bodies(ids)).map((row) => row && row.body),
      );
      const body = await loader.load(version.id);
      if (!body) throw notFound('Document', version.documentId);
      return body;
    },
    history: async (documentId, { first, after }) => {
      const below = after ? Number(after[0]) : null;
      const valid = below === null || (Number.isInteger(below) && below > 0 && below < 2 ** 31);
      if (!valid) return [];
      const loader = ctx.load<string, VersionRow[]>(`history:${first}:${below}`, async (ids) => {
        const found = await reads.history(ids, below, first + 1);
        return ids.map((id) => found.get(id) ?? []);
      });
      return (await loader.load(documentId)) ?? [];
    },
    compare: async (documentId, from, to) => {
      const document = await documents.get(documentId);
      const versions = await reads.byNumbers(document.id, [from, to]);
      const [left, right] = [from, to].map((number) => versions.find((version) => version.number === number));
      if (!left?.body || !right?.body) throw notFound('Document', documentId);
      const sides = [left, right].map(({ title, body }) => ({ title, body: body! })) as [Side, Side];
      return { from: left, to: right, ...compareSides(...sides) };
    },
  };
}

interface Side {
  readonly title: string;
  readonly body: BodyNode;
}
