import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobQuery } from '#runtime/jobs/jobs.js';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';
import { announceGrantEnds } from './announce-grant-ends.js';

const GRANT = `mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) {
  id until hasEnded role { id } user { id } group { name } } }`;
const ENDED = 'query($id: ID!) { space(id: $id) { endedGrants { id hasEnded endedBy { id } user { id } } } }';
const GRANTS = 'query($id: ID!) { space(id: $id) { grants { id until role { id } } } }';
const REVOKE = 'mutation($id: ID!) { revokeSpaceAccess(grantId: $id) }';
const DAY = 86_400_000;

describe('access with an end', () => {
  let world: World;
  let worker: OutboxWorker;
  let client: pg.Client;
  let acme: TestOrganization;
  let space: string;
  let [manager, reader, auditor]: Person[] = [];
  let sent: Mail[] = [];
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
    client = new pg.Client({ connectionString: world.db.logins.kopexa_worker });
    await client.connect();
    acme = await world.organization('acme');
    [manager, reader, auditor] = [
      await world.person('Mara Manager'),
      await world.person('Rita Reader'),
      await world.person('Alan Auditor'),
    ];
    for (const person of [manager, reader]) await world.join(person, acme, 'member');
    await world.sql(
      `INSERT INTO tenancy.membership (org_id, account_id, role_key, valid_to)
       VALUES ($1, $2, 'organization.auditor', now() + interval '30 days')`,
      [acme.id, auditor.id],
    );
    space = await world.space(acme, 'Policies');
    await world.grant(manager, acme, space, 'manager');
  });
  afterAll(async () => {
    await client.end();
    await worker.close();
    await world.close();
  });

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const give = (userId: string, role: string, until: Date | null = null, by = manager) =>
    as(by).run<{ grantSpaceAccess: { id: string } }>(GRANT, {
      input: { spaceId: space, userId, role, until: until?.toISOString() ?? null },
    });
  const announce = async (): Promise<Mail[]> => {
    sent = [];
    const query: JobQuery = (sql, values) => client.query(sql, values as unknown[]);
    await announceGrantEnds(query, world.keyring);
    await announceGrantEnds(query, world.keyring);
    await worker.drain();
    return sent;
  };

  it('ends by itself, may be prolonged, and is kept as history', async () => {
    const soon = new Date(Date.now() + DAY / 2);
    const given = await give(reader!.id, 'space.viewer', soon);
    expect(given.data).toMatchObject({
      grantSpaceAccess: { until: soon.toISOString(), hasEnded: false, role: { id: 'space.viewer' } },
    });
    const later = new Date(Date.now() + 3 * DAY);
    const prolonged = await give(reader!.id, 'space.viewer', later);
    expect(prolonged.data.grantSpaceAccess.id).not.toBe(given.data.grantSpaceAccess.id);
    expect((await as(reader).run(GRANTS, { id: space })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const listed = await as(manager).run(ENDED, { id: space });
    expect(listed.data).toEqual({
      space: {
        endedGrants: [
          {
            id: given.data.grantSpaceAccess.id,
            hasEnded: true,
            endedBy: { id: manager!.id },
            user: { id: reader!.id },
          },
        ],
      },
    });
    await world.sql(
      "UPDATE tenancy.space_grant SET valid_to = now(), planned_to = now(), valid_from = now() - interval '3 days' WHERE grant_id = $1",
      [prolonged.data.grantSpaceAccess.id],
    );
    const closed = await as(reader).run(ENDED, { id: space });
    expect(closed.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const mails = await announce();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual(
      expect.arrayContaining([
        [reader!.email, expect.stringContaining('Policies')],
        [manager!.email, expect.stringContaining('Rita Reader')],
      ]),
    );
    expect(mails).toHaveLength(2);
    expect(await announce()).toEqual([]);
  });

  it('is announced the day before, and not when it was taken by hand', async () => {
    const given = await give(reader!.id, 'space.viewer', new Date(Date.now() + 2.5 * DAY));
    expect(await announce()).toEqual([]);
    const id = given.data.grantSpaceAccess.id;
    await world.sql(
      "UPDATE tenancy.space_grant SET valid_from = now() - interval '5 days', valid_to = now() + interval '20 hours', planned_to = now() + interval '20 hours' WHERE grant_id = $1",
      [id],
    );
    const mails = await announce();
    expect(mails.map(({ to }) => to).sort()).toEqual([manager!.email, reader!.email].sort());
    expect(mails[0]?.text).toMatch(/endet am|ends on/);
    expect((await as(manager).run(REVOKE, { id })).errors).toEqual([]);
    expect(await announce()).toEqual([]);
  });

  it('does not count as a manager for good', async () => {
    const second = await give(reader!.id, 'space.manager', new Date(Date.now() + DAY));
    expect(second.errors).toEqual([]);
    const limited = await give(manager!.id, 'space.manager', new Date(Date.now() + DAY));
    expect(limited.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.until' });
    const own = await as(manager).run<{ space: { grants: { id: string; until: string | null }[] } }>(GRANTS, {
      id: space,
    });
    const lasting = own.data.space.grants.find(({ until }) => until === null)!;
    const gone = await as(reader).run(REVOKE, { id: lasting.id });
    expect(gone.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'grantId' });
    await as(manager).run(REVOKE, { id: second.data.grantSpaceAccess.id });
  });

  it('is given by nobody for longer than they may give themselves', async () => {
    const week = new Date(Date.now() + 7 * DAY);
    const limited = await give(reader!.id, 'space.manager', week);
    const refused = { code: 'INVALID_INPUT', field: 'input.until' };
    for (const until of [null, new Date(Date.now() + 8 * DAY)]) {
      for (const userId of [reader!.id, auditor!.id]) {
        const answer = await give(userId, 'space.viewer', until, reader);
        expect(answer.errors[0]?.extensions).toMatchObject(refused);
      }
    }
    expect((await give(auditor!.id, 'space.viewer', new Date(Date.now() + DAY), reader)).errors).toEqual([]);
    expect((await give(auditor!.id, 'space.viewer', null)).errors).toEqual([]);
    await as(manager).run(REVOKE, { id: limited.data.grantSpaceAccess.id });
  });

  it('gives an auditor reading roles only', async () => {
    const writing = await give(auditor!.id, 'space.editor', new Date(Date.now() + DAY));
    expect(writing.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.role' });
    expect((await give(auditor!.id, 'space.auditor', new Date(Date.now() + DAY))).errors).toEqual([]);
  });

  it('names one person or one group', async () => {
    const neither = await as(manager).run(GRANT, { input: { spaceId: space, role: 'space.viewer' } });
    expect(neither.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.userId' });
    for (const groupId of ['x', reader!.id]) {
      const missing = await as(manager).run(GRANT, {
        input: { spaceId: space, groupId, role: 'space.viewer' },
      });
      expect(missing.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.groupId' });
    }
  });
});
