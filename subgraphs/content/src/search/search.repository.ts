import type { Reads } from '../document/document-reads.repository.js';
import type { SearchText } from './search-text.js';
import { MATCH_END, MATCH_START } from './snippet.js';

/** A found version. */
export interface FoundVersion {
  readonly documentId: string;
  readonly rank: number;
  readonly headline: string;
  /** The beginning of the text, where PostgreSQL marked nothing in the headline. */
  readonly plain: string | null;
}

// content.search() filters by what the actor may read; the join puts row-level security over it once more.
const SEARCH = `
SELECT h.document_id AS "documentId", h.rank, l.headline,
       CASE WHEN strpos(l.headline, $7) = 0 THEN left(v.plain, 50000) END AS plain
  FROM content.search($1, $2, $3, $4, $5, $6) h
 CROSS JOIN LATERAL (
   SELECT n.plain FROM content.document_version n
    WHERE n.version_id = h.version_id AND n.document_id = h.document_id LIMIT 1) v
 CROSS JOIN LATERAL (
   SELECT ts_headline(CASE h.language WHEN 'de' THEN 'german'::regconfig ELSE 'english'::regconfig END,
                      left(v.plain, 50000), h.matched, $8) AS headline) l
 ORDER BY h.rank DESC, h.document_id DESC`;

const OPTIONS = `StartSel=${MATCH_START}, StopSel=${MATCH_END}, MaxWords=30, MinWords=12, ShortWord=2, MaxFragments=2, FragmentDelimiter=" … "`;

/** The one statement that searches. */
export function searchRepository(reads: Reads) {
  return {
    /** Best first. `spaceIds` null: everywhere the actor reads. */
    find: (text: SearchText, spaceIds: readonly string[] | null, limit: number, skip: number) =>
      reads.query<FoundVersion>(SEARCH, [
        text.query,
        text.head,
        text.tail,
        spaceIds,
        limit,
        skip,
        MATCH_START,
        OPTIONS,
      ]),
  };
}
