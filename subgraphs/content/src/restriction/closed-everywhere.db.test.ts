import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '#runtime/testing/world.js';
import { contentSubgraph } from '../subgraph.js';

let world: World;
beforeAll(async () => {
  world = await createWorld([contentSubgraph]);
});
afterAll(() => world.close());

const SCHEMAS = "'{platform,identity,tenancy,content,files,ai,compliance}'::text[]";
const LOGINS = "r.rolname LIKE 'kopexa\\_%' AND r.rolcanlogin";
/** Words of a function that leave out what restrictions close to the context. */
const CLOSES = /\b(closed_documents|closed_files|closed_subjects|is_closed|restrictable)\(/;
/** Tables with a row for each document, or for something of one. */
const OF_DOCUMENTS =
  /\b(content\.(document|document_version|search_entry|restriction|restriction_grant|placement)|files\.(file|file_version|upload))\b(?!\s*\()/;

/** Tables that a login reads and restrictions leave alone, each with its reason. */
const OPEN_TABLES: Readonly<Record<string, string>> = {
  'tenancy.access_request':
    'Says that somebody asked for an id which they knew; what it is called comes from content, which answers nothing for what is closed.',
};

/** Functions that a login may call and that read documents without asking for restrictions, each with its reason. */
const OPEN_FUNCTIONS: Readonly<Record<string, string>> = {
  'content.closed_documents': 'Is the answer itself: bare ids, for the policies of two rooms.',
  'content.restricted_documents': 'Bare ids, beside rows whose policies close them.',
  'content.space_of': 'To functions that write entries and requests: the Space of an id, never to a login.',
  'files.space_of': 'The same for files.',
  'content.version_figures':
    'Sums over the whole installation for the claims board; no Organization, no title.',
  'content.version_changes': 'To the claims board: when something was written, without what.',
  'tenancy.organization_in_numbers': 'What deleting the Organization removes, to its owners: sums.',
  'tenancy.space_in_numbers':
    'What deleting a Space removes, to those who manage it and see everything in it.',
  'tenancy.deleted_spaces': 'Deleted Spaces with sums, to those who may bring them back.',
  'tenancy.due_spaces': 'The worker: ids of Spaces whose time has come.',
  'tenancy.erase_space': 'The worker: removes all of it.',
  'tenancy.erase_organization': 'The worker: removes all of it.',
  'content.documents_owned': 'To those who end a membership: one sum over the Organization.',
  'content.spaces_restricted_to':
    'To tenancy, which asks who fills a group: the Spaces of restrictions and who made them, never a document.',
  'tenancy.review_place':
    'Who could read it: to those who review access, or read it themselves (may_review_document).',
  'tenancy.review_person': 'Rights of a person, to those who review access; of documents a number a Space.',
  'tenancy.explain_facts': 'Why somebody may or may not, to those who review access (may_explain).',
  'files.usage': 'One sum over the Organization, as for Spaces that one does not read.',
  'files.expire_uploads': 'The worker: opaque names of objects.',
  'files.purge': 'The worker: opaque names of objects.',
  'files.known_objects': 'The worker: opaque names of objects.',
  'files.to_rewrap': 'The worker: ids and wrapped keys.',
  'files.rewrap': 'The worker: ids and wrapped keys.',
};

interface Fn {
  readonly name: string;
  readonly source: string;
  readonly callable: boolean;
}

/** Functions that reach rows of documents, through whatever they call, without closing them on the way. */
async function openFunctions(): Promise<string[]> {
  const functions = await world.sql<Fn>(
    `SELECT p.oid::regproc::text AS name, p.prosrc AS source,
            p.prorettype <> 'trigger'::regtype AND EXISTS (
              SELECT 1 FROM pg_roles r WHERE ${LOGINS} AND has_function_privilege(r.oid, p.oid, 'EXECUTE')) AS callable
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY(${SCHEMAS})`,
  );
  const byName = Map.groupBy(functions, ({ name }) => name);
  const reaches = (fn: Fn, seen: Set<string>): boolean => {
    if (fn.name in OPEN_FUNCTIONS || CLOSES.test(fn.source)) return false;
    if (OF_DOCUMENTS.test(fn.source)) return true;
    const called = [...fn.source.matchAll(/\b(\w+\.\w+)\(/g)].map(([, name]) => name!);
    return called.some((name) => {
      if (seen.has(name)) return false;
      seen.add(name);
      return (byName.get(name) ?? []).some((each) => reaches(each, seen));
    });
  };
  return functions.filter((fn) => fn.callable && reaches(fn, new Set([fn.name]))).map(({ name }) => name);
}

/** Tables with a document's id that a login may touch past restrictions. */
async function openTables(): Promise<string[]> {
  const tables = await world.sql<{ name: string }>(
    `SELECT DISTINCT c.oid::regclass::text AS name FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN pg_roles r
      WHERE n.nspname = ANY(${SCHEMAS}) AND c.relkind IN ('r', 'p') AND ${LOGINS}
        AND (c.oid = 'files.file_version'::regclass OR c.oid = 'compliance.audit_entry'::regclass OR EXISTS (
          SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'document_id'))
        AND (has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(r.oid, c.oid, 'DELETE'))
        AND r.rolname <> 'kopexa_search'
        AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polcmd = '*'
          AND r.oid = ANY(p.polroles) AND pg_get_expr(p.polqual, p.polrelid) ~ 'closed_')`,
  );
  return tables.map(({ name }) => name).filter((name) => !(name in OPEN_TABLES));
}

describe('restrictions', () => {
  it('hold on every table that has something of a document', async () => {
    expect(await openTables()).toEqual([]);
  });

  it('hold in every function that a login may call, or a reason is written down', async () => {
    expect(await openFunctions()).toEqual([]);
  });

  it('would be missed where somebody forgot them', async () => {
    await world.sql(`CREATE TABLE content.forgotten (org_id uuid, document_id uuid);
      GRANT SELECT ON content.forgotten TO kopexa_content;
      CREATE FUNCTION content.inner_one() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM content.document';
      CREATE FUNCTION ai.outer_one() RETURNS bigint LANGUAGE sql AS 'SELECT content.inner_one()';
      REVOKE ALL ON FUNCTION content.inner_one() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ai.outer_one() TO kopexa_ai;
      DROP POLICY unrestricted ON files.file`);
    expect((await openTables()).sort()).toEqual(['content.forgotten', 'files.file']);
    expect(await openFunctions()).toEqual(['ai.outer_one']);
  });
});
