import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import {
  ask,
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';

const PASSWORD = 'Birke Anker Lampe';
const INVITE =
  'mutation ($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { email } } }';
const OFFER =
  'query ($token: String!) { signUpOffer(token: $token) { email organizationName firstRun accountExists } }';
const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { next } }';
const ACCEPT = 'mutation ($token: String!) { acceptInvitation(token: $token) { slug role { id } } }';

/** The way of a person from the mail in their inbox to the Organization, across identity and tenancy. */
describe('an invitation', () => {
  let world: World;
  let worker: OutboxWorker;
  let acme: TestOrganization;
  let owner: Person;
  const inbox: Mail[] = [];

  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS);
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: Object.assign({}, ...SUBGRAPHS.map(({ outbox }) => outbox ?? {})) as NonNullable<
        (typeof SUBGRAPHS)[number]['outbox']
      >,
      tools: {
        mail: { send: (mail) => Promise.resolve(void inbox.push(mail)) },
        origin: 'http://localhost:4000',
      },
      report: (error) => {
        throw error;
      },
    });
    acme = await world.organization('acme');
    owner = await world.person('Olga Owner');
    await world.join(owner, acme, 'owner');
  });
  afterAll(async () => {
    await worker.close();
    await world.close();
  });

  async function invite(email: string): Promise<string> {
    await world
      .as(owner, acme)
      .at('tenancy')
      .run(INVITE, { input: { emails: [email], role: 'organization.member' } });
    await worker.drain();
    const token = /sign-up\?token=([\w%-]+)/.exec(inbox.findLast(({ to }) => to === email)?.text ?? '')?.[1];
    if (!token) throw new Error(`${email} got no link.`);
    return decodeURIComponent(token);
  }

  /** Runs as whoever holds this session token. */
  async function run(
    room: string,
    token: string | null,
    document: string,
    variables: Record<string, unknown>,
  ): Promise<Answer> {
    const person = token === null ? null : { id: '', name: '', email: '', token, halfToken: token };
    return ask(world.subgraph(room), await world.actor(person), world.passportSecret, document, variables);
  }

  const sessionOf = (answer: Answer): string => answer.extensions.kopexa?.session?.token ?? '';

  async function enrol(half: string): Promise<string> {
    const begun = await run('identity', half, 'mutation { beginTotpEnrolment { secret } }', {});
    const { secret } = begun.data['beginTotpEnrolment'] as { secret: string };
    const CONFIRM = 'mutation ($input: CodeInput!) { confirmTotpEnrolment(input: $input) { next } }';
    return sessionOf(await run('identity', half, CONFIRM, { input: { code: generateSync({ secret }) } }));
  }

  it('leads from the mail over password and second factor into the Organization', async () => {
    const token = await invite('nina.neu@example.com');
    const offer = await run('identity', null, OFFER, { token });
    expect(offer.data['signUpOffer']).toEqual({
      email: 'nina.neu@example.com',
      organizationName: 'Organization acme',
      firstRun: false,
      accountExists: false,
    });
    // The address is the invitation's, whatever is sent along.
    const input = { token, name: 'Nina Neu', password: PASSWORD, locale: 'DE', email: 'eve@evil.example' };
    const half = sessionOf(await run('identity', null, SIGN_UP, { input }));
    const early = await run('tenancy', half, ACCEPT, { token });
    expect(early.errors[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    const full = await enrol(half);
    expect((await run('identity', full, '{ me { email } }', {})).data).toEqual({
      me: { email: 'nina.neu@example.com' },
    });
    expect((await run('tenancy', full, ACCEPT, { token })).data).toEqual({
      acceptInvitation: { slug: 'acme', role: { id: 'organization.member' } },
    });
    expect((await run('identity', null, OFFER, { token })).errors[0]?.extensions.code).toBe('LINK_EXPIRED');
    const members = await world
      .as(owner, acme)
      .at('tenancy')
      .run('{ organization { members(search: "Nina") { edges { node { secondFactor } } } } }');
    expect(members.data).toEqual({
      organization: { members: { edges: [{ node: { secondFactor: true } }] } },
    });
  });

  it('makes no second account and is worthless in other hands', async () => {
    const bob = await world.person('Bob Bekannt');
    const eve = await world.person('Eve');
    const token = await invite(bob.email);
    expect((await run('identity', null, OFFER, { token })).data['signUpOffer']).toMatchObject({
      accountExists: true,
    });
    const input = { token, name: 'Eve', password: PASSWORD, locale: 'EN' };
    expect((await run('identity', null, SIGN_UP, { input })).errors[0]?.extensions.code).toBe('CONFLICT');
    expect((await world.as(eve).at('tenancy').run(ACCEPT, { token })).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
    expect((await world.as(bob).at('tenancy').run(ACCEPT, { token })).data).toEqual({
      acceptInvitation: { slug: 'acme', role: { id: 'organization.member' } },
    });
  });

  it('makes one account however many follow the link at once', async () => {
    const token = await invite('eine.nur@example.com');
    const input = { token, name: 'Eine', password: PASSWORD, locale: 'DE' };
    const answers = await Promise.all([1, 2, 3].map(() => run('identity', null, SIGN_UP, { input })));
    expect(answers.map((answer) => answer.errors[0]?.extensions.code ?? 'OK').sort()).toEqual([
      'CONFLICT',
      'CONFLICT',
      'OK',
    ]);
    expect(
      await world.sql("SELECT 1 AS one FROM identity.account WHERE email = 'eine.nur@example.com'"),
    ).toHaveLength(1);
  });
});
