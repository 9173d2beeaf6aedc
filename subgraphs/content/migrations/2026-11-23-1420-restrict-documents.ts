import { content, createTable, createdAt, definerFunction, id, technical } from '#runtime/db/table.js';
import { OWNER } from '#runtime/db/roles.js';

const CONTENT = 'kopexa_content';
const since = (): ReturnType<typeof technical> => technical('timestamptz NOT NULL DEFAULT clock_timestamp()');
const until = (): ReturnType<typeof technical> => technical("timestamptz NOT NULL DEFAULT 'infinity'");
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/**
 * Who is let in, and where each document was when (ADR 18). Rows hold from `valid_from` to before `valid_to` and are
 * never deleted. No login reads or writes them: functions decide.
 */
const tables = [
  createTable({
    name: 'content.restriction',
    scope: 'organization',
    columns: {
      restriction_id: id(),
      org_id: technical('uuid NOT NULL'),
      document_id: technical('uuid NOT NULL'),
      made_by: technical('uuid NOT NULL'),
      reason: content("text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000)"),
      valid_from: since(),
      valid_to: until(),
      lifted_by: technical('uuid'),
    },
    constraints: [
      'PRIMARY KEY (org_id, restriction_id)',
      'FOREIGN KEY (org_id, document_id) REFERENCES content.document (org_id, document_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(org_id, document_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  `CREATE UNIQUE INDEX one_current_restriction ON content.restriction (org_id, document_id) WHERE valid_to = 'infinity';`,
  createTable({
    name: 'content.restriction_grant',
    scope: 'organization',
    columns: {
      grant_id: id(),
      org_id: technical('uuid NOT NULL'),
      restriction_id: technical('uuid NOT NULL'),
      principal_kind: technical("text NOT NULL CHECK (principal_kind IN ('user', 'group'))"),
      principal_id: technical('uuid NOT NULL'),
      granted_by: technical('uuid NOT NULL'),
      valid_from: since(),
      valid_to: until(),
    },
    constraints: [
      'PRIMARY KEY (org_id, grant_id)',
      'FOREIGN KEY (org_id, restriction_id) REFERENCES content.restriction (org_id, restriction_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(org_id, restriction_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  `CREATE UNIQUE INDEX one_current_principal ON content.restriction_grant
     (org_id, restriction_id, principal_kind, principal_id) WHERE valid_to = 'infinity';`,
  createTable({
    name: 'content.placement',
    scope: 'organization',
    columns: {
      placement_id: id(),
      org_id: technical('uuid NOT NULL'),
      document_id: technical('uuid NOT NULL'),
      // Not space_id: when a Space is erased, what goes are its documents of now with all their past.
      in_space_id: technical('uuid NOT NULL'),
      parent_id: technical('uuid'),
      is_published: technical('boolean NOT NULL'),
      is_trashed: technical('boolean NOT NULL'),
      valid_from: since(),
      valid_to: until(),
      created_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, placement_id)',
      'FOREIGN KEY (org_id, document_id) REFERENCES content.document (org_id, document_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(org_id, document_id, valid_from DESC)', '(org_id, in_space_id, valid_to)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  `CREATE UNIQUE INDEX one_current_placement ON content.placement (org_id, document_id) WHERE valid_to = 'infinity';`,
];

/**
 * Where a document is and whether readers see it, kept by a trigger. What was before this migration is taken from the
 * times that documents carry: the place of today since their beginning.
 */
const placements = [
  definerFunction({
    signature: 'content.place_document()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: [OWNER],
    body: `
DECLARE moment timestamptz := clock_timestamp();
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.space_id, NEW.parent_id, NEW.published_version_id IS NULL, NEW.trashed_at IS NULL) IS NOT DISTINCT FROM
       (OLD.space_id, OLD.parent_id, OLD.published_version_id IS NULL, OLD.trashed_at IS NULL) THEN RETURN NULL; END IF;
    UPDATE content.placement p SET valid_to = greatest(moment, p.valid_from)
     WHERE p.org_id = NEW.org_id AND p.document_id = NEW.document_id AND p.valid_to = 'infinity';
  END IF;
  INSERT INTO content.placement (org_id, document_id, in_space_id, parent_id, is_published, is_trashed, valid_from)
    VALUES (NEW.org_id, NEW.document_id, NEW.space_id, NEW.parent_id, NEW.published_version_id IS NOT NULL,
            NEW.trashed_at IS NOT NULL, moment);
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER place AFTER INSERT OR UPDATE OF space_id, parent_id, published_version_id, trashed_at
     ON content.document FOR EACH ROW EXECUTE FUNCTION content.place_document();
   INSERT INTO content.placement (org_id, document_id, in_space_id, parent_id, is_published, is_trashed, valid_from, valid_to)
   SELECT d.org_id, d.document_id, d.space_id, d.parent_id, part.published, part.trashed, part.since, part.until
     FROM content.document d
    CROSS JOIN LATERAL (SELECT min(v.published_at) AS at FROM content.document_version v
                         WHERE v.org_id = d.org_id AND v.document_id = d.document_id) first
    CROSS JOIN LATERAL (VALUES
      (false, false, d.created_at, least(coalesce(first.at, 'infinity'), coalesce(d.trashed_at, 'infinity'))),
      (d.published_version_id IS NOT NULL, false, first.at, coalesce(d.trashed_at, 'infinity')),
      (d.published_version_id IS NOT NULL, true, d.trashed_at, 'infinity'::timestamptz)) part (published, trashed, since, until)
    WHERE part.since IS NOT NULL AND part.until > part.since;`,
];

/** Whether a restriction lets somebody in: by name, or through a group. */
const admits = (restriction: string): string => `EXISTS (
        SELECT 1 FROM content.restriction_grant g
         WHERE g.org_id = org AND g.restriction_id = ${restriction} AND ${now('g')}
           AND ((g.principal_kind = 'user' AND g.principal_id = account)
             OR (g.principal_kind = 'group' AND g.principal_id = ANY(groups))))`;

/** What is closed at this statement. */
const closed = [
  // A document and what is above it, itself first at level 0. The guard ends the walk even if a cycle ever came about.
  definerFunction({
    signature: 'content.way_up(org uuid, document uuid)',
    returns: 'TABLE (document_id uuid, level integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH RECURSIVE way AS (
    SELECT d.document_id, d.parent_id, 0 AS level FROM content.document d WHERE d.org_id = org AND d.document_id = document
    UNION ALL
    SELECT d.document_id, d.parent_id, way.level + 1 FROM way
      JOIN content.document d ON d.org_id = org AND d.document_id = way.parent_id WHERE way.level < 100)
  SELECT way.document_id, way.level FROM way`,
  }),
  definerFunction({
    signature: 'content.closed_to(org uuid, account uuid, places uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE groups uuid[] := tenancy.groups_of(org, account);
BEGIN
  RETURN (WITH RECURSIVE closed AS (
    SELECT d.document_id, d.space_id FROM content.restriction r
      JOIN content.document d ON d.org_id = r.org_id AND d.document_id = r.document_id
     WHERE r.org_id = org AND ${now('r')} AND d.space_id = ANY(places) AND NOT ${admits('r.restriction_id')}
    UNION
    SELECT d.document_id, d.space_id FROM closed
      JOIN content.document d ON d.org_id = org AND d.space_id = closed.space_id AND d.parent_id = closed.document_id)
  SELECT coalesce(array_agg(closed.document_id), '{}') FROM closed);
END`,
  }),
  // The documents that restrictions hide from the context's actor, in every Space in which it holds anything: what it
  // holds nothing in is hidden by the Space already. A service account is let in as its owner is, and holds
  // \`document.restrict\` only where it was given that itself.
  definerFunction({
    signature: 'content.closed_documents()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [CONTENT, 'kopexa_files'],
    body: `
DECLARE c platform.request_context := platform.context(); places uuid[]; account uuid := c.user_id;
BEGIN
  IF c.org_id IS NULL OR NOT EXISTS (SELECT 1 FROM content.restriction r WHERE r.org_id = c.org_id AND ${now('r')})
    THEN RETURN '{}'; END IF;
  IF c.kind = 'service' THEN
    account := identity.service_owner(c.org_id, c.user_id, c.session_id);
    places := ARRAY(SELECT s.space_id FROM tenancy.service_space_permissions_of(c.org_id, c.user_id, c.session_id) s
                     WHERE NOT 'document.restrict' = ANY(s.permissions));
  ELSE
    places := ARRAY(SELECT s.space_id FROM tenancy.space_permissions_of(c.org_id, c.user_id) s
                     WHERE NOT 'document.restrict' = ANY(s.permissions));
  END IF;
  RETURN content.closed_to(c.org_id, account, places);
END`,
  }),
  // The same of one document, by the way up from it instead of all the ways down.
  definerFunction({
    signature: 'content.is_closed(org uuid, space uuid, document uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context(); account uuid := c.user_id; groups uuid[];
BEGIN
  IF NOT EXISTS (SELECT 1 FROM content.restriction r WHERE r.org_id = org AND ${now('r')})
     OR space = ANY(tenancy.spaces_with('document.restrict')) THEN RETURN false; END IF;
  IF c.kind = 'service' THEN account := identity.service_owner(c.org_id, c.user_id, c.session_id); END IF;
  groups := tenancy.groups_of(org, account);
  RETURN EXISTS (SELECT 1 FROM content.way_up(org, document) w
    JOIN content.restriction r ON r.org_id = org AND r.document_id = w.document_id AND ${now('r')}
   WHERE NOT ${admits('r.restriction_id')});
END`,
  }),
  // Those that are restricted at all, themselves or from above, in Spaces of the reader: for the mark beside a title.
  // Which of them are closed the policies of the rows decide that it is put beside.
  definerFunction({
    signature: 'content.restricted_documents()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [CONTENT],
    body: `
DECLARE org uuid := platform.org_id(); places uuid[];
BEGIN
  IF org IS NULL OR NOT EXISTS (SELECT 1 FROM content.restriction r WHERE r.org_id = org AND ${now('r')})
    THEN RETURN '{}'; END IF;
  places := tenancy.spaces_with('document.read');
  RETURN (WITH RECURSIVE marked AS (
    SELECT d.document_id, d.space_id FROM content.restriction r
      JOIN content.document d ON d.org_id = r.org_id AND d.document_id = r.document_id
     WHERE r.org_id = org AND ${now('r')} AND d.space_id = ANY(places)
    UNION
    SELECT d.document_id, d.space_id FROM marked
      JOIN content.document d ON d.org_id = org AND d.space_id = marked.space_id AND d.parent_id = marked.document_id)
  SELECT coalesce(array_agg(m.document_id), '{}') FROM marked m);
END`,
  }),
];

/** Restrictions of documents to certain people and groups, with everything below them. */
export const up = [...tables, ...placements, ...closed].join('\n');
