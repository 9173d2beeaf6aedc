import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DnsFailed } from '#runtime/egress/dns.js';
import { NOTHING_OUTSIDE } from '#runtime/egress/outside.js';
import { newId } from '#runtime/graphql/ids.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { identitySubgraph } from '../../subgraph.js';
import { checkDomains } from './check-domains.js';
import { domainMail } from './domain-mail.js';
import { findDomainMails } from './domain-mail.repository.js';

const ADD =
  'mutation($input: AddDomainInput!) { addDomain(input: $input) { id record { name value } verifiedAt } }';
const CHECK = 'query($id: ID!) { domainCheck(id: $id) { isFound hasAnswered found proof } }';
const VERIFY = 'mutation($input: VerifyDomainInput!) { verifyDomain(input: $input) { verifiedAt } }';
const ROUTE = 'mutation($input: RouteDomainInput!) { routeDomain(input: $input) { connectionId } }';
const REMOVE = 'mutation($id: ID!) { removeDomain(domainId: $id) }';
const LIST = '{ domains { id domain verifiedAt failingSince } }';

interface Added {
  readonly id: string;
  readonly record: { readonly name: string; readonly value: string };
}

describe('domains', () => {
  let world: World;
  let [ada, otto, mia]: Person[] = [];
  let acme: TestOrganization;
  let rival: TestOrganization;
  const records = new Map<string, string[] | 'silent'>();
  const dns = {
    txt: (name: string): Promise<string[]> => {
      const found = records.get(name) ?? [];
      return found === 'silent' ? Promise.reject(new DnsFailed('silent')) : Promise.resolve(found);
    },
  };
  const at = (person: Person, organization = acme) => world.as(person, organization).at('identity');
  const must = async <Value>(answer: Promise<Answer>): Promise<Value> => {
    const { data, errors } = await answer;
    expect(errors).toEqual([]);
    return Object.values(data)[0] as Value;
  };
  const add = (domain: string, person = ada!, organization = acme): Promise<Added> =>
    must<Added>(at(person, organization).run(ADD, { input: { domain } }));
  const proofOf = async (id: string, person = ada!, organization = acme) =>
    must<{ isFound: boolean; hasAnswered: boolean; found: string[]; proof: string | null }>(
      at(person, organization).run(CHECK, { id }),
    );
  async function proven(domain: string, person = ada!, organization = acme): Promise<Added> {
    const added = await add(domain, person, organization);
    records.set(added.record.name, ['v=spf1 -all', added.record.value]);
    const { proof } = await proofOf(added.id, person, organization);
    await must(at(person, organization).run(VERIFY, { input: { domainId: added.id, proof } }));
    return added;
  }

  beforeAll(async () => {
    world = await createWorld([identitySubgraph], { outside: { ...NOTHING_OUTSIDE, dns } });
    [ada, otto, mia] = [
      await world.person('Ada Berg'),
      await world.person('Otto Admin'),
      await world.person('Mia Rival'),
    ];
    acme = await world.organization('acme');
    rival = await world.organization('rival');
    await world.join(ada, acme, 'owner');
    await world.join(otto, acme, 'member');
    await world.join(mia, rival, 'owner');
  });
  afterAll(() => world.close());

  test('count once their record stands in the DNS', async () => {
    const { id, record } = await add('Firma-Eins.de');
    expect(record.name).toBe('_kopexa-challenge.firma-eins.de');
    expect(record.value).toMatch(/^kopexa-domain-verification=[\w-]{32}$/);
    expect(await proofOf(id)).toEqual({ isFound: false, hasAnswered: true, found: [], proof: null });
    records.set(record.name, ['kopexa-domain-verification=falsch']);
    expect(await proofOf(id)).toMatchObject({ isFound: false, found: ['kopexa-domain-verification=falsch'] });
    records.set(record.name, 'silent');
    expect(await proofOf(id)).toMatchObject({ isFound: false, hasAnswered: false });
    records.set(record.name, [record.value]);
    const { proof } = await proofOf(id);
    expect(await must(at(ada!).run(VERIFY, { input: { domainId: id, proof } }))).toMatchObject({
      verifiedAt: expect.any(String) as unknown,
    });
    const held = async (org: TestOrganization, mail: string) =>
      (await world.sql<{ ok: boolean }>('SELECT identity.holds_domain($1, $2) AS ok', [org.id, mail]))[0]!.ok;
    expect(await held(acme, 'Ada@Firma-Eins.de')).toBe(true);
    expect(await held(acme, 'ada@mail.firma-eins.de')).toBe(false);
    expect(await held(rival, 'ada@firma-eins.de')).toBe(false);
  });

  test('are proven by the proof of the very domain, for ten minutes', async () => {
    const one = await proven('firma-zwei.de');
    const { proof } = await proofOf(one.id);
    const other = await add('firma-drei.de');
    for (const forged of [proof, 'AAAA', '']) {
      const answer = await at(ada!).run(VERIFY, { input: { domainId: other.id, proof: forged } });
      expect(answer.errors[0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.proof' });
    }
  });

  test('are held by one Organization: the next one that proves it is told', async () => {
    await proven('begehrt.de');
    const { id, record } = await add('begehrt.de', mia, rival);
    records.set(record.name, [record.value]);
    const { proof } = await proofOf(id, mia, rival);
    const refused = await at(mia!, rival).run(VERIFY, { input: { domainId: id, proof } });
    expect(refused.errors[0]).toMatchObject({
      extensions: { code: 'INVALID_INPUT' },
      message: expect.stringContaining('another Organization') as unknown,
    });
  });

  test('lead to a connection of the same Organization, and nowhere once they are removed', async () => {
    const { id } = await proven('leitet.de');
    const connection = newId();
    const rivals = newId();
    for (const [row, org] of [
      [connection, acme],
      [rivals, rival],
    ] as const)
      await world.sql(
        "INSERT INTO identity.connection (connection_id, org_id, name, kind, preset, status, created_by) VALUES ($1, $2, 'Login', 'oidc', 'oidc', 'active', $3)",
        [row, org.id, ada!.id],
      );
    const foreign = await at(ada!).run(ROUTE, { input: { domainId: id, connectionId: rivals } });
    const missing = await at(ada!).run(ROUTE, { input: { domainId: id, connectionId: newId() } });
    expect(foreign.errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect(foreign.text).toBe(missing.text);
    await must(at(ada!).run(ROUTE, { input: { domainId: id, connectionId: connection } }));
    const led = () => world.sql('SELECT * FROM identity.connections_for_mail($1)', ['wer@leitet.de']);
    expect(await led()).toEqual([{ connection_id: connection, name: 'Login' }]);
    await must(at(ada!).run(REMOVE, { id }));
    expect(await led()).toEqual([]);
    await proven('leitet.de', mia, rival);
  });

  test('are looked at again every day: a week without proof is told, thirty days end it', async () => {
    const { id, record } = await proven('vergessen.de');
    const back = (days: number) =>
      world.sql(
        `UPDATE identity.domain SET checked_at = now() - interval '1 day', failing_since = CASE WHEN $2 > 0 THEN now() - $2 * interval '1 day' END WHERE domain_id = $1`,
        [id, days],
      );
    const query = async (sql: string, params: readonly unknown[] = []) => ({
      rows: await world.sql(sql, params),
    });
    const look = async (): Promise<string[]> => {
      await world.sql("DELETE FROM platform.outbox_event WHERE topic = 'identity.domain'");
      await checkDomains(query, world.keyring, dns);
      return (
        await world.sql<{ topic: string }>(
          "SELECT topic FROM platform.outbox_event WHERE topic = 'identity.domain'",
        )
      ).map(({ topic }) => topic);
    };
    const state = async () =>
      (
        await world.sql<{ verified_at: Date | null; failing_since: Date | null }>(
          'SELECT verified_at, failing_since FROM identity.domain WHERE domain_id = $1',
          [id],
        )
      )[0]!;
    await back(0);
    records.set(record.name, 'silent');
    expect(await look()).toEqual([]);
    expect((await state()).failing_since).toBeNull();
    records.set(record.name, []);
    expect(await look()).toEqual([]);
    expect((await state()).failing_since).not.toBeNull();
    await back(8);
    expect(await look()).toEqual(['identity.domain']);
    const run = <Row>(sql: string, params?: readonly unknown[]) => world.sql(sql, params) as Promise<Row[]>;
    const [mail, ...others] = await findDomainMails(run, id);
    expect(others).toEqual([]);
    expect(domainMail(mail!, 'https://kopexa.example/x').subject).toBe('Der Nachweis für vergessen.de fehlt');
    await back(9);
    expect(await look()).toEqual([]);
    await back(31);
    expect(await look()).toEqual(['identity.domain']);
    expect((await state()).verified_at).toBeNull();
  });

  test('are nothing to members, and missing to another Organization', async () => {
    const { id } = await add('geheim.de');
    expect((await at(otto!).run(LIST)).errors[0]!.extensions.code).toBe('FORBIDDEN');
    expect((await at(mia!, rival).run(LIST)).text).not.toContain('geheim.de');
    for (const [document, variables] of [
      [CHECK, {}],
      [REMOVE, {}],
    ] as const) {
      const answers = await Promise.all(
        [id, newId()].map((each) => at(mia!, rival).run(document, { ...variables, id: each })),
      );
      expect(answers[0]!.errors[0]!.extensions.code).toBe('NOT_FOUND');
      expect(answers[0]!.text).toBe(answers[1]!.text);
    }
  });
});
