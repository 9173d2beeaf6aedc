import { definerFunction } from '#runtime/db/table.js';

/** Figures over all documents for the claims board: numbers, no titles and no text. */
export const up = [
  definerFunction({
    signature: 'content.version_figures()',
    returns: 'TABLE (documents integer, without_version integer, with_gaps integer, published_twice integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT count(*)::integer,
         count(*) FILTER (WHERE v.kept IS NULL)::integer,
         count(*) FILTER (WHERE v.kept <> v.newest OR v.newest <> d.latest_version)::integer,
         count(*) FILTER (WHERE v.published > 1 OR (d.published_version_id IS NOT NULL) <> (v.published = 1))::integer
    FROM content.document d
    LEFT JOIN LATERAL (
      SELECT max(x.number) AS newest, count(*) AS kept, count(*) FILTER (WHERE x.is_published) AS published
        FROM content.document_version x WHERE x.org_id = d.org_id AND x.document_id = d.document_id
      HAVING count(*) > 0) v ON true`,
  }),

  // Published to compliance's own functions: where and when a version was begun, without what it says.
  definerFunction({
    signature: 'content.version_changes(since timestamptz)',
    returns: 'TABLE (org_id uuid, at timestamptz, wrote text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT v.org_id, v.saved_at, v.xmin::text FROM content.document_version v WHERE v.saved_at > since`,
  }),
].join('\n');
