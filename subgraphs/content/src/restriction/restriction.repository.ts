import type { Change } from '#runtime/graphql/context.js';
import type { Reads } from '../document/document-reads.repository.js';
import type { MoveEffectRow, Named, NamedAnew, RestrictionRow } from './restriction.js';

const OF = `SELECT restriction_id AS id, document_id AS "documentId", level, restricted_id AS "restrictedId",
       made_by AS "madeBy", reason, since, users, groups FROM content.restrictions_of($1::uuid[])`;
const MOVE = `SELECT gains, loses, comes_under AS "comesUnder", leaves, keeps_own AS "keepsOwn"
  FROM content.move_effect($1, $2, $3)`;
const CANDIDATES = 'SELECT content.restriction_candidates($1) AS ids';
const RESTRICT = 'SELECT content.restrict_document($1, $2, $3::uuid[], $4::uuid[], $5)';
const CHANGE = `SELECT restriction_id AS id, users_before AS users, groups_before AS groups
  FROM content.change_restriction($1, $2::uuid[], $3::uuid[], $4)`;
const LIFT = 'SELECT content.lift_restriction($1) AS id';

/** What is read of restrictions; the functions decide for whom. */
export function restrictionReads(reads: Reads) {
  return {
    /** Those that hold for each document, its own first. */
    of: async (documentIds: readonly string[]): Promise<Map<string, RestrictionRow[]>> => {
      const rows = await reads.query<RestrictionRow>(OF, [documentIds]);
      const found = Map.groupBy(rows, (row) => row.documentId);
      for (const each of found.values()) each.sort((a, b) => a.level - b.level);
      return found;
    },
    /** Who reads the Space of a document; throws for somebody who may not restrict it. */
    candidates: async (documentId: string) =>
      (await reads.query<{ ids: string[] }>(CANDIDATES, [documentId]))[0]?.ids ?? [],
    /** Null for somebody who could not make this move. */
    effectOfMove: async (documentId: string, spaceId: string, parentId: string | null) =>
      (await reads.query<MoveEffectRow>(MOVE, [documentId, spaceId, parentId]))[0] ?? null,
  };
}

/** The changes of restrictions; each function decides again whether the context may. */
export interface RestrictionRepository {
  restrict(id: string, documentId: string, named: Named, reason: string | null): Promise<void>;
  /** Returns the restriction and who was named before. Groups that are null stay as they are. */
  change(
    documentId: string,
    named: NamedAnew,
    reason: string | null,
  ): Promise<Named & { readonly id: string }>;
  /** Returns the restriction that ended; null when there was none. */
  lift(documentId: string): Promise<string | null>;
}

/** Restrictions by way of the mutation's transaction. */
export function restrictionRepository({ query }: Pick<Change, 'query'>): RestrictionRepository {
  return {
    restrict: async (id, documentId, { users, groups }, reason) =>
      void (await query(RESTRICT, [id, documentId, users, groups, reason])),
    change: async (documentId, { users, groups }, reason) =>
      (await query<Named & { id: string }>(CHANGE, [documentId, users, groups, reason]))[0]!,
    lift: async (documentId) => (await query<{ id: string | null }>(LIFT, [documentId]))[0]?.id ?? null,
  };
}
