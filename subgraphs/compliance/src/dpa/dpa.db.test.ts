import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { newId } from '#runtime/graphql/ids.js';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { draftDpa, DPA_TEXTS, operatorOf, publishDpa } from '#tests/kit/operator.js';
import { outbox } from '../outbox.js';
import { complianceSubgraph } from '../subgraph.js';
import { addDays, dayOf } from '../supplier/supplier-standing.js';

const SAVE = 'mutation($input: SaveDpaDraftInput!) { saveDpaDraft(input: $input) { id revision } }';
const PUBLISH = 'mutation($input: PublishDpaInput!) { publishDpa(input: $input) { number publishedAt } }';
const ACCEPT =
  'mutation($input: AcceptDpaInput!) { acceptDpa(input: $input) { id number acceptedBy { id } hash } }';
const STATUS =
  '{ dpaStatus { waiting publications { number isCurrent summary } acceptances { number hash acceptedBy { id } } } }';
const DOCUMENT =
  'query($number: Int) { dpaDocument(number: $number) { textDe textEn publication { number hashDe hashEn isCurrent } } }';
const VERSIONS = '{ dpaVersions { id textDe } }';
const CUSTOMERS = '{ dpaCustomers { organization number acceptedAt } }';

const today = dayOf(new Date());
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Status {
  dpaStatus: { waiting: number | null; acceptances: { number: number }[] };
}
interface Document {
  dpaDocument: { textDe: string; publication: { number: number; hashDe: string } } | null;
}

describe('the data processing agreement', () => {
  let world: World;
  let paula: Person;
  let mia: Person;
  let ada: Person;
  let otto: Person;
  let max: Person;
  let eve: Person;
  let operator: TestOrganization;
  let acme: TestOrganization;
  let rival: TestOrganization;

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    ({ organization: operator, paula, mia } = await operatorOf(world));
    [acme, rival] = [await world.organization('acme'), await world.organization('rival')];
    [ada, otto] = [await world.person('Ada'), await world.person('Otto')];
    [max, eve] = [await world.person('Max'), await world.person('Eve')];
    await world.join(ada, acme, 'owner');
    await world.join(otto, acme, 'admin');
    await world.join(max, acme, 'member');
    await world.join(eve, rival, 'owner');
  });
  afterAll(() => world.close());

  const at = (person: Person | null, organization: TestOrganization | null) =>
    world.as(person, organization).at('compliance');
  const refusal = async (person: Person, organization: TestOrganization, document: string, input: object) =>
    (await at(person, organization).run(document, { input })).errors[0]?.extensions;
  const statusOf = async (person: Person, organization: TestOrganization): Promise<Status['dpaStatus']> => {
    const answer = await at(person, organization).run<Status>(STATUS);
    expect(answer.errors).toEqual([]);
    return answer.data.dpaStatus;
  };

  test('is a draft that only the operator sees, until it is published to everybody', async () => {
    expect((await at(null, null).run<Document>(DOCUMENT)).data.dpaDocument).toBeNull();
    expect((await statusOf(ada, acme)).waiting).toBeNull();
    const textDe = '# Vertrag\n\nkanarie-entwurf: Größe § 1';
    await draftDpa(world, { textDe });
    for (const [person, organization] of [
      [ada, acme],
      [mia, operator],
      [null, null],
    ] as const) {
      const answer = await at(person, organization).run(VERSIONS);
      expect(answer.errors).toHaveLength(1);
      const read = await at(person, organization).run(DOCUMENT);
      expect(answer.text + read.text).not.toContain('kanarie');
    }
    const { number } = await publishDpa(world, { textDe });
    expect(number).toBe(1);
    const anonymous = await at(null, null).run<Document>(DOCUMENT);
    expect(anonymous.data.dpaDocument).toMatchObject({
      textDe,
      publication: { number: 1, isCurrent: true, hashDe: sha256(textDe), hashEn: sha256(DPA_TEXTS.textEn) },
    });
  });

  test('is accepted by an owner alone, once, for the text that was read', async () => {
    const number = 1;
    const { publication } = (await at(null, null).run<Document>(DOCUMENT)).data.dpaDocument!;
    const input = { number, language: 'DE', hash: publication.hashDe };
    expect((await statusOf(ada, acme)).waiting).toBe(number);
    // The admin sees it and has nothing to accept.
    expect((await statusOf(otto, acme)).waiting).toBeNull();
    for (const person of [otto, max])
      expect(await refusal(person, acme, ACCEPT, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(paula, operator, ACCEPT, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(ada, acme, ACCEPT, { ...input, hash: sha256('anderes') })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.hash',
    });
    expect(await refusal(ada, acme, ACCEPT, { ...input, language: 'EN' })).toMatchObject({
      field: 'input.hash',
    });
    expect(await refusal(ada, acme, ACCEPT, { ...input, number: 99 })).toMatchObject({ code: 'NOT_FOUND' });
    const accepted = await at(ada, acme).run(ACCEPT, { input });
    expect(accepted.data).toMatchObject({
      acceptDpa: { number, hash: input.hash, acceptedBy: { id: ada.id } },
    });
    expect(await refusal(ada, acme, ACCEPT, input)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.number',
    });
    expect(await statusOf(otto, acme)).toMatchObject({ waiting: null, acceptances: [{ number }] });
    expect(await statusOf(eve, rival)).toMatchObject({ waiting: number, acceptances: [] });
    expect((await at(max, acme).run(STATUS)).errors[0]!.extensions.code).toBe('FORBIDDEN');
  });

  test('shows the operator names and days of acceptances, and nothing else of a customer', async () => {
    const { data, text } = await at(paula, operator).run(CUSTOMERS);
    expect(data).toEqual({
      dpaCustomers: [
        { organization: 'Organization acme', number: 1, acceptedAt: expect.any(String) },
        { organization: 'Organization rival', number: null, acceptedAt: null },
      ],
    });
    expect(text).not.toMatch(new RegExp(`${acme.id}|${ada.id}|${ada.email}|Ada`));
    for (const [person, organization] of [
      [mia, operator],
      [ada, acme],
    ] as const)
      expect((await at(person, organization).run(CUSTOMERS)).errors[0]!.extensions.code).toBe('FORBIDDEN');
  });

  test('waits again when a newer one is published, and the owners are told once', async () => {
    const mails: Mail[] = [];
    let failing = true;
    const worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: outbox,
      tools: {
        mail: {
          send: (mail) => {
            if (failing && mail.to === eve.email) return Promise.reject(new Error('refused'));
            mails.push(mail);
            return Promise.resolve();
          },
        },
        origin: 'https://kopexa.example',
      },
      report: () => undefined,
    });
    await worker.drain();
    mails.length = 0;
    await publishDpa(world, { textEn: '# Agreement 2', validFrom: addDays(today, 30) });
    expect((await statusOf(ada, acme)).waiting).toBe(2);
    // What is not in force yet may be accepted; the older one is in force until then.
    const current = await at(null, null).run<Document>(DOCUMENT);
    expect(current.data.dpaDocument!.publication.number).toBe(1);
    await worker.drain();
    failing = false;
    await world.sql('UPDATE platform.outbox_event SET due_at = now() WHERE delivered_at IS NULL');
    await worker.drain();
    await worker.close();
    const about = mails.filter(({ text }) => /Fassung 2|version 2/.test(text)).map(({ to }) => to);
    expect(about.toSorted()).toEqual([ada.email, eve.email].toSorted());
    expect(mails.at(-1)!.text).toContain('/admin/dpa');
    const second = (await at(null, null).run<Document>(DOCUMENT, { number: 2 })).data.dpaDocument!;
    const input = { number: 2, language: 'DE', hash: second.publication.hashDe };
    expect((await at(ada, acme).run(ACCEPT, { input })).errors).toEqual([]);
    expect((await statusOf(ada, acme)).waiting).toBeNull();
    // The one in force before its day can be accepted still; an older one cannot, once it was replaced.
    await world.sql('UPDATE compliance.dpa_publication SET valid_from = $1 WHERE number = 2', [today]);
    const old = (await at(null, null).run<Document>(DOCUMENT, { number: 1 })).data.dpaDocument!;
    expect(
      await refusal(eve, rival, ACCEPT, { number: 1, language: 'DE', hash: old.publication.hashDe }),
    ).toMatchObject({ code: 'INVALID_INPUT', field: 'input.number' });
  });

  test('is saved over what one has read, published over what one has saved, and never changes after', async () => {
    const { id, revision } = await draftDpa(world);
    const saving = { ...DPA_TEXTS, expectedRevision: revision - 1 };
    expect(await refusal(paula, operator, SAVE, saving)).toMatchObject({
      code: 'CONFLICT',
      details: { currentRevision: revision },
    });
    const publish = { versionId: id, expectedRevision: revision };
    expect(await refusal(paula, operator, PUBLISH, { ...publish, expectedRevision: 0 })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await refusal(paula, operator, PUBLISH, { ...publish, versionId: newId() })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await refusal(mia, operator, PUBLISH, publish)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(ada, acme, SAVE, saving)).toMatchObject({ code: 'FORBIDDEN' });
    const past = await draftDpa(world, { validFrom: addDays(today, -2) });
    expect(
      await refusal(paula, operator, PUBLISH, { versionId: id, expectedRevision: past.revision }),
    ).toMatchObject({ code: 'INVALID_INPUT' });
    await publishDpa(world);
    const as = (sql: string) =>
      world.actor(paula, operator).then(({ context }) =>
        withClient(world.db.logins.kopexa_compliance, async (client) => {
          await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
          return client.query(sql);
        }),
      );
    expect(
      (await as("UPDATE compliance.dpa_version SET text_de = 'x' WHERE published_at IS NOT NULL")).rowCount,
    ).toBe(0);
    await expect(as('UPDATE compliance.dpa_version SET number = 9')).rejects.toThrow(/permission denied/);
    for (const table of ['dpa_publication', 'dpa_acceptance'])
      await expect(as(`UPDATE compliance.${table} SET number = 9`)).rejects.toThrow(/permission denied/);
    // Neither the database's owner changes what was published, unless they take the trigger out.
    await expect(
      world.sql("UPDATE compliance.dpa_version SET text_de = 'x' WHERE published_at IS NOT NULL"),
    ).rejects.toThrow(/does not change/);
    await world.sql('ALTER TABLE compliance.dpa_version DISABLE TRIGGER keep_published');
    await world.sql(
      'UPDATE compliance.dpa_version SET summary_de = summary_de WHERE published_at IS NOT NULL',
    );
    await world.sql('ALTER TABLE compliance.dpa_version ENABLE TRIGGER keep_published');
  });

  test('is fenced in the database: its functions decide themselves, whoever calls them', async () => {
    const as = async (person: Person, organization: TestOrganization, sql: string) => {
      const { context } = await world.actor(person, organization);
      return withClient(world.db.logins.kopexa_compliance, async (client) => {
        await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
        return (await client.query(sql)).rowCount;
      });
    };
    const { id, revision } = await draftDpa(world);
    const accept = (number: number): string =>
      `SELECT compliance.accept_dpa('${newId()}', ${number}, 'de', repeat('0', 64))`;
    const publish = `SELECT compliance.publish_dpa('${id}', ${revision})`;
    for (const [person, organization] of [
      [ada, acme],
      [mia, operator],
      [ada, operator],
    ] as const) {
      for (const source of ['compliance.dpa_customers()', 'compliance.adapters()', 'compliance.dpa_version'])
        expect(await as(person, organization, `SELECT * FROM ${source}`)).toBe(0);
      await expect(as(person, organization, publish)).rejects.toThrow(/Not the operator/);
    }
    for (const [person, organization] of [
      [otto, acme],
      [max, acme],
      [paula, operator],
      [ada, rival],
    ] as const)
      await expect(as(person, organization, accept(1))).rejects.toThrow(/Not an owner/);
    // No login writes an acceptance past the function.
    await expect(
      as(
        ada,
        acme,
        `INSERT INTO compliance.dpa_acceptance (acceptance_id, org_id, number, language, hash, accepted_by)
         VALUES (gen_random_uuid(), '${acme.id}', 1, 'de', repeat('0', 64), '${ada.id}')`,
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(
      withClient(world.db.logins.kopexa_content, (client) =>
        client.query('SELECT * FROM compliance.dpa_mails(1)'),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  test.each([
    ['textDe', ''],
    ['textEn', 'x'.repeat(100_001)],
    ['summaryDe', ' '],
    ['validFrom', '2027-13-01'],
  ])('refuses %s that is not right, by name', async (field, value) => {
    const { revision } = await draftDpa(world);
    const input = { ...DPA_TEXTS, expectedRevision: revision, [field]: value };
    expect(await refusal(paula, operator, SAVE, input)).toMatchObject({
      code: 'INVALID_INPUT',
      field: `input.${field}`,
    });
  });
});
