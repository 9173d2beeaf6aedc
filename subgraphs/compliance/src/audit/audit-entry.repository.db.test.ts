import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeRecordedChanges, type RecordedChange } from '#runtime/audit/encoding.js';
import { countStatements } from '#runtime/db/statistics.js';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { complianceSubgraph } from '../subgraph.js';
import { plant, type Planted } from '#tests/kit/plant-entry.js';

const LIST = `query($filter: AuditFilter, $first: Int, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id action ip } } pageInfo { hasNextPage endCursor } } }`;
const ONE = `query($id: ID!) { auditEntry(id: $id) { id sentence changes { field before after } } }`;

/** The stored form of one technical change. */
const recorded = (change: Pick<RecordedChange, 'entity' | 'field' | 'before' | 'after'>): string =>
  encodeRecordedChanges([{ ...change, id: '', class: 'technical' }]);

interface Listed {
  auditEntries: {
    edges: { cursor: string; node: { id: string; action: string; ip: string | null } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

describe('reading the audit trail', () => {
  let world: World;
  let ada: Person;
  let rita: Person;
  let max: Person;
  let acme: TestOrganization;
  let space: string;
  let otherSpace: string;
  const ids: Record<string, string> = {};

  const put = async (
    name: string,
    entry: Omit<Planted, 'orgId'> & { orgId?: string | null },
  ): Promise<void> => {
    // Ids of one millisecond have no order among them.
    await wait(2);
    ids[name] = await plant(world, { orgId: acme.id, ...entry });
  };
  const list = async (person: Person, variables: object = {}, organization = acme): Promise<string[]> => {
    const answer = await world
      .as(person, organization)
      .at('compliance')
      .run<Listed>(LIST, { first: 100, ...variables });
    expect(answer.errors).toEqual([]);
    return answer.data.auditEntries.edges.map(({ node }) => node.id);
  };
  const named = (...names: string[]): string[] => names.map((name) => ids[name]!);

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    ada = await world.person('Ada Berg');
    rita = await world.person('Rita Revision');
    max = await world.person('Max Mitglied');
    acme = await world.organization('acme');
    const rival = await world.organization('rival');
    await world.join(ada, acme, 'owner');
    await world.join(rita, acme, 'member');
    await world.join(max, acme, 'member');
    space = await world.space(acme, 'Richtlinien');
    otherSpace = await world.space(acme, 'Vorstand');
    await world.grant(rita, acme, space, 'auditor');
    await world.grant(max, acme, space, 'editor');
    await put('foreign', { orgId: rival.id, actorId: ada.id });
    await put('own account', { orgId: null, actorId: ada.id });
    await put('settings', {
      actorId: ada.id,
      subjectId: acme.id,
      at: '2026-11-20T10:00:00Z',
      ip: '192.0.2.7',
    });
    await put('in space', {
      spaceId: space,
      actorId: max.id,
      action: 'document.publish',
      subjectType: 'Document',
      subjectId: newId(),
      changes: recorded({ entity: 'Document', field: 'published_version', before: 3, after: 4 }),
    });
    await put('in other space', { spaceId: otherSpace, action: 'document.publish', subjectType: 'Document' });
    await put('denied', {
      spaceId: space,
      actorId: rita.id,
      action: 'document.read',
      subjectType: 'Document',
      outcome: 'denied',
      code: 'NOT_FOUND',
    });
  });
  afterAll(() => world.close());

  test('shows the Organization’s entries to readers of its trail, and no Space’s', async () => {
    expect(await list(ada)).toEqual(named('settings'));
  });

  test('shows a Space’s entries to its auditors, newest first, and nothing else', async () => {
    expect(await list(rita)).toEqual(named('denied', 'in space'));
  });

  test('shows nothing to others, and to nobody what belongs to another Organization or to an account', async () => {
    expect(await list(max)).toEqual([]);
    for (const person of [ada, rita, max]) {
      for (const name of ['foreign', 'own account', 'in other space']) {
        expect(await list(person)).not.toContain(ids[name]);
      }
    }
  });

  test('answers for a foreign entry byte for byte as for a missing one, and records both', async () => {
    const ask = (id: string) => world.as(rita, acme).at('compliance').run(ONE, { id });
    const missing = await ask(newId());
    expect(missing.errors[0]!.extensions.code).toBe('NOT_FOUND');
    for (const name of ['foreign', 'own account', 'settings', 'in other space']) {
      expect((await ask(ids[name]!)).text).toBe(missing.text);
    }
    expect((await ask('x')).text).toBe(missing.text);
    const [count] = await world.sql<{ count: number }>(
      "SELECT count(*)::int FROM compliance.audit_entry WHERE subject_type = 'AuditEntry' AND outcome = 'denied' AND actor_id = $1",
      [rita.id],
    );
    expect(count!.count).toBe(6);
  });

  test('resolves references the same way', async () => {
    const entities =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on AuditEntry { id action } } }';
    const ask = (id: string) =>
      world
        .as(rita, acme)
        .at('compliance')
        .run<{ _entities: unknown[] }>(entities, { r: [{ __typename: 'AuditEntry', id }] });
    expect((await ask(ids['in space']!)).data._entities).toEqual([
      { id: ids['in space'], action: 'document.publish' },
    ]);
    const missing = await ask(newId());
    expect(missing.data._entities).toEqual([null]);
    expect((await ask(ids['foreign']!)).text).toBe(missing.text);
    expect((await ask(ids['in other space']!)).text).toBe(missing.text);
  });

  test('filters by every field', async () => {
    const only = (filter: object): Promise<string[]> => list(rita, { filter });
    expect(await only({ actorId: max.id })).toEqual(named('in space'));
    expect(await only({ actions: ['document.read', 'document.move'] })).toEqual(named('denied'));
    expect(await only({ outcome: 'DENIED' })).toEqual(named('denied'));
    expect(await only({ outcome: 'OK' })).toEqual(named('in space'));
    expect(await only({ spaceId: space })).toEqual(named('denied', 'in space'));
    expect(await only({ spaceId: otherSpace })).toEqual([]);
    expect(await only({ subjectId: newId() })).toEqual([]);
    expect(await only({ subjectId: "' OR true --" })).toEqual([]);
    expect(await only({ subjectType: 'Organization' })).toEqual([]);
    expect(await list(ada, { filter: { from: '2026-11-20T10:00:00Z', to: '2026-11-20T10:00:01Z' } })).toEqual(
      named('settings'),
    );
    expect(await list(ada, { filter: { from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z' } })).toEqual(
      [],
    );
  });

  test('shows the address while it is kept', async () => {
    const answer = await world
      .as(ada, acme)
      .at('compliance')
      .run<Listed>(LIST, { filter: { subjectId: acme.id } });
    expect(answer.data.auditEntries.edges[0]!.node.ip).toBe('192.0.2.7');
  });

  test('pages through entries of the very same moment without losing or repeating one', async () => {
    const crowd = await world.organization('crowd');
    await world.join(ada, crowd, 'owner');
    const all: string[] = [];
    for (let n = 0; n < 23; n += 1)
      all.push(await plant(world, { orgId: crowd.id, at: '2026-11-21T10:00:00.000Z' }));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: { data: Listed } = await world
        .as(ada, crowd)
        .at('compliance')
        .run<Listed>(LIST, { first: 5, after });
      const { edges, pageInfo } = answer.data.auditEntries;
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(all.sort().reverse());
  });

  test('refuses a page or cursor that cannot be', async () => {
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { after: 'x' },
      { after: Buffer.from('["1","2"]').toString('base64url') },
    ]) {
      const answer = await world.as(ada, acme).at('compliance').run(LIST, variables);
      expect(answer.errors[0]!.extensions.code).toBe('INVALID_INPUT');
    }
  });

  test('tells what happened in the reader’s language, with names only as far as the reader may know them', async () => {
    const ask = async (name: string, locale: 'de' | 'en'): Promise<string> => {
      const answer = await world
        .as(rita, acme, { locale })
        .at('compliance')
        .run<{ auditEntry: { sentence: string } }>(ONE, { id: ids[name] });
      return answer.data.auditEntry.sentence;
    };
    expect(await ask('in space', 'de')).toBe('Max Mitglied hat v4 eines Dokuments veröffentlicht.');
    expect(await ask('denied', 'en')).toBe(
      'Rita Revision tried to open a document, without success: does not exist, or no access.',
    );
  });

  test('says whose role was changed and who was removed', async () => {
    const [membership] = await world.sql<{ member_id: string }>(
      'SELECT member_id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
      [acme.id, max.id],
    );
    const about = { orgId: acme.id, actorId: ada.id, subjectType: 'Member' };
    const sentences: Record<string, string> = {
      'member.change_role':
        'Ada Berg hat für Max Mitglied die Rolle von „Mitglied“ auf „Administrator“ geändert.',
      'member.remove': 'Ada Berg hat Max Mitglied (Rolle „Mitglied“) aus der Organization entfernt.',
    };
    const role = { entity: 'Member', field: 'role_key', before: 'organization.member' };
    const changes = recorded({ ...role, after: 'organization.admin' });
    for (const [action, sentence] of Object.entries(sentences)) {
      const id = await plant(world, { ...about, action, changes, subjectId: membership!.member_id });
      const answer = await world.as(ada, acme, { locale: 'de' }).at('compliance').run(ONE, { id });
      expect(answer.data).toMatchObject({ auditEntry: { sentence } });
    }
  });

  test('asks the database as often for many entries as for one', async () => {
    const many = await world.organization('many');
    await world.join(ada, many, 'owner');
    const subjectKey = world.keyring.newSubjectKey(max.id);
    await world.sql('INSERT INTO platform.subject_key (subject_id, wrapped_key) VALUES ($1, $2)', [
      max.id,
      subjectKey.wrapped,
    ]);
    const cipher = world.keyring.sealFor(max.id, subjectKey.key, Buffer.from('"Max"')).toString('base64');
    const change = {
      entity: 'Account',
      id: max.id,
      field: 'name',
      class: 'personal',
      after: { cipher, subject: max.id },
    } as const;
    const technical = { id: '', class: 'technical' } as const;
    const role = { ...technical, entity: 'Grant', field: 'role_key', after: 'space.viewer' };
    for (let n = 0; n < 30; n += 1) {
      // Every entry names another person and another Space, which all need a look-up.
      const whom = await world.person(`Person ${n}`);
      await world.join(whom, many, 'member');
      const place = await world.space(many, `Space ${n}`);
      await world.grant(ada, many, place, 'manager');
      const principal = { ...technical, entity: 'Grant', field: 'principal_id', after: whom.id };
      await plant(world, {
        ...{ orgId: many.id, actorId: ada.id, action: 'space_grant.create', spaceId: place },
        changes: encodeRecordedChanges([change, principal, role]),
      });
    }
    const roundTrips = async (first: number): Promise<number> => {
      const counted = countStatements();
      const document =
        'query($first: Int) { auditEntries(first: $first) { edges { node { sentence changes { after } details { after } } } } }';
      const answer = await world
        .as(ada, many)
        .at('compliance')
        .run<{ auditEntries: { edges: { node: unknown }[] } }>(document, { first });
      expect(answer.data.auditEntries.edges).toHaveLength(first);
      return counted.stop().roundTrips;
    };
    expect(await roundTrips(30)).toBe(await roundTrips(1));
    // The entries, their changes, keys, names, and who of them acted as support: one each.
    expect(await roundTrips(30)).toBe(5);
  });
});
