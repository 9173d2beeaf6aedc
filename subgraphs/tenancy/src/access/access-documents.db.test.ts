import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import type { Person } from '#runtime/testing/world.js';
import { createScenario, must, type MadeDocument, type Scenario } from '#tests/kit/scenario.js';
import { makeService } from '#tests/kit/service.js';

const WHO = `query ($documentId: ID, $at: DateTime) { whoCanAccess(documentId: $documentId, at: $at) {
  edges { node { principal { name } permissions } } } }`;
const EXPLAIN = `query ($permission: Permission!, $userId: ID, $serviceAccountId: ID, $spaceId: ID, $documentId: ID, $at: DateTime) {
  explainAccess(permission: $permission, userId: $userId, serviceAccountId: $serviceAccountId, spaceId: $spaceId, documentId: $documentId, at: $at) {
    allowed ways { steps { kind text } } missing { kind } smallestChanges { canDo steps { kind canDo } } } }`;
const RESTRICT = 'mutation($input: RestrictDocumentInput!) { restrictDocument(input: $input) { id } }';
const LIFT = 'mutation($id: ID!) { liftRestriction(documentId: $id) { id } }';
const READ = 'query($id: ID!) { document(id: $id) { id } }';

interface Answer {
  allowed: boolean;
  ways: { steps: { kind: string; text: string }[] }[];
  missing: { kind: string }[];
  smallestChanges: { canDo: boolean; steps: { kind: string; canDo: boolean }[] }[];
}

describe('reviews of access to documents', () => {
  let scenario: Scenario;
  let viewer: Person;
  let outsider: Person;

  const at = (person: Person, subgraph = 'tenancy') => scenario.world.as(person, scenario.acme).at(subgraph);
  const explain = (person: Person, variables: object) =>
    must<Answer>(at(person).run(EXPLAIN, { ...variables }));
  const names = async (person: Person, documentId: string, moment: string | null = null) => {
    const { data, errors } = await at(person).run<{
      whoCanAccess: { edges: { node: { principal: { name: string } } }[] };
    }>(WHO, { documentId, at: moment });
    return errors[0]?.extensions.code ?? data.whoCanAccess.edges.map(({ node }) => node.principal.name);
  };
  const kinds = (answer: Answer) => answer.missing.map(({ kind }) => kind);
  const changes = (answer: Answer) =>
    answer.smallestChanges.map(({ steps }) => steps.map(({ kind }) => kind));
  const moment = async (): Promise<string> => {
    const [row] = await scenario.world.sql<{ at: Date }>('SELECT clock_timestamp() AS at, pg_sleep(0.01)');
    return new Date(row!.at.getTime() + 2).toISOString();
  };

  beforeAll(async () => {
    scenario = await createScenario();
    const { world, acme, spaceId } = scenario;
    viewer = await world.person('Vera Viewer');
    outsider = await world.person('Otto Outside');
    for (const person of [viewer, outsider]) await world.join(person, acme, 'member');
    await world.grant(viewer, acme, spaceId, 'viewer');
    for (const person of [scenario.ada, viewer, outsider]) {
      await world.sql(
        `INSERT INTO identity.totp_factor (account_id, sealed, confirmed_at) VALUES ($1, '\\x00', now())`,
        [person.id],
      );
    }
  });
  afterAll(() => scenario.world.close());

  it('tell drafts from what is published', async () => {
    const draft = await scenario.document('Draft');
    expect(await names(scenario.ada, draft.id)).toEqual(['Ada Berg']);
    const no = await explain(scenario.ada, {
      permission: 'DOCUMENT_READ',
      userId: viewer.id,
      documentId: draft.id,
    });
    expect([no.allowed, kinds(no)]).toEqual([false, ['DRAFT']]);
    expect(changes(no)).toContainEqual(['PUBLISH']);
    expect(changes(no)[0]).toEqual(['GRANT_ROLE']);
    const before = await moment();
    await scenario.publish(draft);
    expect(await names(scenario.ada, draft.id)).toEqual(['Ada Berg', 'Vera Viewer']);
    expect(await names(scenario.ada, draft.id, before)).toEqual(['Ada Berg']);
  });

  it('tell whom a restriction keeps out, then and now, and what would let them in', async () => {
    const { ada } = scenario;
    const document = await scenario.publish(await scenario.document('Salaries'));
    const open = await moment();
    await must(
      at(ada, 'content').run(RESTRICT, {
        input: { documentId: document.id, userIds: [], groupIds: [], reason: 'Personal' },
      }),
    );
    expect(await names(ada, document.id)).toEqual(['Ada Berg']);
    expect(await names(ada, document.id, open)).toEqual(['Ada Berg', 'Vera Viewer']);
    const asked = { permission: 'DOCUMENT_READ', documentId: document.id };
    const no = await explain(ada, { ...asked, userId: viewer.id });
    expect([kinds(no), changes(no)]).toEqual([['RESTRICTED'], [['ADMIT'], ['LIFT_RESTRICTION']]]);
    expect(no.smallestChanges[0]!.canDo).toBe(true);
    // For the one kept out it is missing, like one that does not exist.
    const own = await at(viewer).run(EXPLAIN, asked);
    const missing = await at(viewer).run(EXPLAIN, { ...asked, documentId: newId() });
    expect(own.errors[0]).toEqual({ ...missing.errors[0] });
    expect((await explain(viewer, { ...asked, at: open })).allowed).toBe(true);
    await must(at(ada, 'content').run(LIFT, { id: document.id }));
    expect((await explain(viewer, asked)).allowed).toBe(true);
  });

  it('say of everybody what the documents say themselves', async () => {
    const { ada, max } = scenario;
    const documents: MadeDocument[] = [
      await scenario.document('One'),
      await scenario.publish(await scenario.document('Two')),
      await scenario.publish(await scenario.document('Three', 'Text', scenario.openSpaceId)),
    ];
    const closed = await scenario.publish(await scenario.document('Four'));
    await must(
      at(ada, 'content').run(RESTRICT, {
        input: { documentId: closed.id, userIds: [viewer.id], groupIds: [], reason: 'Personal' },
      }),
    );
    for (const { id } of [...documents, closed]) {
      const listed = await names(ada, id);
      for (const person of [ada, max, viewer, outsider]) {
        const read = await at(person, 'content').run<{ document: object | null }>(READ, { id });
        expect([person.name, listed.includes(person.name)]).toEqual([
          person.name,
          read.data?.document != null,
        ]);
      }
    }
  });

  it('refuse a Space’s auditor a document that is closed to them, as if it were missing', async () => {
    const { world, acme, spaceId, ada } = scenario;
    const auditor = await world.person('Anna Audit');
    await world.join(auditor, acme, 'member');
    await world.grant(auditor, acme, spaceId, 'auditor');
    const document = await scenario.publish(await scenario.document('Hidden'));
    expect(await names(auditor, document.id)).toContain('Vera Viewer');
    await must(
      at(ada, 'content').run(RESTRICT, {
        input: { documentId: document.id, userIds: [viewer.id], groupIds: [], reason: 'Personal' },
      }),
    );
    expect(await names(auditor, document.id)).toBe('NOT_FOUND');
  });

  it('explain service accounts by what they were given and by their owner', async () => {
    const { world, acme, ada, spaceId } = scenario;
    const tool = await makeService(world, ada, acme, {
      permissions: ['MEMBER_READ'],
      spaces: [{ spaceId, role: 'space.viewer' }],
    });
    const asked = { permission: 'DOCUMENT_READ', serviceAccountId: tool.id, spaceId };
    const yes = await explain(ada, asked);
    expect(yes.allowed).toBe(true);
    expect(yes.ways[0]!.steps.map(({ kind }) => kind)).toEqual(['TOOL_GIVEN', 'TOOL_OWNER', 'ROLE']);
    expect(kinds(await explain(ada, { ...asked, permission: 'DOCUMENT_WRITE' }))).toEqual(['TOOL_NOT_GIVEN']);
    const before = await moment();
    await world.sql('UPDATE identity.service_account SET revoked_at = now() WHERE service_account_id = $1', [
      tool.id,
    ]);
    expect(kinds(await explain(ada, asked))).toEqual(['TOOL_REVOKED']);
    expect((await explain(ada, { ...asked, at: before })).allowed).toBe(true);
  });
});
