import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const ASK = 'mutation ($input: RequestAccessInput!) { requestAccess(input: $input) }';
const LIST = `query ($state: AccessRequestState) { organization { accessRequests(state: $state) {
  id user { id } space { id name } documentId message state reason decidedBy { id } } } }`;
const DECIDE = `mutation ($input: DecideAccessRequestInput!) {
  decideAccessRequest(input: $input) { id state reason decidedBy { id } }
}`;

interface Requests {
  organization: {
    accessRequests: { id: string; state: string; documentId: string | null; message: string }[];
  };
}

describe('requests for access', () => {
  let world: World;
  let worker: OutboxWorker;
  let acme: TestOrganization;
  let [manager, asker, stranger]: Person[] = [];
  const sent: Mail[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: tenancySubgraph.outbox ?? {},
      tools: {
        mail: { send: (mail) => Promise.resolve(void sent.push(mail)) },
        origin: 'http://localhost:4000',
      },
      report: (error) => {
        throw error;
      },
    });
    acme = await world.organization('acme');
    [manager, asker, stranger] = [
      await world.person('Mara'),
      await world.person('Anton'),
      await world.person('Sven'),
    ];
    await world.join(manager, acme, 'member');
    await world.join(asker, acme, 'admin');
    const other = await world.organization('other');
    await world.join(stranger, other, 'owner');
  });
  afterAll(async () => {
    await worker.close();
    await world.close();
  });

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');

  async function newSpace(name: string): Promise<string> {
    const id = await world.space(acme, name);
    await world.grant(manager!, acme, id, 'manager');
    return id;
  }

  async function openRequests(): Promise<Requests['organization']['accessRequests']> {
    return (await as(manager).run<Requests>(LIST, { state: 'OPEN' })).data.organization.accessRequests;
  }

  async function ask(spaceId: string, message = ''): Promise<string> {
    await as(asker).run(ASK, { input: { spaceId, message } });
    return (await openRequests())[0]!.id;
  }

  it('get the same answer and leave the same entry for real, foreign and invented targets', async () => {
    const real = await newSpace('Real');
    const other = await world.organization('elsewhere');
    const foreign = await world.space(other, 'Foreign');
    const answers: string[] = [];
    for (const spaceId of [real, foreign, newId(), 'nonsense']) {
      answers.push((await as(asker).run(ASK, { input: { spaceId, message: 'Please' } })).text);
    }
    expect(new Set(answers)).toEqual(new Set(['{"data":{"requestAccess":true}}']));
    const entries = await world.sql<{ space_id: string | null; changes: string }>(
      "SELECT space_id, changes FROM compliance.audit_entry WHERE action = 'access_request.create'",
    );
    expect(entries).toEqual(Array.from({ length: 4 }, () => ({ space_id: null, changes: '[]' })));
    expect((await openRequests()).map(({ message }) => message)).toEqual(['Please']);
    expect((await as(asker).run<Requests>(LIST)).data.organization.accessRequests).toEqual([]);
    await worker.drain();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: manager!.email, subject: 'Anton bittet um Zugriff auf Real' });
    expect(sent[0]!.text).toContain('http://localhost:4000/o/acme/requests');
  });

  it('for a document reach the people in charge of its Space', async () => {
    const space = await newSpace('Documents');
    const document = newId();
    await world.sql(
      `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
       VALUES ($1, $2, $3, 1, 'de', 'internal', 1, 1, $4)`,
      [document, acme.id, space, manager!.id],
    );
    expect((await as(asker).run(ASK, { input: { documentId: document, message: '' } })).data).toEqual({
      requestAccess: true,
    });
    expect((await openRequests())[0]).toMatchObject({
      documentId: document,
      space: { id: space, name: 'Documents' },
    });
  });

  it('come to nothing where the person can see everything already', async () => {
    const space = await newSpace('Own');
    await world.grant(asker!, acme, space, 'editor');
    const before = await openRequests();
    const answer = await as(asker).run(ASK, { input: { spaceId: space, message: '' } });
    expect(answer.data).toEqual({ requestAccess: true });
    expect(await openRequests()).toEqual(before);
  });

  it('are approved with a role, once, and the person gets a mail', async () => {
    const space = await newSpace('Approved');
    const requestId = await ask(space);
    const input = { requestId, approve: true, role: 'space.viewer', reason: '' };
    const decided = await as(manager).run(DECIDE, { input });
    expect(decided.data).toMatchObject({
      decideAccessRequest: { state: 'APPROVED', decidedBy: { id: manager!.id } },
    });
    const opened = await as(asker).run('query ($id: ID!) { space(id: $id) { viewerRoles { id } } }', {
      id: space,
    });
    expect(opened.data).toEqual({ space: { viewerRoles: [{ id: 'space.viewer' }] } });
    const again = await as(manager).run(DECIDE, { input });
    expect(again.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', details: { state: 'APPROVED' } });
    await worker.drain();
    expect(sent.at(-1)).toMatchObject({ to: asker!.email, subject: 'Sie haben jetzt Zugriff auf Approved' });
  });

  it('are declined with a reason; the mail does not name the Space', async () => {
    const space = await newSpace('Secret plans');
    const requestId = await ask(space);
    const silent = await as(manager).run(DECIDE, { input: { requestId, approve: false, reason: ' ' } });
    expect(silent.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.reason' });
    const declined = await as(manager).run(DECIDE, {
      input: { requestId, approve: false, reason: 'Not your team.' },
    });
    expect(declined.data).toMatchObject({
      decideAccessRequest: { state: 'DECLINED', reason: 'Not your team.' },
    });
    expect(
      (await as(asker).run('query ($id: ID!) { space(id: $id) { id } }', { id: space })).errors,
    ).toHaveLength(1);
    await worker.drain();
    const mail = sent.at(-1)!;
    expect(mail).toMatchObject({ to: asker!.email, subject: 'Ihre Anfrage wurde abgelehnt' });
    expect(`${mail.text}${mail.html}`).not.toContain('Secret plans');
  });

  it('are decided by those alone who may share the Space', async () => {
    const space = await newSpace('Guarded');
    const requestId = await ask(space);
    const reader = await world.person('Rita');
    await world.join(reader, acme, 'owner');
    await world.grant(reader, acme, space, 'editor');
    const input = { requestId, approve: true, role: 'space.viewer', reason: '' };
    for (const person of [asker, reader]) {
      expect((await as(person).run(DECIDE, { input })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
    const nobody = await as(manager).run(DECIDE, { input: { ...input, role: null } });
    expect(nobody.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.role' });
    const outside = await world
      .as(stranger!, acme)
      .at('tenancy')
      .run(ASK, { input: { spaceId: space, message: '' } });
    expect(outside.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('name either a Space or a document', async () => {
    for (const input of [{ message: '' }, { message: '', spaceId: newId(), documentId: newId() }]) {
      const answer = await as(asker).run(ASK, { input });
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'input.documentId',
      });
    }
  });

  it('are shown to who asked without telling whether the thing exists, until somebody decides', async () => {
    const mine = `{ organization { ownAccessRequests { id isDocument target message state reason until role { id } space { id } } } }`;
    interface Own {
      organization: { ownAccessRequests: { target: string | null; state: string; reason: string | null }[] };
    }
    const list = async () => (await as(asker).run<Own>(mine)).data.organization.ownAccessRequests;
    const real = await newSpace('Shown');
    const invented = newId();
    await ask(real, 'For the audit');
    await as(asker).run(ASK, { input: { spaceId: invented, message: 'For the audit' } });
    const [first, second] = [await list(), await list()];
    expect(first).toEqual(second);
    const [unknown, known] = [invented, real].map((id) => first.find(({ target }) => target === id)!);
    const { id: _one, target: _here, ...rest } = known as Record<string, unknown>;
    const { id: _two, target: _there, ...other } = unknown as Record<string, unknown>;
    expect(rest).toEqual(other);
    expect(rest).toMatchObject({ state: 'OPEN', message: 'For the audit', space: null, role: null });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const requestId = (await openRequests())[0]!.id;
    const decided = await as(manager).run(DECIDE, {
      input: { requestId, approve: true, role: 'space.viewer', reason: '', until },
    });
    expect(decided.errors).toEqual([]);
    expect((await list()).find(({ target }) => target === real)).toMatchObject({
      state: 'APPROVED',
      until,
      role: { id: 'space.viewer' },
      space: { id: real },
    });
    await worker.drain();
    expect(sent.at(-1)?.text).toContain('Der Zugriff endet am');
    expect((await as(manager).run<Own>(mine)).data.organization.ownAccessRequests).toEqual([]);
  });

  it('are approved until a moment that can be', async () => {
    const space = await newSpace('Soon over');
    const requestId = await ask(space);
    const past = new Date(Date.now() - 1000).toISOString();
    const refused = await as(manager).run(DECIDE, {
      input: { requestId, approve: true, role: 'space.viewer', reason: '', until: past },
    });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.until' });
  });

  it('are not written in an Organization that is archived or about to be deleted, with the same answer', async () => {
    const resting = await world.organization('resting');
    await world.join(asker!, resting, 'member');
    const space = await world.space(resting, 'At rest');
    const written = async (): Promise<number> => {
      const answer = await world
        .as(asker!, resting)
        .at('tenancy')
        .run(ASK, { input: { spaceId: space, message: '' } });
      expect(answer.text).toBe('{"data":{"requestAccess":true}}');
      const [row] = await world.sql<{ count: number }>(
        `SELECT (SELECT count(*) FROM tenancy.own_request WHERE org_id = $1)::int
              + (SELECT count(*) FROM tenancy.access_request WHERE org_id = $1)::int AS count`,
        [resting.id],
      );
      return row!.count;
    };
    const set = (columns: string) =>
      world.sql(`UPDATE tenancy.organization SET ${columns} WHERE org_id = $1`, [resting.id]);
    await set('archived_at = now()');
    expect(await written()).toBe(0);
    await set("archived_at = NULL, deletes_at = now() + interval '30 days'");
    expect(await written()).toBe(0);
    await set('deletes_at = NULL');
    expect(await written()).toBe(2);
  });

  it('are made by auditors, too', async () => {
    const space = await newSpace('Audited');
    const auditor = await world.person('Alan');
    await world.sql(
      `INSERT INTO tenancy.membership (org_id, account_id, role_key, valid_to)
       VALUES ($1, $2, 'organization.auditor', now() + interval '30 days')`,
      [acme.id, auditor.id],
    );
    await as(auditor).run(ASK, { input: { spaceId: space, message: 'For the audit of this year' } });
    expect((await openRequests())[0]).toMatchObject({ space: { id: space }, user: { id: auditor.id } });
  });
});
