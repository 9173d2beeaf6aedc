import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createCompany, type Company } from '#tests/kit/company.js';
import { bodyOf, succeeded, type TestDocument } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let company: Company;
const as = (name: Parameters<Company['as']>[0]) => company.as(name);
const id = (name: keyof Company['people']) => company.people[name].id;
const FIELDS = 'id isRestricted restriction { id reason people { id } groups { id } madeBy { id } since }';
const RESTRICT = `mutation($input: RestrictDocumentInput!) { restrictDocument(input: $input) { ${FIELDS} } }`;
const CHANGE = `mutation($input: ChangeRestrictionInput!) { changeRestriction(input: $input) { ${FIELDS} } }`;
const LIFT = `mutation($id: ID!) { liftRestriction(documentId: $id) { ${FIELDS} } }`;

beforeAll(async () => {
  company = await createCompany([contentSubgraph]);
});
afterAll(() => company.world.close());

async function published(title: string, parentId: string | null = null): Promise<TestDocument> {
  const made = await as('ada').create({
    spaceId: company.space,
    parentId,
    title,
    body: bodyOf(`Text ${title}`),
  });
  return as('ada').publish(made);
}
const restrict = (documentId: string, userIds: string[] = [], groupIds: string[] = [], reason = 'Personal') =>
  as('ada').run(RESTRICT, { input: { documentId, userIds, groupIds, reason } });
const sees = async (name: Parameters<Company['as']>[0], documentId: string) =>
  (await as(name).tryGet(documentId)).errors.length === 0;

/** A group of Acme with these people. */
async function group(...names: (keyof Company['people'])[]): Promise<string> {
  const { world, acme } = company;
  const groupId = newId();
  await world.sql('INSERT INTO tenancy.user_group (group_id, org_id, name) VALUES ($1, $2, $3)', [
    ...[groupId, acme.id, `Gruppe ${groupId.slice(-6)}`],
  ]);
  for (const name of names) {
    await world.sql('INSERT INTO tenancy.group_member (org_id, group_id, account_id) VALUES ($1, $2, $3)', [
      acme.id,
      groupId,
      id(name),
    ]);
  }
  return groupId;
}

describe('a restricted document', () => {
  it('is, with everything below it, for those named and for whoever may restrict', async () => {
    const top = await published('CANARY-Gehälter');
    const below = await published('CANARY-Tabelle', top.id);
    const answer = await restrict(top.id, [id('ed')]);
    expect(succeeded(answer)['restrictDocument']).toMatchObject({
      isRestricted: true,
      restriction: { reason: 'Personal', people: [{ id: id('ed') }], groups: [], madeBy: { id: id('ada') } },
    });
    for (const document of [top, below]) {
      for (const name of ['ada', 'ed'] as const) expect(await sees(name, document.id)).toBe(true);
      for (const name of ['carl', 'vera', 'max', 'mallory'] as const)
        expect(await sees(name, document.id)).toBe(false);
    }
    const missing = await as('carl').tryGet(newId());
    expect((await as('carl').tryGet(below.id)).text).toBe(missing.text);
    for (const name of ['carl', 'vera'] as const) {
      const lists = await as(name).run(
        `query($s: ID!) { spaceTree(spaceId: $s) { title } documents(spaceId: $s) { edges { node { title } } }
           recentDocuments { title } search(query: "CANARY") { edges { node { document { title } } } }
           archivedDocuments(spaceId: $s) { title } }`,
        { s: company.space },
      );
      expect(lists.errors).toEqual([]);
      expect(lists.text).not.toContain('CANARY');
    }
    expect(await as('ed').titlesFound('CANARY')).toHaveLength(2);
    const counted = await as('vera').run('mutation($id: ID!) { beginDocumentExport(spaceId: $id) }', {
      id: company.space,
    });
    expect(counted.data).toEqual({ beginDocumentExport: 0 });
  });

  it('says to those below it who restricted it, and where', async () => {
    const top = await published('Oben');
    const below = await published('Unten', top.id);
    await restrict(top.id, [id('vera')]);
    const answer = await as('vera').run(
      'query($id: ID!) { document(id: $id) { isRestricted restriction { id } restrictedBy { madeBy { id } document { id title } people { id } } } }',
      { id: below.id },
    );
    expect(succeeded(answer)['document']).toEqual({
      isRestricted: true,
      restriction: null,
      restrictedBy: {
        madeBy: { id: id('ada') },
        document: { id: top.id, title: 'Oben' },
        people: [{ id: id('vera') }],
      },
    });
  });

  it('lets in groups, and shuts out whoever leaves one with the very next statement', async () => {
    const document = await published('Für eine Gruppe');
    const groupId = await group('vera', 'carl');
    expect((await restrict(document.id, [], [groupId])).errors).toEqual([]);
    expect([await sees('vera', document.id), await sees('ed', document.id)]).toEqual([true, false]);
    await company.world.sql(
      'UPDATE tenancy.group_member SET valid_to = clock_timestamp() WHERE group_id = $1 AND account_id = $2',
      [groupId, id('vera')],
    );
    expect([await sees('vera', document.id), await sees('carl', document.id)]).toEqual([false, true]);
    const answer = await as('ada').run(CHANGE, {
      input: { documentId: document.id, userIds: [id('ed')], groupIds: [] },
    });
    expect(succeeded(answer)['changeRestriction']).toMatchObject({
      restriction: { reason: 'Personal', people: [{ id: id('ed') }] },
    });
    expect([await sees('ed', document.id), await sees('carl', document.id)]).toEqual([true, false]);
    succeeded(await as('ada').run(LIFT, { id: document.id }));
    for (const name of ['ed', 'carl', 'vera'] as const) expect(await sees(name, document.id)).toBe(true);
  });

  it('leaves the groups as they are for somebody who does not see them', async () => {
    const { id: documentId } = await published('Gruppe bleibt');
    await restrict(documentId, [], [await group('carl')]);
    succeeded(await as('ada').run(CHANGE, { input: { documentId, userIds: [id('ed')], groupIds: null } }));
    expect([await sees('ed', documentId), await sees('carl', documentId)]).toEqual([true, true]);
  });

  it('needs every restriction on the way up to let somebody in', async () => {
    const top = await published('Eins');
    const middle = await published('Zwei', top.id);
    const low = await published('Drei', middle.id);
    await restrict(top.id, [id('ed'), id('carl')]);
    await restrict(middle.id, [id('ed'), id('vera')]);
    expect(await Promise.all((['ed', 'carl', 'vera'] as const).map((name) => sees(name, low.id)))).toEqual([
      ...[true, false, false],
    ]);
    expect(await sees('carl', top.id)).toBe(true);
    await as('ada').move({ documentId: middle.id });
    expect(await sees('vera', low.id)).toBe(true);
  });

  it('refuses whom the Space does not let in, foreign people and groups, and long lists, naming the field', async () => {
    const document = await published('Abgelehnt');
    const foreign = await restrict(document.id, [id('mallory')]);
    const stranger = await restrict(document.id, [newId()]);
    const colleague = await restrict(document.id, [id('max')]);
    for (const answer of [foreign, stranger, colleague]) {
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.userIds' });
      expect(answer.text).toBe(foreign.text);
    }
    for (const [users, groups, field] of [
      [['kein-uuid'], [], 'input.userIds'],
      [Array.from({ length: 201 }, newId), [], 'input.userIds'],
      [[], [newId()], 'input.groupIds'],
    ] as const) {
      const answer = await restrict(document.id, [...users], [...groups]);
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field });
    }
    const long = await restrict(document.id, [], [], 'x'.repeat(1001));
    expect(long.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.reason' });
    expect((await restrict(document.id)).errors).toEqual([]);
    expect((await restrict(document.id)).errors[0]?.extensions.field).toBe('input.documentId');
  });

  it('may name whoever reads its Space, which only those learn who may restrict it', async () => {
    const document = await published('Wen denn');
    const ask = (name: Parameters<Company['as']>[0]) =>
      as(name).run('query($id: ID!) { restrictionCandidates(documentId: $id) { id } }', { id: document.id });
    const found = succeeded(await ask('ada'))['restrictionCandidates'] as { id: string }[];
    const readers = (['ada', 'ed', 'carl', 'vera'] as const).map(id).sort();
    expect(found.map((user) => user.id).sort()).toEqual(readers);
    expect((await ask('vera')).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await ask('max')).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('is restricted, changed and opened by nobody but who may', async () => {
    const document = await published('Nur Ada');
    const codes = async (name: Parameters<Company['as']>[0]) => {
      const input = { documentId: document.id, userIds: [], groupIds: [] };
      const answers = [
        await as(name).run(RESTRICT, { input }),
        await as(name).run(CHANGE, { input }),
        await as(name).run(LIFT, { id: document.id }),
      ];
      return answers.map(({ errors }) => errors[0]?.extensions.code);
    };
    // Nobody who may restrict nowhere learns anything by trying.
    expect(await codes('ed')).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    expect(await codes('max')).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    await company.world.grant(company.people.ed, company.acme, company.other, 'manager');
    expect(await codes('ed')).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    await restrict(document.id, []);
    expect(await codes('ed')).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });
});

describe('what one does not see', () => {
  it('stays behind when what is above it goes to another Space', async () => {
    const { space, other } = company;
    const top = await published('Ordner');
    const secret = await published('CANARY-Geheim', top.id);
    const inner = await published('CANARY-Innen', secret.id);
    await restrict(secret.id, [id('vera')]);
    await as('ed').move({ documentId: top.id, spaceId: other });
    expect(await sees('ed', secret.id)).toBe(false);
    const found = await as('vera').list('spaceTree', space);
    expect(found.find((row) => row.id === secret.id)).toMatchObject({ parentId: null });
    expect(found.find((row) => row.id === inner.id)?.title).toBe('CANARY-Innen');
    const moved = await as('ed').run('query($s: ID!) { spaceTree(spaceId: $s) { title } }', { s: other });
    expect(moved.text).toContain('Ordner');
    expect(moved.text).not.toContain('CANARY');
  });

  it('is not taken to the trash with what is above it', async () => {
    const top = await published('Papier');
    const secret = await published('CANARY-Bleibt', top.id);
    await restrict(secret.id, [id('vera')]);
    const answer = await as('ed').trash(top.id);
    expect(answer.trashedAt).not.toBeNull();
    expect(await sees('vera', secret.id)).toBe(true);
    expect((await as('ada').get(secret.id)).trashedAt).toBeNull();
  });

  it('is no place to put something', async () => {
    const secret = await published('Zu');
    await restrict(secret.id, []);
    const child = await as('ed').create({ spaceId: company.space, title: 'Von Ed' });
    const input = { spaceId: company.space, parentId: secret.id, title: 'x' };
    const created = await as('ed').attempt('createDocument', 'CreateDocumentInput!', input);
    const moved = await as('ed').tryMove({ documentId: child.id, parentId: secret.id });
    for (const answer of [created, moved]) expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('the effect of a move', () => {
  const EFFECT = `query($input: MoveDocumentInput!) { moveEffect(input: $input) { gains loses keepsOwnRestriction
    comesUnder { title } leaves { title } } }`;

  it('is told in numbers before it is made', async () => {
    const closed = await published('Verschlossen');
    const document = await published('Wandert');
    await restrict(closed.id, [id('vera')]);
    const input = { documentId: document.id, parentId: closed.id };
    expect(succeeded(await as('ada').run(EFFECT, { input }))['moveEffect']).toEqual({
      ...{ gains: 0, loses: 2, keepsOwnRestriction: false },
      ...{ comesUnder: { title: 'Verschlossen' }, leaves: null },
    });
    await as('ada').move(input);
    const out = { documentId: document.id };
    expect(succeeded(await as('ada').run(EFFECT, { input: out }))['moveEffect']).toEqual({
      ...{ gains: 2, loses: 0, keepsOwnRestriction: false },
      ...{ comesUnder: null, leaves: { title: 'Verschlossen' } },
    });
    for (const name of ['ed', 'max'] as const) {
      const answer = await as(name).run(EFFECT, { input: out });
      expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });
});

describe('without row-level security', () => {
  it('what is closed stays closed', async () => {
    const { world, space } = company;
    const top = await published('OHNE-ZAUN-Oben');
    const below = await published('OHNE-ZAUN-Darunter', top.id);
    await restrict(top.id, [id('vera')]);
    const versions = await world.sql<{ id: string }>(
      'SELECT version_id AS id FROM content.document_version WHERE document_id = $1',
      [below.id],
    );
    for (const table of ['document', 'document_version', 'search_entry'])
      await world.sql(`ALTER TABLE content.${table} DISABLE ROW LEVEL SECURITY`);
    const asked = `query($s: ID!, $r: [_Any!]!) { spaceTree(spaceId: $s) { title path { title } }
      documents(spaceId: $s) { edges { node { title draft { title } versions { edges { node { title } } } } } }
      recentDocuments { title } search(query: "Darunter") { edges { node { document { title } } } }
      _entities(representations: $r) { ... on Document { title restrictedBy { id } } ... on DocumentVersion { title } } }`;
    const representations = [
      ...[top.id, below.id].map((each) => ({ __typename: 'Document', id: each })),
      ...versions.map((version) => ({ __typename: 'DocumentVersion', id: version.id })),
    ];
    const values = { s: space, r: representations };
    expect((await as('vera').run(asked, values)).text).toContain('OHNE-ZAUN-Darunter');
    for (const name of ['ed', 'carl'] as const) {
      expect((await as(name).run(asked, values)).text).not.toContain('OHNE-ZAUN');
      expect(await sees(name, below.id)).toBe(false);
    }
    const renamed = await as('ed').run(
      'mutation($id: ID!) { renameDocument(documentId: $id, title: "x", expectedRevision: 1) { id } }',
      { id: below.id },
    );
    expect(renamed.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
