import type { PageRequest } from '#runtime/graphql/page.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { Permission } from '#schema/permissions.js';
import type { TenancyContext } from '../services.js';
import type { Facts, PersonReview, PlaceReview } from './access-facts.js';

/** A place: the Organization when neither is named. */
export interface Place {
  readonly spaceId: string | null;
  readonly documentId: string | null;
}

const PLACE = 'SELECT tenancy.review_place($1, $2, $3, $4, $5, $6, $7, $8) AS answer';
const PERSON = 'SELECT tenancy.review_person($1, $2, $3, $4, $5) AS answer';
const FACTS = 'SELECT tenancy.explain_facts($1, $2, $3, $4) AS answer';
const SPACES =
  'SELECT space_id AS "spaceId", name FROM tenancy.reviewable_spaces(coalesce($1, clock_timestamp()))';

/** Reviews of access: the database decides who may ask, and answers in one round trip. */
export function accessRepository(ctx: TenancyContext) {
  const first = async <Answer>(sql: string, values: readonly unknown[]): Promise<Answer | null> => {
    const [row] = await ctx.query<{ answer: Answer | null }>(sql, values);
    return row?.answer ?? null;
  };
  return {
    /** Who held something at a place; `null` when there is no such place for the reader. One row more than asked for. */
    ofPlace(
      place: Place,
      permission: Permission | null,
      at: Date | null,
      search: string,
      page: PageRequest,
    ): Promise<PlaceReview | null> {
      const [name, id] = keysetOf(page);
      return first(PLACE, [
        ...[place.spaceId, place.documentId, permission, at, search],
        ...[name, id, page.first + 1],
      ]);
    },

    /** What somebody held; `null` when there is nobody of that id for the reader. One Space more than asked for. */
    ofPerson(personId: string, at: Date | null, page: PageRequest): Promise<PersonReview | null> {
      const [name, id] = keysetOf(page);
      return first(PERSON, [personId, at, name, id, page.first + 1]);
    },

    /** The fences before somebody; `null` when the reader may not ask. */
    facts: (personId: string, place: Place, at: Date | null): Promise<Facts | null> =>
      first(FACTS, [personId, place.spaceId, place.documentId, at]),

    /** The Spaces about which the reader may ask, by name; at most 1,000. */
    spaces: (at: Date | null): Promise<{ spaceId: string; name: string }[]> => ctx.query(SPACES, [at]),
  };
}

function keysetOf(page: PageRequest): readonly [string | null, string | null] {
  const [name = null, id = null] = page.after ?? [];
  if (id !== null && !isId(id))
    throw invalidInput('after', 'Diese Seitenmarke ist ungültig.', 'This cursor is not valid.');
  return [name, id];
}

/** The queries of {@link accessRepository}. */
export type AccessRepository = ReturnType<typeof accessRepository>;
