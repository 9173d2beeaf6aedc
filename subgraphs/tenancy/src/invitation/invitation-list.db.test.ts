import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const PREVIEW = `query ($input: InvitationPreviewInput!) { organization { invitationPreview(input: $input) { ready
  lines { line email until role { id } space { id } spaceRole { id } problem { code text } } } } }`;
const SEND = `mutation ($input: SendInvitationsInput!) { sendInvitations(input: $input) {
  invitations { id email until role { id } space { id } } } }`;
const RESEND =
  'mutation ($ids: [ID!]!) { resendInvitations(invitationIds: $ids) { invitations { id email } } }';
const REVOKE = 'mutation ($ids: [ID!]!) { revokeInvitations(invitationIds: $ids) }';
const SET = 'mutation ($input: UpdateSettingInput!) { updateSetting(input: $input) { value } }';

interface Line {
  line: number;
  email: string | null;
  until: string | null;
  role: { id: string } | null;
  space: { id: string } | null;
  spaceRole: { id: string } | null;
  problem: { code: string; text: string } | null;
}
interface Preview {
  organization: { invitationPreview: { ready: number; lines: Line[] } };
}
interface Sent {
  sendInvitations: { invitations: { id: string; email: string }[] };
}

describe('a list of invitations', () => {
  let world: World;
  let acme: TestOrganization;
  let owner: Person;
  let admin: Person;
  let plans: string;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    [owner, admin] = [await world.person('Olga'), await world.person('Anton')];
    await world.join(owner, acme, 'owner');
    await world.join(admin, acme, 'admin');
    plans = await world.space(acme, 'Pläne');
    const closed = await world.space(acme, 'Geheim');
    await world.grant(admin, acme, plans, 'manager');
    await world.grant(owner, acme, closed, 'manager');
  });
  afterAll(() => world.close());

  const as = (person: Person) => world.as(person, acme, { locale: 'de' }).at('tenancy');
  const preview = async (text: string, more: object = {}, person = admin) => {
    const { data, errors } = await as(person).run<Preview>(PREVIEW, { input: { text, ...more } });
    expect(errors).toEqual([]);
    return data.organization.invitationPreview;
  };
  const send = (invitations: object[], person = admin) =>
    as(person).run<Sent>(SEND, { input: { invitations } });
  const count = async (): Promise<number> => {
    const [row] = await world.sql<{ count: number }>('SELECT count(*)::int AS count FROM tenancy.invitation');
    return row!.count;
  };

  it('is judged line by line, each with its way out, and nothing is sent or kept', async () => {
    await send([{ email: 'schon@example.com', role: 'organization.member' }]);
    const before = await count();
    const text = `E-Mail;Rolle;Space;Rolle im Space;Bis
neu@example.com;Gast;pläne;Leser;31.12.2027
kein Mensch;;;;
neu@example.com;;;;
${owner.email};;;;
schon@example.com;;;;
a@example.com;Chefin;;;
b@example.com;Eigentümer;;;
c@example.com;;Geheim;Leser;
d@example.com;;Pläne;Häuptling;
e@example.com;;;;31.12.2020
f@example.com;;;;irgendwann
g@example.com;;;Leser;
h@example.com;Member;Pläne;;`;
    const { lines, ready } = await preview(text);
    expect(lines.map(({ line, problem }) => [line, problem?.code ?? null])).toEqual([
      ...[[2, null] as const, [3, 'NO_ADDRESS'] as const, [4, 'TWICE'] as const, [5, 'MEMBER'] as const],
      ...[[6, 'INVITED'] as const, [7, 'ROLE_UNKNOWN'] as const, [8, 'ROLE_ABOVE'] as const],
      ...[[9, 'SPACE_UNKNOWN'] as const, [10, 'SPACE_ROLE_UNKNOWN'] as const],
      ...[[11, 'END_IMPOSSIBLE'] as const, [12, 'END_UNKNOWN'] as const, [13, 'SPACE_MISSING'] as const],
      [14, null],
    ]);
    expect(ready).toBe(2);
    expect(lines[0]).toMatchObject({
      email: 'neu@example.com',
      role: { id: 'organization.guest' },
      space: { id: plans },
      spaceRole: { id: 'space.viewer' },
      until: '2027-12-31T22:59:59.000Z',
    });
    expect(lines[5]!.problem!.text).toContain('„Chefin“');
    expect(lines[12]).toMatchObject({
      role: { id: 'organization.member' },
      spaceRole: { id: 'space.viewer' },
    });
    expect(await count()).toBe(before);
  });

  it('never tells about people and Spaces outside: a foreign address and a foreign Space are unknown', async () => {
    const rival = await world.organization('rival');
    const eve = await world.person('Eve');
    await world.join(eve, rival, 'owner');
    const foreign = await world.space(rival, 'Fremdes');
    const missing = '019a0000-0000-7000-8000-000000000000';
    const [known, unknown] = [
      (await preview(`${eve.email};;${foreign}`)).lines[0]!.problem,
      (await preview(`niemand@example.com;;${missing}`)).lines[0]!.problem,
    ];
    expect(known?.text.replace(foreign, '')).toBe(unknown?.text.replace(missing, ''));
  });

  it('uses what the dialog and the settings say where a line says nothing', async () => {
    const until = '2028-01-01T00:00:00.000Z';
    const given = await preview('x@example.com', { role: 'organization.guest', spaceId: plans, until });
    expect(given.lines[0]).toMatchObject({ role: { id: 'organization.guest' }, space: { id: plans }, until });
    const days = (until_: string | null): number =>
      Math.round((Date.parse(until_ ?? '') - Date.now()) / 86_400_000);
    const auditor = await preview('x@example.com;Auditor');
    expect(days(auditor.lines[0]!.until)).toBe(90);
    expect((await preview('x@example.com;Gast')).lines[0]!.until).toBeNull();
    const set = (key: string, value: string) =>
      as(admin).run(SET, { input: { key, value, reason: 'Befristet', expectedVersion: 0 } });
    expect((await set('members.guest_days', '14')).errors).toEqual([]);
    expect((await set('invitations.default_role', 'organization.guest')).errors).toEqual([]);
    const settled = (await preview('x@example.com')).lines[0]!;
    expect([settled.role!.id, days(settled.until)]).toEqual(['organization.guest', 14]);
  });

  it('is sent whole or not at all, and every refusal names its line', async () => {
    const before = await count();
    const good = { email: 'gut@example.com', role: 'organization.member' };
    const field = async (bad: object) =>
      (await send([good, bad])).errors.map(({ extensions }) => [extensions.code, extensions.field]);
    expect(await field({ ...good })).toEqual([['INVALID_INPUT', 'input.invitations.1.email']]);
    expect(await field({ ...good, email: owner.email })).toEqual([
      ['INVALID_INPUT', 'input.invitations.1.email'],
    ]);
    expect(await field({ email: 'x@example.com', role: 'organization.auditor' })).toEqual([
      ['INVALID_INPUT', 'input.invitations.1.until'],
    ]);
    expect(await field({ email: 'x@example.com', role: 'organization.owner' })).toEqual([
      ['FORBIDDEN', undefined],
    ]);
    expect(await field({ email: 'x@example.com', role: 'organization.support' })).toEqual([
      ['FORBIDDEN', undefined],
    ]);
    expect(await count()).toBe(before);
  });

  it('leaves an entry with every invitation, is sent again with a new link, and withdrawn', async () => {
    const people = Array.from({ length: 40 }, (_, index) => ({
      ...{ email: `viele.${index}@example.com`, role: 'organization.member' },
    }));
    const { data, errors } = await send(people);
    expect(errors).toEqual([]);
    const ids = data.sendInvitations.invitations.map(({ id }) => id);
    const entries = await world.sql<{ subject_id: string }>(
      "SELECT subject_id FROM compliance.audit_entry WHERE action = 'invitation.send' AND outcome = 'ok' AND subject_id = ANY($1::uuid[])",
      [ids],
    );
    expect(entries.map((entry) => entry.subject_id).sort()).toEqual([...ids].sort());
    const again = await as(admin).run<{ resendInvitations: Sent['sendInvitations'] }>(RESEND, {
      ids: ids.slice(0, 2),
    });
    const fresh = again.data.resendInvitations.invitations;
    expect(fresh.map(({ email }) => email)).toEqual(people.slice(0, 2).map(({ email }) => email));
    // The old ones ended: they are as missing as one that never was.
    const stale = await as(admin).run(REVOKE, { ids: ids.slice(0, 1) });
    const never = await as(admin).run(REVOKE, { ids: [acme.id] });
    expect(stale.text).toBe(never.text);
    expect(stale.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const gone = [fresh[0]!.id, ...ids.slice(2)];
    expect((await as(admin).run(REVOKE, { ids: gone })).data).toEqual({ revokeInvitations: gone });
  });

  it('is sent within the time of a transaction, five hundred strong', async () => {
    const large = await world.organization('large');
    await world.join(owner, large, 'owner');
    const invitations = Array.from({ length: 500 }, (_, index) => ({
      ...{ email: `alle.${index}@example.com`, role: 'organization.guest', until: '2030-01-01T00:00:00Z' },
    }));
    const begun = performance.now();
    const { data, errors } = await world
      .as(owner, large)
      .at('tenancy')
      .run<Sent>(SEND, { input: { invitations } });
    expect(errors).toEqual([]);
    expect(data.sendInvitations.invitations).toHaveLength(500);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  it('invites at most 500 people a day', async () => {
    await world.sql(
      `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at, revoked_at)
       SELECT gen_random_uuid(), $1, 'voll.' || n || '@example.com', 'organization.member', sha256(n::text::bytea), $2, now() + interval '1 day', now()
         FROM generate_series(1, 499 - (SELECT count(*)::int FROM tenancy.invitation WHERE org_id = $1)) n`,
      [acme.id, admin.id],
    );
    const { lines, ready } = await preview('eins@example.com\nzwei@example.com');
    expect(lines.map(({ problem }) => problem?.code ?? null)).toEqual([null, 'LIMIT']);
    expect(ready).toBe(1);
    const both = ['eins@example.com', 'zwei@example.com'].map((email) => ({
      email,
      role: 'organization.member',
    }));
    expect((await send(both)).errors[0]?.extensions.code).toBe('RATE_LIMITED');
  });

  it('is split when it is longer than anybody can look through', async () => {
    const text = Array.from({ length: 1001 }, (_, index) => `zeile.${index}`).join('\n');
    const { errors } = await as(admin).run(PREVIEW, { input: { text } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.text' });
  });

  it('is kept within what its author holds by the database alone when the subgraph is captured', async () => {
    const client = new pg.Client({ connectionString: world.db.logins.kopexa_tenancy });
    await client.connect();
    const attempt = async (role: string, until: string | null): Promise<string> => {
      const { context } = await world.actor(admin, acme);
      await client.query('BEGIN');
      await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
      const sql = `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at, until)
        VALUES (gen_random_uuid(), $1, 'x@example.com', $2, sha256('x'), $3, now() + interval '1 day', $4)`;
      const code = await client.query(sql, [acme.id, role, admin.id, until]).then(
        () => 'ok',
        (error: { code?: string }) => error.code ?? 'failed',
      );
      await client.query('ROLLBACK');
      return code;
    };
    expect(await attempt('organization.member', null)).toBe('ok');
    expect(await attempt('organization.owner', null)).toBe('42501');
    expect(await attempt('organization.support', '2030-01-01')).toBe('42501');
    expect(await attempt('organization.auditor', null)).toBe('23514');
    await client.end();
  });
});
