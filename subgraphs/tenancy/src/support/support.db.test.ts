import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';
import { supportEndJob } from './tell-support-ends.js';

const OPEN = `mutation($input: OpenSupportAccessInput!) { openSupportAccess(input: $input) { id isOpen until endsAt openedBy { id }
  spaces { role { id } space { id } } visits { user { id } } } }`;
const END =
  'mutation($id: ID!) { endSupportAccess(supportAccessId: $id) { id isOpen endedBy { id } visits { user { id } } } }';
const ENTER = 'mutation($id: ID!) { enterSupport(supportAccessId: $id) { slug until } }';
const LIST =
  '{ organization { supportAccesses { id isOpen visits { user { id } } } openSupportAccess { id } } }';
const OFFERED = '{ openSupport { id organization reason until spaces enteredAt } }';
const SEES =
  '{ organization { name viewerSupportUntil viewerCan spaces { id viewerCan } members(first: 50) { edges { node { user { id } } } } } }';

describe('support access', () => {
  let world: World;
  let worker: OutboxWorker;
  let operator: TestOrganization;
  let [paula, mia]: Person[] = [];
  const sent: Mail[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    operator = await world.organization('operator');
    await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [operator.id]);
    [paula, mia] = [await world.person('Paula Stein'), await world.person('Mia Mitarbeit')];
    await world.join(paula, operator, 'owner');
    await world.join(mia, operator, 'member');
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: tenancySubgraph.outbox ?? {},
      tools: {
        mail: { send: (mail) => Promise.resolve(void sent.push(mail)) },
        origin: 'http://localhost:4000',
      },
      // What the end of the test's database tells its last connection is no failure of a mail.
      report: (error, topic) => {
        if (topic !== 'pool') throw error;
      },
    });
  });
  afterAll(async () => {
    await worker?.close();
    await world?.close();
  });

  const at = (person: Person | undefined, organization: TestOrganization) =>
    world.as(person!, organization).at('tenancy');
  const code = (answer: Answer): string | undefined => answer.errors[0]?.extensions.code;
  const input = (more: object = {}) => ({ reason: 'Die Suche findet nichts', hours: 2, spaces: [], ...more });

  /** A customer with a Space of its owner, and another one. */
  async function customer(slug: string) {
    const organization = await world.organization(slug);
    const [owner, member] = [await world.person('Olga Owner'), await world.person('Mark Member')];
    await world.join(owner, organization, 'owner');
    await world.join(member, organization, 'member');
    const [space, closed] = [
      await world.space(organization, 'Plans'),
      await world.space(organization, 'Board'),
    ];
    await world.grant(owner, organization, space, 'manager');
    await world.grant(member, organization, closed, 'manager');
    const open = async (more: object = {}): Promise<string> => {
      const { data, errors } = await at(owner, organization).run<{ openSupportAccess: { id: string } }>(
        OPEN,
        {
          input: input(more),
        },
      );
      expect(errors).toEqual([]);
      return data.openSupportAccess.id;
    };
    return { organization, owner, member, space, closed, open };
  }
  const enter = (id: string, person = paula) => at(person, operator).run(ENTER, { id });
  const seen = async (person: Person | undefined, organization: TestOrganization): Promise<string> =>
    (await at(person, organization).run(SEES)).text;

  it('lets people of the operator in as themselves, with what was opened, until it is ended', async () => {
    const { organization, owner, space, closed, open } = await customer('helped');
    expect(code(await at(paula, organization).run(SEES))).toBe('NOT_FOUND');
    const id = await open({ spaces: [{ spaceId: space, role: 'space.viewer' }] });
    expect(code(await at(paula, organization).run(SEES))).toBe('NOT_FOUND');
    const offered = await at(paula, operator).run<{ openSupport: { id: string }[] }>(OFFERED);
    expect(offered.data.openSupport.find((each) => each.id === id)).toMatchObject({
      organization: 'Organization helped',
      reason: 'Die Suche findet nichts',
      spaces: 1,
      enteredAt: null,
    });
    expect(offered.text).not.toContain(space);
    expect((await enter(id)).data).toMatchObject({ enterSupport: { slug: 'helped' } });
    const inside = await at(paula, organization).run<{ organization: { spaces: { id: string }[] } }>(SEES);
    expect(inside.data.organization.spaces).toEqual([
      { id: space, viewerCan: ['SPACE_READ', 'DOCUMENT_READ'] },
    ]);
    expect(inside.text).not.toContain(closed);
    expect(await seen(owner, organization)).toContain(paula!.id);
    const entries = await world.sql(
      "SELECT action, actor_id FROM compliance.audit_entry WHERE org_id = $1 AND action LIKE 'support_access.%' AND outcome = 'ok' ORDER BY at",
      [organization.id],
    );
    expect(entries).toEqual([
      { action: 'support_access.open', actor_id: owner.id },
      { action: 'support_access.enter', actor_id: paula!.id },
    ]);
    const ended = await at(owner, organization).run(END, { id });
    expect(ended.data).toMatchObject({
      endSupportAccess: { isOpen: false, endedBy: { id: owner.id }, visits: [{ user: { id: paula!.id } }] },
    });
    expect(code(await at(paula, organization).run(SEES))).toBe('NOT_FOUND');
    expect(code(await enter(id))).toBe('NOT_FOUND');
    expect(code(await at(owner, organization).run(END, { id }))).toBe('NOT_FOUND');
  });

  it('is nothing without the right to support, from the very next statement on', async () => {
    const { organization, open } = await customer('lost');
    const sam = await world.person('Sam Support');
    await world.join(sam, operator, 'admin');
    const id = await open();
    expect((await enter(id, sam)).errors).toEqual([]);
    expect((await at(sam, organization).run(SEES)).errors).toEqual([]);
    const actor = await world.actor(sam, organization);
    const may = () =>
      world.sql<{ may: boolean }>(
        "SELECT coalesce('organization.read' = ANY(tenancy.org_permissions_of($1, $2)), false) AS may",
        [organization.id, sam.id],
      );
    expect(await may()).toEqual([{ may: true }]);
    await world.sql(
      'UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = $1 AND account_id = $2',
      [operator.id, sam.id],
    );
    expect(await may()).toEqual([{ may: false }]);
    expect(actor.org?.permissions).toContain('organization.read');
    expect(code(await at(sam, organization).run(SEES))).toBe('NOT_FOUND');
    expect((await world.as(sam).at('tenancy').run('{ myOrganizations { slug } }')).text).not.toContain(
      'lost',
    );
  });

  it('ends by itself', async () => {
    const { organization, open } = await customer('timed');
    const id = await open();
    await enter(id);
    await world.sql(
      `UPDATE tenancy.support_access SET valid_from = valid_from - interval '3 hours', planned_to = planned_to - interval '3 hours',
         valid_to = valid_to - interval '3 hours' WHERE support_id = $1`,
      [id],
    );
    await world.sql(
      `UPDATE tenancy.membership SET valid_from = valid_from - interval '3 hours', valid_to = valid_to - interval '3 hours'
        WHERE org_id = $1 AND account_id = $2`,
      [organization.id, paula!.id],
    );
    expect(code(await at(paula, organization).run(SEES))).toBe('NOT_FOUND');
    expect(code(await enter(id))).toBe('NOT_FOUND');
    const job = supportEndJob(world.keyring);
    const query = async (sql: string, params: readonly unknown[] = []) => ({
      rows: await world.sql(sql, params),
    });
    await worker.drain();
    const before = sent.length;
    await job.run(query);
    await job.run(query);
    await worker.drain();
    expect(sent.slice(before).map((mail) => mail.subject)).toEqual([
      'Support-Zugang zu Organization timed beendet',
    ]);
    expect(sent.at(-1)!.text).toContain('abgelaufen');
  });

  it('tells every owner of opening, entering and ending', async () => {
    const { organization, owner, open } = await customer('told');
    const second = await world.person('Otto Owner');
    await world.join(second, organization, 'owner');
    await worker.drain();
    const before = sent.length;
    const id = await open();
    await enter(id);
    await enter(id);
    await at(owner, organization).run(END, { id });
    await worker.drain();
    const mails = sent.slice(before);
    for (const person of [owner, second]) {
      expect(mails.filter((mail) => mail.to === person.email).map((mail) => mail.subject)).toEqual([
        'Support-Zugang zu Organization told geöffnet',
        'Paula Stein ist als Support in Organization told',
        'Support-Zugang zu Organization told beendet',
      ]);
    }
    expect(mails.at(-1)!.text).toContain('Olga Owner hat den Support-Zugang');
    expect(mails).toHaveLength(6);
  });

  it('is opened by those alone who may, with roles that they may give and that change little', async () => {
    const { organization, owner, member, space, closed } = await customer('bounded');
    const open = (person: Person, more: object) => at(person, organization).run(OPEN, { input: input(more) });
    expect(code(await open(member, {}))).toBe('FORBIDDEN');
    expect(code(await at(member, organization).run(LIST))).toBe('FORBIDDEN');
    const refusals: readonly (readonly [object, string, string | undefined])[] = [
      [{ spaces: [{ spaceId: closed, role: 'space.viewer' }] }, 'NOT_FOUND', undefined],
      [{ spaces: [{ spaceId: space, role: 'space.manager' }] }, 'INVALID_INPUT', 'input.spaces.0.role'],
      [{ spaces: [{ spaceId: space, role: space }] }, 'INVALID_INPUT', 'input.spaces.0.role'],
      [{ hours: 0 }, 'INVALID_INPUT', 'input.hours'],
      [{ hours: 73 }, 'INVALID_INPUT', 'input.hours'],
      [{ reason: ' ' }, 'INVALID_INPUT', 'input.reason'],
      [
        { spaces: [space, space].map((spaceId) => ({ spaceId, role: 'space.viewer' })) },
        'INVALID_INPUT',
        'input.spaces.1.spaceId',
      ],
    ];
    for (const [more, expected, field] of refusals) {
      const answer = await open(owner, more);
      expect(code(answer), JSON.stringify(more)).toBe(expected);
      expect(answer.errors[0]?.extensions.field).toBe(field);
    }
    const auditor = await world.person('Rita Reader');
    await world.join(auditor, organization, 'owner');
    await world.grant(auditor, organization, closed, 'viewer');
    const above = await open(auditor, { spaces: [{ spaceId: closed, role: 'space.viewer' }] });
    expect(above.errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.spaces.0.role',
    });
    expect((await open(owner, {})).errors).toEqual([]);
    expect((await open(owner, {})).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.hours',
    });
    expect(code(await at(paula, operator).run(OPEN, { input: input() }))).toBe('FORBIDDEN');
  });

  it('is entered by the operator’s support alone, with a fresh second factor, and by nobody who is a member', async () => {
    const { organization, owner, open } = await customer('entered');
    const id = await open();
    expect(code(await enter(id, mia))).toBe('FORBIDDEN');
    expect(code(await at(mia, operator).run(OFFERED))).toBe('FORBIDDEN');
    expect(code(await at(owner, organization).run(ENTER, { id }))).toBe('FORBIDDEN');
    const stale = await world.person('Stella Stale');
    await world.join(stale, operator, 'admin');
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [stale.id],
    );
    expect(code(await enter(id, stale))).toBe('STEP_UP_REQUIRED');
    const missing = await enter(organization.id);
    const foreign = await enter('x');
    expect(missing.text).toBe(foreign.text);
    const both = await world.person('Bea Both');
    await world.join(both, operator, 'admin');
    await world.join(both, organization, 'member');
    expect((await enter(id, both)).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'supportAccessId',
    });
  });

  it('does not stand when the person who opened it could not open it any more', async () => {
    const { organization, owner } = await customer('orphaned');
    const admin = await world.person('Anton Admin');
    await world.join(admin, organization, 'admin');
    const opened = await at(admin, organization).run<{ openSupportAccess: { id: string } }>(OPEN, {
      input: input(),
    });
    const { id } = opened.data.openSupportAccess;
    await world.sql(
      'UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = $1 AND account_id = $2',
      [organization.id, admin.id],
    );
    expect(code(await enter(id))).toBe('NOT_FOUND');
    expect((await at(paula, operator).run(OFFERED)).text).not.toContain(id);
    expect((await at(owner, organization).run(END, { id })).errors).toEqual([]);
  });

  it('of another Organization is as one that does not exist', async () => {
    const { open } = await customer('private');
    const id = await open();
    const other = await customer('nosy');
    const foreign = await at(other.owner, other.organization).run(END, { id });
    const missing = await at(other.owner, other.organization).run(END, { id: other.organization.id });
    const malformed = await at(other.owner, other.organization).run(END, { id: 'x' });
    expect(foreign.text).toBe(missing.text);
    expect(foreign.text).toBe(malformed.text);
    expect((await at(other.owner, other.organization).run(LIST)).text).not.toContain(id);
  });
});
