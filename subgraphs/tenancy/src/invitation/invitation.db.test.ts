import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const INVITE = `mutation ($input: InviteMembersInput!) {
  inviteMembers(input: $input) { invitations { id email role { id } expiresAt invitedBy { id } } }
}`;
const PENDING = '{ organization { invitations { id email role { id } } } }';
const REVOKE = 'mutation ($id: ID!) { revokeInvitation(invitationId: $id) }';
const ACCEPT = 'mutation ($token: String!) { acceptInvitation(token: $token) { id slug role { id } } }';
const SET = 'mutation ($input: UpdateSettingInput!) { updateSetting(input: $input) { value } }';

interface Invited {
  inviteMembers: { invitations: { id: string; email: string; expiresAt: string }[] };
}

describe('invitations', () => {
  let world: World;
  let worker: OutboxWorker;
  const sent: Mail[] = [];
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
  });
  afterAll(async () => {
    await worker.close();
    await world.close();
  });

  async function company(
    slug: string,
  ): Promise<{ organization: TestOrganization; owner: Person; admin: Person }> {
    const organization = await world.organization(slug);
    const [owner, admin] = [await world.person('Owner'), await world.person('Admin')];
    await world.join(owner, organization, 'owner');
    await world.join(admin, organization, 'admin');
    return { organization, owner, admin };
  }

  const at = (person: Person, organization: TestOrganization | null) =>
    world.as(person, organization).at('tenancy');

  /** The token of the newest mail to an address. */
  async function tokenOf(email: string): Promise<string> {
    await worker.drain();
    const mail = sent.filter((each) => each.to === email).at(-1);
    return new URL(/http:\S+/.exec(mail!.text)![0]).searchParams.get('token')!;
  }

  it('stay in the trail with the address, sealed under a key of its own', async () => {
    const { organization, owner } = await company('trailed');
    const email = 'trailed@example.com';
    const input = { emails: [email], role: 'organization.member' };
    const { data } = await at(owner, organization).run<Invited>(INVITE, { input });
    const [entry] = await world.sql<{ changes: string }>(
      "SELECT changes FROM compliance.audit_entry WHERE org_id = $1 AND action = 'invitation.create'",
      [organization.id],
    );
    expect(entry!.changes).not.toContain(email);
    const { id } = data.inviteMembers.invitations[0]!;
    const after = { cipher: expect.stringMatching(/^[\w+/]{20,}=*$/) as string, subject: id };
    const address = { entity: 'Invitation', id, field: 'email', class: 'personal', after };
    expect(JSON.parse(entry!.changes)).toContainEqual(address);
  });

  it('go by mail in the language of the Organization and let exactly that person in, once', async () => {
    const { organization, owner } = await company('mailed');
    const guest = await world.person('Gerd');
    const spaceId = await world.space(organization, 'Plans');
    await world.grant(owner, organization, spaceId, 'manager');
    const input = {
      emails: [guest.email, 'Some.One@Example.com '],
      role: 'organization.member',
      spaceId,
      spaceRole: 'space.editor',
    };
    const invited = await at(owner, organization).run<Invited>(INVITE, { input });
    expect(invited.data.inviteMembers.invitations.map((each) => each.email)).toEqual([
      guest.email,
      'some.one@example.com',
    ]);
    const token = await tokenOf(guest.email);
    const mail = sent.find((each) => each.to === guest.email)!;
    expect(mail.subject).toBe('Einladung zu Organization mailed in Kopexa');
    expect(mail.text).toContain('Owner lädt Sie ein');
    expect(mail.html).toContain('<html lang="de">');
    const [kept] = await world.sql<{ row: string }>(
      'SELECT (i.*)::text AS row FROM tenancy.invitation i WHERE email = $1',
      [guest.email],
    );
    expect(kept!.row).not.toContain(token);

    const stranger = await world.person('Stranger');
    expect((await at(stranger, null).run(ACCEPT, { token })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const half = await world.as(guest, null, { half: true }).at('tenancy').run(ACCEPT, { token });
    expect(half.errors[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    const accepted = await at(guest, null).run(ACCEPT, { token });
    expect(accepted.data).toEqual({
      acceptInvitation: { id: organization.id, slug: 'mailed', role: { id: 'organization.member' } },
    });
    const spaces = await at(guest, organization).run('{ organization { spaces { id viewerRoles { id } } } }');
    expect(spaces.data).toEqual({
      organization: { spaces: [{ id: spaceId, viewerRoles: [{ id: 'space.editor' }] }] },
    });
    expect((await at(guest, null).run(ACCEPT, { token })).errors[0]?.extensions.code).toBe('LINK_EXPIRED');
    const entries = await world.sql(
      "SELECT actor_id FROM compliance.audit_entry WHERE org_id = $1 AND action = 'invitation.accept' AND outcome = 'ok'",
      [organization.id],
    );
    expect(entries).toEqual([{ actor_id: guest.id }]);
  });

  it('speak English and expire sooner where the settings say so', async () => {
    const { organization, owner } = await company('english');
    const set = (key: string, value: string) =>
      at(owner, organization).run(SET, { input: { key, value, reason: 'Test', expectedVersion: 0 } });
    expect((await set('general.language', 'en')).errors).toEqual([]);
    expect((await set('invitations.valid_days', '2')).errors).toEqual([]);
    const email = 'reader@example.com';
    const invited = await at(owner, organization).run<Invited>(INVITE, {
      input: { emails: [email], role: 'organization.guest' },
    });
    const expires = Date.parse(invited.data.inviteMembers.invitations[0]!.expiresAt);
    expect((expires - Date.now()) / 86_400_000).toBeCloseTo(2, 1);
    await worker.drain();
    expect(sent.at(-1)).toMatchObject({ to: email, subject: 'Invitation to Organization english on Kopexa' });
  });

  it('stop working when withdrawn, replaced, expired, or when their author may no longer invite', async () => {
    const { organization, owner, admin } = await company('ended');
    const person = await world.person('Petra');
    const invite = (by: Person) =>
      at(by, organization).run<Invited>(INVITE, {
        input: { emails: [person.email], role: 'organization.member' },
      });
    const refused = async (token: string): Promise<void> => {
      const answer = await at(person, null).run(ACCEPT, { token });
      expect(answer.errors[0]?.extensions.code).toBe('LINK_EXPIRED');
    };
    const first = await invite(owner);
    const replaced = await tokenOf(person.email);
    const second = await invite(owner);
    const withdrawn = await tokenOf(person.email);
    await refused(replaced);
    const { id } = second.data.inviteMembers.invitations[0]!;
    expect((await at(owner, organization).run(REVOKE, { id })).data).toEqual({ revokeInvitation: true });
    await refused(withdrawn);
    const again = await at(owner, organization).run(REVOKE, {
      id: first.data.inviteMembers.invitations[0]!.id,
    });
    expect(again.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await at(owner, organization).run(PENDING)).data).toEqual({ organization: { invitations: [] } });

    await invite(admin);
    const orphaned = await tokenOf(person.email);
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [admin.id]);
    await refused(orphaned);

    await invite(owner);
    const expired = await tokenOf(person.email);
    await world.sql(
      "UPDATE tenancy.invitation SET expires_at = now() - interval '1 second', created_at = now() - interval '1 day' WHERE email = $1",
      [person.email],
    );
    await refused(expired);
  });

  it('are not sent above one’s own role, to members, or to what is no address', async () => {
    const { organization, owner, admin } = await company('refused');
    const space = await world.space(organization, 'Closed');
    await world.grant(owner, organization, space, 'manager');
    const invite = (by: Person, input: object) => at(by, organization).run(INVITE, { input });
    const emails = ['new@example.com'];
    expect((await invite(admin, { emails, role: 'organization.owner' })).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    const closed = await invite(admin, {
      emails,
      role: 'organization.member',
      spaceId: space,
      spaceRole: 'space.viewer',
    });
    expect(closed.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const member = await invite(owner, { emails: [...emails, admin.email], role: 'organization.member' });
    expect(member.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.emails.1' });
    const bad = await invite(owner, {
      emails: ['fine@example.com', 'x\r\nBcc: y@example.com'],
      role: 'organization.member',
    });
    expect(bad.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.emails.1' });
    const half = await invite(owner, { emails, role: 'organization.member', spaceId: space });
    expect(half.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.spaceRole' });
    expect((await at(owner, organization).run(PENDING)).data).toEqual({ organization: { invitations: [] } });
  });

  it('are limited a day, and forget the address ninety days after their end', async () => {
    const { organization, owner } = await company('limited');
    const invite = (count: number, from: number) =>
      at(owner, organization).run(INVITE, {
        input: {
          emails: Array.from({ length: count }, (_, index) => `p${from + index}@example.com`),
          role: 'organization.guest',
        },
      });
    expect((await invite(1, 0)).errors).toEqual([]);
    await world.sql(
      `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at)
       SELECT uuidv7(), org_id, email, role_key, sha256(n::text::bytea), invited_by, expires_at
         FROM tenancy.invitation, generate_series(1, 480) n WHERE org_id = $1`,
      [organization.id],
    );
    expect((await invite(20, 1)).errors[0]?.extensions.code).toBe('RATE_LIMITED');
    await world.sql(
      "UPDATE tenancy.invitation SET created_at = now() - interval '99 days', expires_at = now() - interval '91 days' WHERE org_id = $1",
      [organization.id],
    );
    const [swept] = await world.sql<{ count: number }>('SELECT tenancy.sweep() AS count');
    expect(swept!.count).toBe(481);
    const left = await world.sql('SELECT DISTINCT email FROM tenancy.invitation WHERE org_id = $1', [
      organization.id,
    ]);
    expect(left).toEqual([{ email: 'removed' }]);
  });
});
