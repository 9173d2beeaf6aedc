import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKeyring } from '#runtime/crypto/keyring.js';
import type { LaidOutMail } from '#runtime/mail/layout.js';
import { startOutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { outbox } from '../outbox.js';
import { tenancySubgraph } from '../subgraph.js';

const ARCHIVE = 'mutation { archiveOrganization { archivedAt } }';
const UNARCHIVE = 'mutation { unarchiveOrganization { archivedAt } }';
const DELETE =
  'mutation ($input: DeleteOrganizationInput!) { deleteOrganization(input: $input) { deletesAt } }';
const CANCEL = 'mutation { cancelOrganizationDeletion { deletesAt } }';
const STATE =
  '{ organization { archivedAt deletesAt plan viewerCan deletionEffect { members spaces documents files fileBytes } spaces { viewerCan } } }';
const MINE = '{ myOrganizations { slug archivedAt deletesAt } }';
const RENAME = 'mutation { updateOrganization(input: { name: "Anders" }) { name } }';
const SPACE = 'mutation { createSpace(input: { name: "Neu" }) { id } }';

interface State {
  readonly organization: {
    readonly archivedAt: string | null;
    readonly deletesAt: string | null;
    readonly plan: string;
    readonly viewerCan: string[];
    readonly deletionEffect: Record<string, number> | null;
    readonly spaces: { readonly viewerCan: string[] }[];
  };
}

describe('the life of an Organization', () => {
  let world: World;
  let acme: TestOrganization;
  let [owner, second, admin, member]: Person[] = [];
  const keyring = createKeyring(randomBytes(32));

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph], { keyring });
    [owner, second, admin, member] = [
      await world.person('Ada Inhaberin'),
      await world.person('Otto Inhaber'),
      await world.person('Adam Admin'),
      await world.person('Max Mitglied'),
    ];
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    acme = await world.organization(`acme-${randomBytes(4).toString('hex')}`);
    await world.join(owner!, acme, 'owner');
    await world.join(second!, acme, 'owner');
    await world.join(admin!, acme, 'admin');
    await world.join(member!, acme, 'member');
    await world.grant(owner!, acme, await world.space(acme, 'Richtlinien'), 'manager');
  });

  const as = (person: Person) => world.as(person, acme).at('tenancy');
  const codeOf = async (person: Person, document: string, variables?: Record<string, unknown>) =>
    (await as(person).run(document, variables)).errors[0]?.extensions.code;
  const state = async (person: Person) => (await as(person).run<State>(STATE)).data.organization;
  const typed = () => ({ input: { confirmation: `Organization ${acme.slug}` } });
  const stale = () =>
    world.sql("UPDATE identity.session SET mfa_at = now() - interval '10 minutes' WHERE account_id = $1", [
      owner!.id,
    ]);
  const fresh = () =>
    world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [owner!.id]);

  it('rests when an owner archives it: everybody reads, nobody changes, and an owner opens it again', async () => {
    for (const person of [admin!, member!]) expect(await codeOf(person, ARCHIVE)).toBe('FORBIDDEN');
    const { errors, data } = await as(owner!).run(ARCHIVE);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ archiveOrganization: { archivedAt: expect.any(String) as string } });
    const seen = await state(owner!);
    expect(seen.viewerCan).toEqual(
      expect.arrayContaining([
        'ORGANIZATION_READ',
        'ORGANIZATION_ARCHIVE',
        'ORGANIZATION_DELETE',
        'AUDIT_READ',
      ]),
    );
    expect(seen.viewerCan).not.toContain('ORGANIZATION_UPDATE');
    expect(seen.spaces[0]!.viewerCan).toContain('DOCUMENT_READ');
    expect(seen.spaces[0]!.viewerCan).not.toContain('DOCUMENT_WRITE');
    expect(await codeOf(owner!, RENAME)).toBe('FORBIDDEN');
    expect(await codeOf(owner!, SPACE)).toBe('FORBIDDEN');
    const mine = (await world.as(member!).at('tenancy').run<{ myOrganizations: { slug: string }[] }>(MINE))
      .data;
    expect(mine.myOrganizations.find(({ slug }) => slug === acme.slug)).toMatchObject({
      archivedAt: expect.any(String) as string,
      deletesAt: null,
    });
    expect((await as(owner!).run(UNARCHIVE)).data).toEqual({ unarchiveOrganization: { archivedAt: null } });
    expect(await codeOf(owner!, SPACE)).toBeUndefined();
  });

  it('is deleted by an owner alone, with its name typed and a fresh second factor', async () => {
    for (const person of [admin!, member!]) expect(await codeOf(person, DELETE, typed())).toBe('FORBIDDEN');
    const wrong = await as(owner!).run(DELETE, { input: { confirmation: 'Acme' } });
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.confirmation' });
    await stale();
    expect(await codeOf(owner!, DELETE, typed())).toBe('STEP_UP_REQUIRED');
    await fresh();
    const { data } = await as(owner!).run<{ deleteOrganization: { deletesAt: string } }>(DELETE, typed());
    const days = (Date.parse(data.deleteOrganization.deletesAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30.01);
    expect((await state(member!)).deletesAt).toBe(data.deleteOrganization.deletesAt);
    expect(await codeOf(owner!, SPACE)).toBe('FORBIDDEN');
    expect(await codeOf(owner!, ARCHIVE)).toBe('INVALID_INPUT');
  });

  it('can be called off by another owner, and then is as it was', async () => {
    await as(owner!).run(DELETE, typed());
    expect(await codeOf(admin!, CANCEL)).toBe('FORBIDDEN');
    expect((await as(second!).run(CANCEL)).data).toEqual({ cancelOrganizationDeletion: { deletesAt: null } });
    expect(await codeOf(owner!, SPACE)).toBeUndefined();
    const actions = await world.sql<{ action: string }>(
      "SELECT action FROM compliance.audit_entry WHERE org_id = $1 AND outcome = 'ok' ORDER BY at",
      [acme.id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'organization.delete',
      'organization.cancel_deletion',
      'space.create',
    ]);
  });

  it('tells what would go in numbers, to those who may decide', async () => {
    await world.space(acme, 'Zweiter');
    expect((await state(owner!)).deletionEffect).toEqual({
      ...{ members: 4, spaces: 2, documents: 0, files: 0, fileBytes: 0 },
    });
    expect((await state(admin!)).deletionEffect).toBeNull();
    expect((await state(owner!)).plan).toBe('STANDARD');
  });

  it('writes to every owner and to nobody else', async () => {
    const sent: ({ to: string } & LaidOutMail)[] = [];
    await world.sql('DELETE FROM platform.outbox_event');
    const worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring,
      handlers: outbox,
      tools: {
        mail: { send: (mail) => Promise.resolve(void sent.push(mail as never)) },
        origin: 'http://localhost',
      },
      report: (error) => {
        throw error;
      },
    });
    await as(owner!).run(DELETE, typed());
    await worker.drain();
    expect(sent.map(({ to }) => to).sort()).toEqual([owner!.email, second!.email].sort());
    expect(sent[0]!.subject).toContain('gelöscht');
    expect(JSON.stringify(sent[0])).toContain(`/o/${acme.slug}/admin/organization`);
    sent.length = 0;
    await as(second!).run(CANCEL);
    await worker.drain();
    expect(sent).toHaveLength(2);
    expect(sent[0]!.subject).toContain('nicht gelöscht');
    await worker.close();
  });

  it('of the operator stays', async () => {
    await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [acme.id]);
    for (const document of [ARCHIVE, DELETE]) {
      const variables = document === DELETE ? typed() : {};
      const { errors } = await as(owner!).run(document, variables);
      expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'organization' });
    }
    await world.sql('UPDATE tenancy.organization SET is_operator = false WHERE org_id = $1', [acme.id]);
  });

  it('of somebody else looks like none at all', async () => {
    const eve = await world.person('Eve Fremd');
    const answers = await Promise.all(
      [ARCHIVE, CANCEL].flatMap((document) => [
        world.as(eve, acme).at('tenancy').run(document),
        world.as(eve, { id: acme.id, slug: 'gibt-es-nicht' }).at('tenancy').run(document),
      ]),
    );
    for (const { errors } of answers) expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
