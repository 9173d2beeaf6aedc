import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { startOutboxWorker } from '#runtime/outbox/worker.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { tenancySubgraph } from '../subgraph.js';

const ASK = 'mutation ($input: RequestAccessInput!) { requestAccess(input: $input) }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawAccessRequest(requestId: $id) { state decidedAt reason } }';
const OPEN =
  '{ organization { accessRequests(state: OPEN) { id documentId message space { id } user { id } } } }';
const MINE = '{ organization { ownAccessRequests { id target state decidedAt } } }';
const DECIDE =
  'mutation ($input: DecideAccessRequestInput!) { decideAccessRequest(input: $input) { state } }';

interface Own {
  id: string;
  target: string | null;
  state: string;
  decidedAt: string | null;
}

const codeOf = ({ errors }: Answer): string => errors[0]?.extensions.code ?? 'DONE';

describe('whoever asked for access takes it back', () => {
  let world: World;
  let acme: TestOrganization;
  let manager: Person;
  let asker: Person;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    [manager, asker] = [await world.person('Mara'), await world.person('Anton')];
    await world.join(manager, acme, 'member');
    await world.join(asker, acme, 'member');
  });
  afterAll(() => world.close());

  const as = (person: Person) => world.as(person, acme).at('tenancy');
  const withdraw = (person: Person, id: string): Promise<Answer> => as(person).run(WITHDRAW, { id });
  const ask = (input: object) => as(asker).run(ASK, { input: { message: '', ...input } });
  async function newSpace(name: string): Promise<string> {
    const id = await world.space(acme, name);
    await world.grant(manager, acme, id, 'manager');
    return id;
  }
  async function newDocument(space: string): Promise<string> {
    const id = newId();
    await world.sql(
      `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
       SELECT $1, $2, $3, count(*) + 1, 'de', 'internal', 1, 1, $4 FROM content.document WHERE space_id = $3`,
      [id, acme.id, space, manager.id],
    );
    return id;
  }
  async function own(target: string): Promise<Own> {
    const { data } = await as(asker).run<{ organization: { ownAccessRequests: Own[] } }>(MINE);
    return data.organization.ownAccessRequests.find((each) => each.target === target)!;
  }
  async function open(space: string): Promise<{ id: string; documentId: string | null; message: string }[]> {
    interface Open {
      organization: {
        accessRequests: { id: string; documentId: string | null; message: string; space: { id: string } }[];
      };
    }
    const { data } = await as(manager).run<Open>(OPEN);
    return data.organization.accessRequests.filter((each) => each.space.id === space);
  }

  it('while nobody has decided, and may ask again', async () => {
    const space = await newSpace('Plans');
    await ask({ spaceId: space });
    const { id } = await own(space);
    const answer = await withdraw(asker, id);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({ withdrawAccessRequest: { state: 'WITHDRAWN', reason: null } });
    expect(await open(space)).toEqual([]);
    expect(await own(space)).toMatchObject({ state: 'WITHDRAWN' });
    expect(codeOf(await withdraw(asker, id))).toBe('CONFLICT');
    await ask({ spaceId: space });
    expect(await own(space)).toMatchObject({ state: 'OPEN', decidedAt: null });
    expect(await open(space)).toHaveLength(1);
  });

  it('with the same answer and entry for what does not exist', async () => {
    const [real, invented] = [await newSpace('Real'), newId()];
    const answers: string[] = [];
    for (const spaceId of [real, invented]) {
      await ask({ spaceId });
      const { text } = await withdraw(asker, (await own(spaceId)).id);
      answers.push(text.replace(/\d{4}-[^"]+/, 'then'));
    }
    expect(answers[0]).toBe(answers[1]);
    const entries = await world.sql<{ space_id: string | null; changes: string }>(
      "SELECT space_id, changes FROM compliance.audit_entry WHERE action = 'access_request.withdraw' AND code IS NULL ORDER BY at DESC LIMIT 2",
    );
    expect(entries).toEqual(Array.from({ length: 2 }, () => ({ space_id: null, changes: '[]' })));
  });

  it('their own alone: what others asked is missing', async () => {
    const space = await newSpace('Guarded');
    await ask({ spaceId: space });
    const { id } = await own(space);
    const [theirs, none] = [await withdraw(manager, id), await withdraw(manager, newId())];
    expect([codeOf(theirs), codeOf(none), codeOf(await withdraw(asker, 'nonsense'))]).toEqual(
      Array.from({ length: 3 }, () => 'NOT_FOUND'),
    );
    expect(await open(space)).toHaveLength(1);
    const stands = await replaceInFunction(world, 'tenancy.my_access_requests()', [
      'WHERE o.org_id = org AND o.requested_by = account',
      'WHERE o.org_id = org',
    ]);
    expect(codeOf(await stands.around(() => withdraw(manager, id)))).not.toBe('NOT_FOUND');
  });

  it('not once it is decided', async () => {
    const space = await newSpace('Decided');
    await ask({ spaceId: space });
    const requestId = (await open(space))[0]!.id;
    await as(manager).run(DECIDE, {
      input: { requestId, approve: true, role: 'space.viewer', reason: '' },
    });
    expect(codeOf(await withdraw(asker, (await own(space)).id))).toBe('CONFLICT');
  });

  it('and nothing else that they asked for in the same Space', async () => {
    const space = await newSpace('Shelf');
    const [first, second] = [await newDocument(space), await newDocument(space)];
    await ask({ documentId: first, message: 'One' });
    await ask({ documentId: second, message: 'Two' });
    expect(await open(space)).toMatchObject([{ documentId: first }]);
    await withdraw(asker, (await own(first)).id);
    expect(await own(second)).toMatchObject({ state: 'OPEN', decidedAt: null });
    expect(await open(space)).toMatchObject([{ documentId: second, message: 'Two' }]);
    await withdraw(asker, (await own(second)).id);
    expect(await open(space)).toEqual([]);
  });

  it('and nobody is written to about it any more', async () => {
    const sent: unknown[] = [];
    const space = await newSpace('Quiet');
    await world.sql('DELETE FROM platform.outbox_event');
    await ask({ spaceId: space });
    await withdraw(asker, (await own(space)).id);
    const worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: tenancySubgraph.outbox ?? {},
      tools: { mail: { send: (mail) => Promise.resolve(void sent.push(mail)) }, origin: 'http://localhost' },
      report: (error) => {
        throw error;
      },
    });
    await worker.drain();
    await worker.close();
    expect(sent).toEqual([]);
  });
});
