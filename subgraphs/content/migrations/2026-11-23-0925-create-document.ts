import { content, createTable, createdAt, definerFunction, id, technical } from '#runtime/db/table.js';
import { DEFINER, OWNER, SEARCHER } from '#runtime/db/roles.js';

const CONTENT = 'kopexa_content';
const inSpaces = (permission: string): string =>
  `space_id = ANY((SELECT tenancy.spaces_with('${permission}'))::uuid[])`;
const readsDrafts = inSpaces('document.read_draft');
const reads = inSpaces('document.read');
const writes = inSpaces('document.write');
const publishes = inSpaces('document.publish');
const trashes = inSpaces('document.trash');
const language = "text NOT NULL CHECK (language IN ('de', 'en'))";

/**
 * Documents, their versions and the search entries made of them.
 *
 * A title lives in versions only, so nobody learns a draft's title who may not read drafts. Draft or
 * published is access and therefore a policy; archived or trashed is a life-cycle state and never one. When
 * a document moves to another Space, its subtree, versions and search entries follow by ON UPDATE CASCADE.
 */
export const up = [
  createTable({
    name: 'content.document',
    scope: 'organization',
    columns: {
      document_id: id(),
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      parent_id: technical('uuid'),
      position: technical('double precision NOT NULL'),
      owner_id: technical('uuid'),
      language: technical(language),
      classification: technical(
        "text NOT NULL CHECK (classification IN ('public', 'internal', 'confidential', 'strictly_confidential'))",
      ),
      next_review_on: technical('date'),
      published_version_id: technical('uuid'),
      latest_version: technical('integer NOT NULL CHECK (latest_version >= 1)'),
      revision: technical('integer NOT NULL CHECK (revision >= 1)'),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      updated_at: createdAt(),
      archived_at: technical('timestamptz'),
      archived_with: technical('uuid'),
      trashed_at: technical('timestamptz'),
      trashed_with: technical('uuid'),
    },
    constraints: [
      'PRIMARY KEY (org_id, document_id)',
      'UNIQUE (org_id, space_id, document_id)',
      'FOREIGN KEY (org_id, space_id, parent_id) REFERENCES content.document (org_id, space_id, document_id) ON UPDATE CASCADE',
      'CHECK (parent_id <> document_id)',
      'CHECK ((archived_at IS NULL) = (archived_with IS NULL))',
      'CHECK ((trashed_at IS NULL) = (trashed_with IS NULL))',
    ],
    indexes: [
      '(org_id, space_id, document_id DESC)',
      '(org_id, space_id, parent_id, position)',
      '(org_id, updated_at DESC)',
      '(org_id, owner_id) WHERE owner_id IS NOT NULL',
    ],
    definer: ['SELECT'],
    policies: [
      {
        login: CONTENT,
        for: 'SELECT',
        using: `${readsDrafts} OR (published_version_id IS NOT NULL AND ${reads})`,
      },
      {
        login: CONTENT,
        for: 'INSERT',
        check: `${writes} AND published_version_id IS NULL AND created_by = (SELECT platform.user_id())`,
      },
      {
        login: CONTENT,
        for: 'UPDATE',
        using: `${writes} OR ${publishes} OR ${trashes}`,
        check: `${writes} OR ${publishes} OR ${trashes}`,
        columns: [
          ...[
            'space_id',
            'parent_id',
            'position',
            'owner_id',
            'language',
            'classification',
            'next_review_on',
          ],
          ...['published_version_id', 'latest_version', 'revision', 'updated_at'],
          ...['archived_at', 'archived_with', 'trashed_at', 'trashed_with'],
        ],
      },
    ],
  }),

  createTable({
    name: 'content.document_version',
    scope: 'organization',
    columns: {
      version_id: id(),
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      document_id: technical('uuid NOT NULL'),
      number: technical('integer NOT NULL CHECK (number >= 1)'),
      title: content('text NOT NULL CHECK (length(title) BETWEEN 1 AND 200)'),
      body: content('jsonb NOT NULL'),
      plain: content('text NOT NULL'),
      byte_size: technical('integer NOT NULL CHECK (byte_size BETWEEN 0 AND 1048576)'),
      word_count: technical('integer NOT NULL CHECK (word_count >= 0)'),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
      saved_at: createdAt(),
      restored_from: technical('integer'),
      is_published: technical('boolean NOT NULL'),
      published_at: technical('timestamptz'),
      published_by: technical('uuid'),
    },
    constraints: [
      'PRIMARY KEY (org_id, version_id)',
      'UNIQUE (org_id, document_id, number)',
      'UNIQUE (org_id, document_id, version_id)',
      'FOREIGN KEY (org_id, space_id, document_id) REFERENCES content.document (org_id, space_id, document_id) ON UPDATE CASCADE',
      'CHECK (NOT is_published OR published_at IS NOT NULL)',
    ],
    definer: ['SELECT'],
    policies: [
      { login: CONTENT, for: 'SELECT', using: `${readsDrafts} OR (is_published AND ${reads})` },
      {
        login: CONTENT,
        for: 'INSERT',
        check: `${writes} AND NOT is_published AND published_at IS NULL AND author_id = (SELECT platform.user_id())`,
      },
      {
        login: CONTENT,
        for: 'UPDATE',
        using: `${writes} OR ${publishes}`,
        check: `${writes} OR ${publishes}`,
        columns: [
          ...['title', 'body', 'plain', 'byte_size', 'word_count', 'saved_at'],
          ...['is_published', 'published_at', 'published_by'],
        ],
      },
    ],
  }),
  `CREATE UNIQUE INDEX one_published_version ON content.document_version (org_id, document_id) WHERE is_published;
   ALTER TABLE content.document ADD FOREIGN KEY (org_id, document_id, published_version_id)
     REFERENCES content.document_version (org_id, document_id, version_id);`,

  createTable({
    name: 'content.search_entry',
    scope: 'organization',
    columns: {
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      document_id: technical('uuid NOT NULL'),
      kind: technical("text NOT NULL CHECK (kind IN ('published', 'draft'))"),
      version_id: technical('uuid NOT NULL'),
      language: technical(language),
      hidden: technical('boolean NOT NULL'),
      tsv: content('tsvector NOT NULL'),
    },
    constraints: [
      'PRIMARY KEY (org_id, document_id, kind)',
      'FOREIGN KEY (org_id, space_id, document_id) REFERENCES content.document (org_id, space_id, document_id) ON UPDATE CASCADE',
      'FOREIGN KEY (org_id, document_id, version_id) REFERENCES content.document_version (org_id, document_id, version_id)',
    ],
    indexes: ['USING gin (tsv)', '(org_id, space_id)'],
    policies: [
      { login: CONTENT, for: 'SELECT', using: readsDrafts },
      { login: CONTENT, for: 'INSERT', check: `(kind = 'draft' AND ${writes}) OR ${publishes}` },
      {
        login: CONTENT,
        for: 'UPDATE',
        using: `${writes} OR ${publishes} OR ${trashes}`,
        check: `${writes} OR ${publishes} OR ${trashes}`,
        columns: ['version_id', 'language', 'hidden', 'tsv'],
      },
      { login: CONTENT, for: 'DELETE', using: `${writes} OR ${publishes}` },
      { login: SEARCHER, for: 'SELECT', using: 'true' },
    ],
  }),

  // What a policy cannot say: which column needs which permission, and that what was published, or is no
  // longer the newest version, never changes. Migrations and definer functions have no context.
  definerFunction({
    signature: 'content.guard_document()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: [OWNER],
    body: `
DECLARE trashing boolean := NEW.trashed_at IS DISTINCT FROM OLD.trashed_at;
BEGIN
  IF platform.org_id() IS NULL THEN RETURN NEW; END IF;
  IF trashing AND NOT NEW.space_id = ANY(tenancy.spaces_with('document.trash')) THEN
    RAISE EXCEPTION 'document.trash is needed' USING ERRCODE = 'KX403';
  END IF;
  IF NEW.published_version_id IS DISTINCT FROM OLD.published_version_id
     AND NOT NEW.space_id = ANY(tenancy.spaces_with('document.publish')) THEN
    RAISE EXCEPTION 'document.publish is needed' USING ERRCODE = 'KX403';
  END IF;
  IF ((NEW.space_id, NEW.owner_id, NEW.language, NEW.classification, NEW.latest_version, NEW.revision, NEW.archived_at)
        IS DISTINCT FROM
      (OLD.space_id, OLD.owner_id, OLD.language, OLD.classification, OLD.latest_version, OLD.revision, OLD.archived_at)
      OR (NOT trashing AND (NEW.parent_id, NEW.position) IS DISTINCT FROM (OLD.parent_id, OLD.position)))
     AND NOT ARRAY[NEW.space_id, OLD.space_id] <@ tenancy.spaces_with('document.write') THEN
    RAISE EXCEPTION 'document.write is needed' USING ERRCODE = 'KX403';
  END IF;
  RETURN NEW;
END`,
  }),
  definerFunction({
    signature: 'content.guard_version()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: [OWNER],
    body: `
DECLARE newest integer;
BEGIN
  IF platform.org_id() IS NULL THEN RETURN NEW; END IF;
  IF (NEW.is_published, NEW.published_at, NEW.published_by)
       IS DISTINCT FROM (OLD.is_published, OLD.published_at, OLD.published_by)
     AND NOT NEW.space_id = ANY(tenancy.spaces_with('document.publish')) THEN
    RAISE EXCEPTION 'document.publish is needed' USING ERRCODE = 'KX403';
  END IF;
  IF (NEW.title, NEW.body, NEW.plain, NEW.byte_size, NEW.word_count, NEW.saved_at)
       IS DISTINCT FROM (OLD.title, OLD.body, OLD.plain, OLD.byte_size, OLD.word_count, OLD.saved_at) THEN
    SELECT d.latest_version INTO newest FROM content.document d
     WHERE d.org_id = OLD.org_id AND d.document_id = OLD.document_id;
    IF OLD.published_at IS NOT NULL OR OLD.author_id <> platform.user_id() OR OLD.number <> newest
       OR NOT NEW.space_id = ANY(tenancy.spaces_with('document.write')) THEN
      RAISE EXCEPTION 'this version is settled' USING ERRCODE = 'KX403';
    END IF;
  END IF;
  RETURN NEW;
END`,
  }),
  `CREATE TRIGGER guard BEFORE UPDATE ON content.document FOR EACH ROW EXECUTE FUNCTION content.guard_document();
   CREATE TRIGGER guard BEFORE UPDATE OF title, body, plain, byte_size, word_count, saved_at, is_published, published_at,
     published_by ON content.document_version FOR EACH ROW EXECUTE FUNCTION content.guard_version();`,

  // Published to the other rooms' definer functions: where a document of this Organization lives.
  definerFunction({
    signature: 'content.space_of(org uuid, document uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT d.space_id FROM content.document d WHERE d.org_id = org AND d.document_id = document`,
  }),
  // Published to the audit viewer: titles of those documents that the context may read, as it reads them.
  definerFunction({
    signature: 'content.titles(ids uuid[])',
    returns: 'TABLE (document_id uuid, title text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `
  SELECT d.document_id, v.title FROM content.document d
    JOIN content.document_version v ON v.org_id = d.org_id AND v.document_id = d.document_id
     AND ((v.number = d.latest_version AND d.space_id = ANY((SELECT tenancy.spaces_with('document.read_draft'))::uuid[]))
       OR (v.version_id = d.published_version_id AND d.space_id = ANY((SELECT tenancy.spaces_with('document.read'))::uuid[])
           AND NOT d.space_id = ANY((SELECT tenancy.spaces_with('document.read_draft'))::uuid[])))
   WHERE d.org_id = (SELECT platform.org_id()) AND d.document_id = ANY(ids)`,
  }),
  `GRANT USAGE ON SCHEMA content TO kopexa_compliance;
   GRANT USAGE ON SCHEMA tenancy TO ${CONTENT};
   GRANT USAGE ON SCHEMA platform, tenancy TO ${SEARCHER};
   SET LOCAL ROLE ${DEFINER};
   GRANT EXECUTE ON FUNCTION tenancy.spaces_with(text), platform.org_id() TO ${SEARCHER};
   SET LOCAL ROLE ${OWNER};`,

  // Row-level security would keep the GIN index from being used (@@ is not leakproof): the search role sees
  // every entry, so this function itself filters by what the context may read. Weights: A title, B text and
  // tails of compounds in the title, C words as written (for a word still being typed), D tails in the text.
  definerFunction({
    signature: 'content.search(query text, head text, tail text, within uuid[], size integer, skip integer)',
    returns: 'TABLE (document_id uuid, version_id uuid, language text, rank real, matched tsquery)',
    volatility: 'STABLE',
    owner: SEARCHER,
    execute: [CONTENT],
    body: `
#variable_conflict use_column
DECLARE
  org uuid := platform.org_id();
  published uuid[] := tenancy.spaces_with('document.read');
  drafts uuid[] := tenancy.spaces_with('document.read_draft');
  german tsquery := websearch_to_tsquery('german', query);
  english tsquery := websearch_to_tsquery('english', query);
  typing tsquery;
BEGIN
  IF org IS NULL THEN RETURN; END IF;
  IF coalesce(tail, '') <> '' THEN
    typing := to_tsquery('simple', quote_literal(tail) || ':*AC');
    german := german || (websearch_to_tsquery('german', coalesce(head, '')) && typing);
    english := english || (websearch_to_tsquery('english', coalesce(head, '')) && typing);
  END IF;
  RETURN QUERY
    SELECT best.document_id, best.version_id, best.language, best.rank, best.matched
      FROM (SELECT DISTINCT ON (found.document_id) found.*
              FROM (SELECT e.document_id, e.version_id, e.language, e.kind, m.matched,
                           ts_rank('{0.05, 0.1, 0.4, 1.0}', e.tsv, m.matched, 1) AS rank
                      FROM content.search_entry e
                     CROSS JOIN LATERAL (SELECT CASE e.language WHEN 'de' THEN german ELSE english END AS matched) m
                     WHERE ((e.language = 'de' AND e.tsv @@ german) OR (e.language = 'en' AND e.tsv @@ english))
                       AND e.org_id = org AND NOT e.hidden
                       AND (within IS NULL OR e.space_id = ANY(within))
                       AND ((e.kind = 'published' AND e.space_id = ANY(published))
                         OR (e.kind = 'draft' AND e.space_id = ANY(drafts)))) found
             ORDER BY found.document_id, found.rank DESC, found.kind DESC) best
     ORDER BY best.rank DESC, best.document_id DESC
     LIMIT least(size, 201) OFFSET least(skip, 200);
END`,
  }),
].join('\n');
