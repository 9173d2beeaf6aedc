import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import type { Login } from '#runtime/db/roles.js';
import type { Person } from '#runtime/testing/world.js';
import { setSetting } from '#tests/kit/ai.js';
import { createScenario, must, type MadeDocument, type Scenario } from '#tests/kit/scenario.js';
import { askAs, makeService, serviceActor } from '#tests/kit/service.js';
import { uploaderOf } from '#tests/kit/uploads.js';

const RESTRICT = 'mutation($input: RestrictDocumentInput!) { restrictDocument(input: $input) { id } }';
const CHANGE = 'mutation($input: ChangeRestrictionInput!) { changeRestriction(input: $input) { id } }';
const READ = 'query($id: ID!) { document(id: $id) { id title } }';

/** What the content room closes is closed in every other room. */
describe('a restricted document, in the other rooms', () => {
  let scenario: Scenario;
  let document: MadeDocument;
  let fileId: string;
  /** Reads drafts and the Space's trail; is not let in. */
  let rita: Person;
  /** Writes in the Space; is let in later. */
  let ed: Person;

  beforeAll(async () => {
    scenario = await createScenario();
    const { world, acme, ada, spaceId } = scenario;
    rita = await world.person('Rita Revision');
    ed = await world.person('Ed Editor');
    for (const person of [rita, ed]) await world.join(person, acme, 'member');
    await world.grant(rita, acme, spaceId, 'auditor');
    await world.grant(ed, acme, spaceId, 'editor');
    await setSetting(world, acme, 'ai.enabled', 'true', ada);
    document = await scenario.publish(await scenario.document('Kanarientitel', 'Kanarientext'));
    fileId = await uploaderOf(world, ada, acme).whole(
      { documentId: document.id, name: 'kanarie.txt' },
      Buffer.from('Kanarie in der Datei'),
    );
    const input = { documentId: document.id, userIds: [ada.id], groupIds: [] };
    await must(world.as(ada, acme).at('content').run(RESTRICT, { input }));
  });
  afterAll(() => scenario.world.close());

  const at = (room: string, person: Person) => scenario.world.as(person, scenario.acme).at(room);

  /** Rows that a room's own login gets in somebody's context. */
  const asks = async (person: Person, sql: string, params: unknown[], login: Login = 'kopexa_ai') => {
    const client = new pg.Client({ connectionString: scenario.world.db.logins[login] });
    await client.connect();
    try {
      const { context } = await scenario.world.actor(person, scenario.acme);
      await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
      return (await client.query(sql, params)).rowCount;
    } finally {
      await client.end();
    }
  };

  test('has no files: not by id, in no list, for no upload', async () => {
    const FILE = 'query($id: ID!) { file(id: $id) { id name } }';
    for (const person of [rita, ed]) {
      const missing = await at('files', person).run(FILE, { id: newId() });
      expect((await at('files', person).run(FILE, { id: fileId })).text).toBe(missing.text);
      const lists = await at('files', person).run(
        `query($s: ID!, $d: ID!, $f: [ID!]!) { files(spaceId: $s) { edges { node { id name } } }
           documentFiles(documentId: $d) { name } filesById(ids: $f) { name } }`,
        { s: scenario.spaceId, d: document.id, f: [fileId] },
      );
      expect(lists.text).not.toContain('kanarie');
      const nowhere = await at('files', person).run(
        'query($d: ID!) { documentFiles(documentId: $d) { name } }',
        { d: newId() },
      );
      const there = await at('files', person).run(
        'query($d: ID!) { documentFiles(documentId: $d) { name } }',
        {
          d: document.id,
        },
      );
      expect(there.text).toBe(nowhere.text);
    }
    const begun = await uploaderOf(scenario.world, ed, scenario.acme).begin({
      documentId: document.id,
      name: 'neu.txt',
      size: 3,
    });
    expect(begun.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('is in nobody’s trail but of those let in', async () => {
    const TRAIL = `query { auditEntries(first: 50) { edges { node { id action subject { __typename } sentence } } } }`;
    const told = await at('compliance', rita).run(TRAIL.replace('subject { __typename } ', ''));
    expect(told.errors).toEqual([]);
    expect(told.text).not.toContain('Kanarientitel');
    expect(told.text).not.toContain('document.restrict');
    expect(told.text).not.toContain('file.');
    const owner = await at('compliance', scenario.ada).run(TRAIL.replace('subject { __typename } ', ''));
    expect(owner.text).toContain('document.restrict');
  });

  /** From where something was done in the document or its file: what a login of compliance gets of it. */
  const origins = async (person: Person) => {
    const entries = await scenario.world.sql<{ id: string }>(
      'SELECT entry_id AS id FROM compliance.audit_entry WHERE subject_id = ANY($1::uuid[])',
      [[document.id, fileId]],
    );
    const ids = entries.map(({ id }) => id);
    const ORIGINS = 'SELECT ip FROM compliance.audit_origin WHERE entry_id = ANY($1::uuid[])';
    return asks(person, ORIGINS, [ids], 'kopexa_compliance');
  };

  test('tells nobody else from where it was changed', async () => {
    expect(await origins(scenario.ada)).toBeGreaterThan(0);
    expect(await origins(rita)).toBe(0);
    const ALL = 'SELECT ip FROM compliance.audit_origin';
    await scenario.document('Offenes Dokument');
    expect(await asks(rita, ALL, [], 'kopexa_compliance')).toBeGreaterThan(0);
  });

  test('is not counted among what went along with something', async () => {
    const { world, acme, ada } = scenario;
    const content = world.as(ada, acme).at('content');
    const folder = await scenario.document('Mappe');
    const MOVE = 'mutation($input: MoveDocumentInput!) { moveDocument(input: $input) { id } }';
    const open = await scenario.document('Offenes Blatt');
    const closed = await scenario.document('Verdecktes Blatt');
    for (const { id } of [open, closed])
      await must(content.run(MOVE, { input: { documentId: id, parentId: folder.id } }));
    await must(content.run(RESTRICT, { input: { documentId: closed.id, userIds: [], groupIds: [] } }));
    await must(
      content.run('mutation($id: ID!) { trashDocument(documentId: $id) { id } }', { id: folder.id }),
    );
    const TRAIL =
      'query { auditEntries(first: 5, filter: { actions: ["document.trash"] }) { edges { node { sentence } } } }';
    const told = await at('compliance', rita).run(TRAIL);
    expect(told.errors).toEqual([]);
    expect(told.text).toContain('one document below it');
    expect((await at('compliance', ada).run(TRAIL)).text).toContain('2 documents below it');
  });

  test('gives the AI no text, and is found by no search', async () => {
    const TEXT = 'SELECT 1 FROM content.readable_versions($1::uuid[], NULL)';
    const SEARCH = "SELECT 1 FROM content.search('Kanarientext', '', '', NULL, 20, 0)";
    expect(await asks(scenario.ada, TEXT, [[document.id]])).toBe(1);
    expect(await asks(scenario.ada, SEARCH, [])).toBe(1);
    for (const person of [rita, ed]) {
      expect(await asks(person, TEXT, [[document.id]])).toBe(0);
      expect(await asks(person, SEARCH, [])).toBe(0);
    }
    const NAMES = 'SELECT 1 FROM files.names($1::uuid[])';
    expect(await asks(scenario.ada, NAMES, [[fileId]], 'kopexa_compliance')).toBe(1);
    expect(await asks(rita, NAMES, [[fileId]], 'kopexa_compliance')).toBe(0);
    const UPLOADS = 'SELECT content.attachable($1) AS place WHERE content.attachable($1) IS NOT NULL';
    expect(await asks(ed, UPLOADS, [document.id], 'kopexa_files')).toBe(0);
  });

  test('is open to a service account only while its owner is let in', async () => {
    const { world, acme, ada, spaceId } = scenario;
    await world.sql("UPDATE tenancy.membership SET role_key = 'organization.admin' WHERE account_id = $1", [
      ed.id,
    ]);
    const become = (role: string) =>
      world.sql('UPDATE tenancy.space_grant SET role_key = $2 WHERE principal_id = $1', [ed.id, role]);
    await become('space.manager');
    const { token } = await makeService(world, ed, acme, { spaces: [{ spaceId, role: 'space.viewer' }] });
    const reads = async () => {
      const answer = await askAs(world, await serviceActor(world, token), 'content', READ, {
        id: document.id,
      });
      return answer.errors[0]?.extensions.code ?? 'seen';
    };
    // Ed may lift the restriction; what he gave the account does not let it.
    expect((await at('content', ed).run(READ, { id: document.id })).errors).toEqual([]);
    expect(await reads()).toBe('NOT_FOUND');
    await become('space.editor');
    expect(await reads()).toBe('NOT_FOUND');
    const letIn = (userIds: string[]) =>
      must(at('content', ada).run(CHANGE, { input: { documentId: document.id, userIds, groupIds: [] } }));
    await letIn([ada.id, ed.id]);
    expect(await reads()).toBe('seen');
    await letIn([ada.id]);
    expect(await reads()).toBe('NOT_FOUND');
  });

  test('would be seen in each room, were its policy or function not closed', async () => {
    const { world } = scenario;
    const seen = async (room: string, query: string, variables: Record<string, unknown>) =>
      (await at(room, rita).run(query, variables)).text;
    await world.sql(`DROP POLICY unrestricted ON files.file; DROP POLICY unrestricted ON files.file_version;
      DROP POLICY unrestricted ON compliance.audit_entry; DROP POLICY unrestricted ON compliance.audit_origin;
      DROP POLICY unrestricted ON content.document; DROP POLICY unrestricted ON content.document_version;
      CREATE OR REPLACE FUNCTION content.is_closed(org uuid, space uuid, document uuid) RETURNS boolean
        LANGUAGE sql AS 'SELECT false'`);
    expect(await seen('files', 'query($id: ID!) { file(id: $id) { name } }', { id: fileId })).toContain(
      'kanarie',
    );
    // The content room's own policy hides it still; its rows alone do not.
    const ROW = 'SELECT 1 FROM content.document WHERE document_id = $1';
    expect(await asks(rita, ROW, [document.id], 'kopexa_content')).toBe(1);
    expect(await seen('content', READ, { id: document.id })).not.toContain('Kanarientitel');
    expect(await origins(rita)).toBeGreaterThan(0);
    const trail = 'query { auditEntries(first: 50) { edges { node { action } } } }';
    expect(await seen('compliance', trail, {})).toContain('document.restrict');
  });
});
