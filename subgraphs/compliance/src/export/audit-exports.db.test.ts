import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeEntry, encodeRecordedChanges, type EntryRecord } from '#runtime/audit/encoding.js';
import { newId } from '#runtime/graphql/ids.js';
import {
  callRoute,
  createWorld,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { complianceSubgraph } from '../subgraph.js';
import { plant } from '#tests/kit/plant-entry.js';

const EXPORT =
  'mutation($filter: AuditFilter) { exportAuditTrail(filter: $filter) { id url entries expiresAt } }';
const CANARY = `canary-${randomBytes(6).toString('hex')}`;

interface Exported {
  exportAuditTrail: { id: string; url: string; entries: number; expiresAt: string };
}

describe('exporting the audit trail', () => {
  let world: World;
  let ada: Person;
  let otto: Person;
  let rita: Person;
  let acme: TestOrganization;
  let rival: TestOrganization;

  const request = async (person: Person, filter: object | null = null, organization = acme) =>
    world.as(person, organization).at('compliance').run<Exported>(EXPORT, { filter });
  const fetchFile = async (person: Person | null, id: string, organization = acme): Promise<string> => {
    const actor = await world.actor(person, organization);
    const answer = await callRoute(world, 'compliance', 'audit-export', actor, { params: { id } });
    const text = await answer.text();
    if (answer.status !== 200) throw (JSON.parse(text) as { errors: unknown[] }).errors[0];
    return text;
  };
  const entriesOf = (
    action: string,
  ): Promise<{ outcome: string; code: string | null; subject_id: string; actor_id: string }[]> =>
    world.sql('SELECT * FROM compliance.audit_entry WHERE action = $1 ORDER BY at, entry_id', [action]);

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    ada = await world.person('Ada Berg');
    otto = await world.person('Otto Admin');
    rita = await world.person('Rita Revision');
    acme = await world.organization('acme');
    rival = await world.organization('rival');
    await world.join(ada, acme, 'owner');
    await world.join(otto, acme, 'admin');
    await world.join(rita, acme, 'member');
    await world.join(ada, rival, 'owner');
    await plant(world, { orgId: rival.id, actorId: ada.id, subjectType: CANARY });
  });
  afterAll(() => world.close());

  test('writes one canonical entry a line, in the clear what its reader may see, and records both steps', async () => {
    const key = world.keyring.newSubjectKey(otto.id);
    await world.sql('INSERT INTO platform.subject_key (subject_id, wrapped_key) VALUES ($1, $2)', [
      otto.id,
      key.wrapped,
    ]);
    const cipher = world.keyring.sealFor(otto.id, key.key, Buffer.from('"Otto Alt"')).toString('base64');
    const change = {
      entity: 'Account',
      id: otto.id,
      field: 'name',
      class: 'personal',
      before: { cipher, subject: otto.id },
    } as const;
    const planted = await plant(world, {
      orgId: acme.id,
      actorId: otto.id,
      changes: encodeRecordedChanges([change]),
    });

    const { data, errors } = await request(ada);
    expect(errors).toEqual([]);
    expect(data.exportAuditTrail).toMatchObject({
      entries: 1,
      url: `/o/acme/audit-exports/${data.exportAuditTrail.id}`,
    });
    expect(await entriesOf('audit.export')).toMatchObject([
      { outcome: 'ok', subject_id: data.exportAuditTrail.id, actor_id: ada.id },
    ]);

    const file = await fetchFile(ada, data.exportAuditTrail.id);
    expect(file.endsWith('\n')).toBe(true);
    const [line, ...others] = file.trimEnd().split('\n');
    expect(others).toEqual([]);
    const read = JSON.parse(line!) as EntryRecord & { v: number };
    expect(read).toMatchObject({
      v: 1,
      entryId: planted,
      orgId: acme.id,
      changes: [{ field: 'name', before: 'Otto Alt' }],
    });
    const { v: _version, ...record } = { ...read, changes: [change] };
    expect(encodeEntry(record as unknown as EntryRecord)).toBe(
      line!.replace('"Otto Alt"', JSON.stringify(change.before)),
    );
    expect(file).not.toContain(CANARY);
    expect(await entriesOf('audit.download')).toMatchObject([
      { outcome: 'ok', subject_id: data.exportAuditTrail.id, actor_id: ada.id },
    ]);
  });

  test('reads long files in batches, without losing or repeating an entry', async () => {
    const long = await world.organization('long');
    await world.join(ada, long, 'owner');
    await world.sql(
      `INSERT INTO compliance.audit_entry (entry_id, at, org_id, actor_kind, action, subject_type, outcome, request_id, operation)
       SELECT uuidv7(), date_trunc('second', now()) - (n % 7) * interval '1 second', $1, 'job', 'a.b', 'X', 'ok', n::text, 'bulk'
         FROM generate_series(1, 2500) n`,
      [long.id],
    );
    const { data } = await request(ada, null, long);
    expect(data.exportAuditTrail.entries).toBe(2500);
    const lines = (await fetchFile(ada, data.exportAuditTrail.id, long)).trimEnd().split('\n');
    expect(new Set(lines.map((line) => (JSON.parse(line) as EntryRecord).requestId)).size).toBe(2500);
    expect(lines.length).toBe(2500);
  });

  test('keeps to its filter', async () => {
    await plant(world, { orgId: acme.id, action: 'member.remove', subjectType: 'Member' });
    const { data } = await request(ada, { actions: ['member.remove'] });
    const file = await fetchFile(ada, data.exportAuditTrail.id);
    expect(
      file
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as EntryRecord).action),
    ).toEqual(['member.remove']);
  });

  test('is refused without the permission, and the refusal is an entry', async () => {
    const answer = await request(rita);
    expect(answer.errors[0]!.extensions.code).toBe('FORBIDDEN');
    expect((await entriesOf('audit.export')).at(-1)).toMatchObject({
      outcome: 'denied',
      code: 'FORBIDDEN',
      actor_id: rita.id,
    });
  });

  test('hands a file to nobody else, not in another Organization, and not later', async () => {
    const { data } = await request(ada);
    const { id } = data.exportAuditTrail;
    const refused = expect.objectContaining({
      extensions: { code: 'NOT_FOUND', requestId: 'test-request' },
    }) as unknown;
    await expect(fetchFile(otto, id)).rejects.toEqual(refused);
    await expect(fetchFile(ada, id, rival)).rejects.toEqual(refused);
    await expect(fetchFile(ada, newId())).rejects.toEqual(refused);
    await expect(fetchFile(ada, '../../etc/passwd')).rejects.toEqual(refused);
    expect((await entriesOf('audit.download')).filter(({ outcome }) => outcome === 'denied')).toHaveLength(4);
    await world.sql(
      "UPDATE compliance.audit_export SET created_at = created_at - interval '20 min', expires_at = expires_at - interval '20 min' WHERE export_id = $1",
      [id],
    );
    await expect(fetchFile(ada, id)).rejects.toEqual(refused);
  });

  test('keeps what was recorded free of personal data at rest', async () => {
    const [row] = await world.sql<{ text: string }>(
      "SELECT string_agg(e::text, '') AS text FROM compliance.audit_entry e",
    );
    expect(row!.text).not.toContain('Otto Alt');
  });
});
