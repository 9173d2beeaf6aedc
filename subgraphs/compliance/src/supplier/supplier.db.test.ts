import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { newId } from '#runtime/graphql/ids.js';
import { complianceSubgraph } from '../subgraph.js';
import { addDays, dayOf } from './supplier-standing.js';
import { DETAILS } from '#tests/kit/suppliers.js';

const SHOWN =
  'id standing usableUntil approvalNeeds current { version name hosts adapters retired reason author { id } } versions { version } risks { level } certificates { id isValid withdrawn } reviews { outcome version } notes { text }';
const CREATE = `mutation($input: CreateSupplierInput!) { createSupplier(input: $input) { ${SHOWN} } }`;
const UPDATE = `mutation($input: UpdateSupplierInput!) { updateSupplier(input: $input) { ${SHOWN} } }`;
const RETIRE = `mutation($input: RetireSupplierInput!) { retireSupplier(input: $input) { ${SHOWN} } }`;
const ASSESS = `mutation($input: AssessSupplierInput!) { assessSupplier(input: $input) { ${SHOWN} } }`;
const CERTIFY = `mutation($input: AddSupplierCertificateInput!) { addSupplierCertificate(input: $input) { ${SHOWN} } }`;
const WITHDRAW = `mutation($input: WithdrawSupplierCertificateInput!) { withdrawSupplierCertificate(input: $input) { ${SHOWN} } }`;
const REVIEW = `mutation($input: ReviewSupplierInput!) { reviewSupplier(input: $input) { ${SHOWN} } }`;
const NOTE = `mutation($input: AddSupplierNoteInput!) { addSupplierNote(input: $input) { ${SHOWN} } }`;
const PUBLIC =
  '{ publicSuppliers { id name purpose dataProcessed region certificates { kind validUntil } } }';

interface Shown {
  id: string;
  standing: string;
  usableUntil: string | null;
  approvalNeeds: string[];
  current: { version: number; hosts: string[]; retired: boolean };
  certificates: { id: string; isValid: boolean }[];
  [field: string]: unknown;
}

const today = dayOf(new Date());

describe('the register of suppliers', () => {
  let world: World;
  let paula: Person;
  let robert: Person;
  let mia: Person;
  let ada: Person;
  let operator: TestOrganization;
  let acme: TestOrganization;

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    [paula, robert] = [await world.person('Paula'), await world.person('Robert')];
    [mia, ada] = [await world.person('Mia'), await world.person('Ada')];
    [operator, acme] = [await world.organization('operator'), await world.organization('acme')];
    await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [operator.id]);
    await world.join(paula, operator, 'owner');
    await world.join(robert, operator, 'admin');
    await world.join(mia, operator, 'member');
    await world.join(ada, acme, 'owner');
  });
  afterAll(() => world.close());

  const at = (person: Person | null, organization: TestOrganization | null = operator) =>
    world.as(person, organization).at('compliance');
  const done = async (document: string, input: object, person = paula): Promise<Shown> => {
    const answer = await at(person).run<Record<string, Shown>>(document, { input });
    expect(answer.errors).toEqual([]);
    return Object.values(answer.data)[0]!;
  };
  const refused = async (document: string, input: object, person = paula, organization = operator) =>
    (await at(person, organization).run(document, { input })).errors[0]?.extensions;
  const certificate = (supplierId: string, changed: object = {}) => ({
    ...{ supplierId, kind: 'ISO_27001', number: 'IS 1', issuedBy: 'TÜV', evidenceUrl: '' },
    ...{ validFrom: addDays(today, -100), validUntil: addDays(today, 300), ...changed },
  });
  const approved = async (name: string, changed: object = {}): Promise<Shown> => {
    const { id } = await done(CREATE, { ...DETAILS, name, ...changed });
    await done(ASSESS, { supplierId: id, level: 'LOW', analysis: 'Wenig.' });
    await done(CERTIFY, certificate(id));
    return done(REVIEW, {
      ...{ supplierId: id, version: 1, outcome: 'APPROVED', note: '' },
      nextReviewOn: addDays(today, 200),
    });
  };

  test('takes a supplier from entry to approval, and says what is missing', async () => {
    const made = await done(CREATE, DETAILS, robert);
    expect(made).toMatchObject({
      standing: 'NOT_REVIEWED',
      usableUntil: null,
      approvalNeeds: ['RISK_ANALYSIS', 'CERTIFICATE'],
      current: { version: 1, hosts: ['smtp.mailhaus.example'], author: { id: robert.id } },
    });
    const approve = {
      ...{ supplierId: made.id, version: 1, outcome: 'APPROVED', note: '' },
      nextReviewOn: addDays(today, 200),
    };
    const noRisk = { code: 'INVALID_INPUT', field: 'input.outcome' };
    expect(await refused(REVIEW, approve)).toMatchObject(noRisk);
    await done(ASSESS, { supplierId: made.id, level: 'MEDIUM', analysis: 'Mails enthalten Namen.' });
    expect(await refused(REVIEW, approve)).toMatchObject(noRisk);
    // An ended certificate is none.
    await done(CERTIFY, certificate(made.id, { validUntil: addDays(today, -1) }));
    expect(await refused(REVIEW, approve)).toMatchObject(noRisk);
    await done(CERTIFY, certificate(made.id));
    const reviewed = await done(REVIEW, approve);
    expect(reviewed).toMatchObject({ standing: 'REVIEWED', usableUntil: addDays(today, 200) });
    const noted = await done(NOTE, { supplierId: made.id, text: 'Störung am Montag.' });
    expect(noted).toMatchObject({ notes: [{ text: 'Störung am Montag.' }], standing: 'REVIEWED' });
  });

  test('keeps every version, and a changed host waits for its review', async () => {
    const supplier = await approved('Versionen GmbH');
    const changed = { ...DETAILS, name: 'Versionen GmbH', hosts: [...DETAILS.hosts, 'neu.example.com'] };
    const update = { ...changed, supplierId: supplier.id, expectedVersion: 1, reason: 'Zweiter Server' };
    const next = await done(UPDATE, update);
    expect(next).toMatchObject({ standing: 'CHANGED', current: { version: 2, reason: 'Zweiter Server' } });
    expect(await refused(UPDATE, update)).toMatchObject({ code: 'CONFLICT' });
    expect(await refused(UPDATE, { ...update, expectedVersion: 2 })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    // Reviewing what one did not look at is a conflict, too.
    const review = {
      supplierId: supplier.id,
      outcome: 'APPROVED',
      note: '',
      nextReviewOn: addDays(today, 30),
    };
    expect(await refused(REVIEW, { ...review, version: 1 })).toMatchObject({ code: 'CONFLICT' });
    expect(await done(REVIEW, { ...review, version: 2 })).toMatchObject({ standing: 'DUE_SOON' });
  });

  test('stops counting certificates that were withdrawn, and suppliers that were retired', async () => {
    const supplier = await approved('Auslauf AG');
    const withdraw = {
      supplierId: supplier.id,
      certificateId: supplier.certificates[0]!.id,
      reason: 'Irrtum',
    };
    expect(await done(WITHDRAW, withdraw)).toMatchObject({
      standing: 'EXPIRED',
      certificates: [{ isValid: false, withdrawn: 'Irrtum' }],
    });
    expect(await refused(WITHDRAW, withdraw)).toMatchObject({ code: 'INVALID_INPUT' });
    await done(CERTIFY, certificate(supplier.id));
    const retire = { supplierId: supplier.id, expectedVersion: 1, retired: true, reason: 'Gekündigt' };
    expect(await done(RETIRE, retire)).toMatchObject({ standing: 'RETIRED', usableUntil: null });
    const again = { ...retire, expectedVersion: 2, retired: false, reason: 'Doch nicht' };
    expect(await done(RETIRE, again)).toMatchObject({ standing: 'REVIEWED' });
  });

  test.each([
    ['hosts', ['https://mail.example'], 'hosts.0'],
    ['hosts', ['*.com'], 'hosts.0'],
    ['hosts', ['10.0.0.1'], 'hosts.0'],
    ['hosts', [], 'hosts'],
    ['contractUrl', 'javascript:alert(1)', 'contractUrl'],
    ['contractUrl', 'http://plain.example', 'contractUrl'],
    ['name', ' ', 'name'],
    ['purposeEn', '', 'purposeEn'],
  ])('refuses %s %j by name', async (field, value, named) => {
    expect(await refused(CREATE, { ...DETAILS, [field]: value })).toMatchObject({
      code: 'INVALID_INPUT',
      field: `input.${named}`,
    });
  });

  test('refuses days that do not exist or do not fit', async () => {
    const { id } = await done(CREATE, { ...DETAILS, name: 'Tage GmbH' });
    expect(await refused(CERTIFY, certificate(id, { validUntil: '2027-02-30' }))).toMatchObject({
      field: 'input.validUntil',
    });
    expect(await refused(CERTIFY, certificate(id, { validUntil: addDays(today, -100) }))).toMatchObject({
      field: 'input.validUntil',
    });
    const review = { supplierId: id, version: 1, outcome: 'REJECTED', note: '' };
    for (const nextReviewOn of [today, addDays(today, 732)])
      expect(await refused(REVIEW, { ...review, nextReviewOn })).toMatchObject({
        field: 'input.nextReviewOn',
      });
  });

  test('is closed to the operator’s members, to customers and to everybody else, who learn nothing', async () => {
    const { id } = await done(CREATE, { ...DETAILS, name: 'Geheim-canary GmbH' });
    const READ = `query($id: ID!) { supplier(id: $id) { ${SHOWN} } }`;
    for (const [person, organization, code] of [
      [mia, operator, 'FORBIDDEN'],
      [ada, acme, 'FORBIDDEN'],
      [ada, operator, 'NOT_FOUND'],
      [null, null, 'UNAUTHENTICATED'],
    ] as const) {
      for (const [document, variables] of [
        [READ, { id }],
        ['{ suppliers { id current { name } } }', {}],
        ['{ configuredAdapters { host } }', {}],
        [CREATE, { input: DETAILS }],
        [NOTE, { input: { supplierId: id, text: 'x' } }],
      ] as const) {
        const answer = await at(person, organization).run(document, variables);
        expect(answer.errors[0]?.extensions.code).toBe(code);
        expect(answer.text).not.toContain('canary');
      }
    }
    const missing = await at(paula).run(READ, { id: newId() });
    expect(missing.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await refused(NOTE, { supplierId: newId(), text: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(NOTE, { supplierId: 'x', text: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is fenced in the database and can only be added to', async () => {
    const as = async (person: Person, organization: TestOrganization, sql: string) => {
      const { context } = await world.actor(person, organization);
      return withClient(world.db.logins.kopexa_compliance, async (client) => {
        await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
        return client.query(sql);
      });
    };
    const count = async (person: Person, organization: TestOrganization): Promise<unknown> =>
      (await as(person, organization, 'SELECT count(*)::int AS n FROM compliance.supplier_version')).rows[0];
    expect(await count(ada, acme)).toEqual({ n: 0 });
    expect(await count(mia, operator)).toEqual({ n: 0 });
    expect(await count(paula, operator)).not.toEqual({ n: 0 });
    for (const table of [
      'supplier',
      'supplier_version',
      'supplier_risk',
      'supplier_certificate',
      'supplier_review',
      'supplier_note',
    ]) {
      await expect(as(paula, operator, `DELETE FROM compliance.${table}`)).rejects.toThrow(
        /permission denied/,
      );
      await expect(as(paula, operator, `UPDATE compliance.${table} SET created_at = now()`)).rejects.toThrow(
        /permission denied/,
      );
    }
    // Nobody reviews in somebody else's name.
    await expect(
      as(
        paula,
        operator,
        `INSERT INTO compliance.supplier_review (org_id, supplier_id, supplier_version, outcome, next_review_on, author_id)
         SELECT org_id, supplier_id, version, 'approved', now() + interval '1 year', '${robert.id}' FROM compliance.supplier_version LIMIT 1`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('publishes the approved sub-processors, and of them what is meant for the public', async () => {
    await approved('Öffentlich GmbH');
    await approved('Intern-canary GmbH', { isSubprocessor: false });
    await done(CREATE, { ...DETAILS, name: 'Ungeprüft-canary GmbH' });
    const anonymous = await at(null, null).run<{ publicSuppliers: { name: string }[] }>(PUBLIC);
    expect(anonymous.errors).toEqual([]);
    expect(anonymous.data.publicSuppliers).toContainEqual({
      id: expect.any(String),
      name: 'Öffentlich GmbH',
      purpose: DETAILS.purposeEn,
      dataProcessed: DETAILS.dataEn,
      region: DETAILS.region,
      certificates: [{ kind: 'ISO_27001', validUntil: addDays(today, 300) }],
    });
    expect(anonymous.text).not.toMatch(/canary|Auslauf.*canary|smtp\.mailhaus/);
    // The same for a customer's owner, and in German.
    const german = await world
      .as(ada, acme, { locale: 'de' })
      .at('compliance')
      .run<{ publicSuppliers: { purpose: string }[] }>(PUBLIC);
    expect(german.data.publicSuppliers[0]!.purpose).toBe(DETAILS.purposeDe);
  });

  test('is fenced twice, and each fence holds with the other taken out', async () => {
    const seen = async (): Promise<number> => {
      const { context } = await world.actor(ada, acme);
      return withClient(world.db.logins.kopexa_compliance, async (client) => {
        await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
        return (await client.query('SELECT 1 FROM compliance.supplier_version')).rowCount ?? 0;
      });
    };
    const [counting] = await world.sql<{ source: string }>(
      "SELECT pg_get_functiondef('tenancy.counting(uuid, text[])'::regprocedure) AS source",
    );
    // Every owner's rights count everywhere: the tenant policy alone keeps customers out.
    await world.sql(
      `CREATE OR REPLACE FUNCTION tenancy.counting(org uuid, permissions text[]) RETURNS text[] LANGUAGE sql STABLE
       AS 'SELECT permissions'`,
    );
    expect(await seen()).toBe(0);
    await world.sql('DROP POLICY tenant ON compliance.supplier_version');
    expect(await seen()).toBeGreaterThan(0);
    // Without the tenant policy the right alone keeps them out.
    await world.sql(counting!.source);
    expect(await seen()).toBe(0);
  });
});
