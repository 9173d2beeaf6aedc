import { hash as argon2 } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import { ask, createWorld, type Answer, type Person, type World } from '#runtime/testing/world.js';
import { codeFor, giveCredentials, givePassword, PASSWORD } from '#tests/kit/credentials.js';
import { identitySubgraph } from '../subgraph.js';

const REQUEST = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const OFFER = 'query($token: String!) { passwordResetOffer(token: $token) { email } }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { next } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { next } }';
const CHANGE = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) }';
const ME = '{ me { email assurance } }';
const FRESH = 'Nebel über der Elbe';

const codeOf = (answer: Answer): string | undefined => answer.errors[0]?.extensions.code;

describe('a forgotten password', () => {
  let world: World;
  let worker: OutboxWorker;
  const inbox: Mail[] = [];
  let address = 0;

  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: identitySubgraph.outbox ?? {},
      tools: {
        mail: { send: (mail) => Promise.resolve(void inbox.push(mail)) },
        origin: 'https://kopexa.example',
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

  /** From another network each time, unless one is named. */
  const run = async (
    document: string,
    variables: object,
    { token = null as string | null, ip = `198.51.100.${(address += 1)}` } = {},
  ): Promise<Answer> => {
    const person = token === null ? null : { id: '', name: '', email: '', token, halfToken: token };
    const actor = { ...(await world.actor(person)), locale: 'en' as const };
    const subgraph = world.subgraph('identity');
    return ask(subgraph, actor, world.passportSecret, document, { ...variables }, { ip });
  };

  const request = (email: string, ip?: string) => run(REQUEST, { input: { email } }, ip ? { ip } : {});

  async function linkFor(email: string): Promise<string> {
    const asked = await request(email);
    expect(asked.errors).toEqual([]);
    await worker.drain();
    const mail = inbox.findLast(({ to }) => to === email);
    const token = /https:\/\/kopexa\.example\/reset\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1];
    if (!token) throw new Error(`${email} got no link.`);
    return token;
  }

  const reset = (token: string, password = FRESH) => run(RESET, { input: { token, password } });
  const signIn = (email: string, password: string) => run(SIGN_IN, { input: { email, password } });

  async function somebody(name: string, { enrolled = true } = {}): Promise<Person> {
    const person = await world.person(name);
    if (enrolled) await giveCredentials(world, person);
    else await givePassword(world, person);
    return person;
  }

  it('is replaced by a link, after which the second factor is asked for as ever', async () => {
    const person = await somebody('Vera Vergessen');
    const token = await linkFor(person.email);
    expect((await run(OFFER, { token })).data).toEqual({ passwordResetOffer: { email: person.email } });
    const answer = await reset(token);
    expect(answer.data).toEqual({ resetPassword: { next: 'VERIFY_SECOND_FACTOR' } });
    const half = answer.extensions.kopexa?.session?.token ?? '';
    expect((await run(ME, {}, { token: half })).data).toEqual({
      me: { email: person.email, assurance: 'PASSWORD' },
    });
    expect(codeOf(await signIn(person.email, PASSWORD))).toBe('INVALID_CREDENTIALS');
    expect((await signIn(person.email, FRESH)).errors).toEqual([]);
  });

  it('lets somebody without a second factor do nothing but set one up', async () => {
    const person = await somebody('Ohne Faktor', { enrolled: false });
    const answer = await reset(await linkFor(person.email));
    expect(answer.data).toEqual({ resetPassword: { next: 'ENROL_SECOND_FACTOR' } });
  });

  it('ends every session, and tells the owner', async () => {
    const person = await somebody('Sina Sitzung');
    expect((await run(ME, {}, { token: person.token })).data?.['me']).not.toBeNull();
    await reset(await linkFor(person.email));
    expect((await run(ME, {}, { token: person.token })).data).toEqual({ me: null });
    await worker.drain();
    expect(inbox.findLast(({ to }) => to === person.email)?.subject).toBe('Ihr Passwort wurde neu gesetzt');
  });

  it('is replaced once by a link, also when it is used twice at the same moment', async () => {
    const person = await somebody('Zwei Mal');
    const token = await linkFor(person.email);
    const other = await linkFor(person.email);
    const answers = await Promise.all([reset(token), reset(token, 'Anker vor der Insel'), reset(other)]);
    const codes = answers.map(codeOf);
    expect(codes.toSorted()).toEqual(['LINK_EXPIRED', 'LINK_EXPIRED', undefined]);
    expect(codeOf(await run(OFFER, { token: other }))).toBe('LINK_EXPIRED');
  });

  it('is not replaced by a link that is too old, edited or unknown', async () => {
    const person = await somebody('Alter Link');
    const token = await linkFor(person.email);
    await world.sql(
      "UPDATE identity.password_reset SET expires_at = now() - interval '1 second' WHERE account_id = $1",
      [person.id],
    );
    for (const link of [token, `${token}x`, 'nothing']) {
      expect(codeOf(await run(OFFER, { token: link }))).toBe('LINK_EXPIRED');
      expect(codeOf(await reset(link))).toBe('LINK_EXPIRED');
    }
    expect((await signIn(person.email, PASSWORD)).errors).toEqual([]);
  });

  it('is not replaced by a link from before the password was changed', async () => {
    const person = await world.person('Selbst Geändert');
    const bystander = await somebody('Andere Person');
    const secret = await giveCredentials(world, person);
    const [token, other] = [await linkFor(person.email), await linkFor(bystander.email)];
    const input = { currentPassword: PASSWORD, newPassword: FRESH, code: codeFor(secret) };
    expect((await run(CHANGE, { input }, { token: person.token })).errors).toEqual([]);
    expect(codeOf(await run(OFFER, { token }))).toBe('LINK_EXPIRED');
    expect(codeOf(await reset(token, 'Anker vor der Insel'))).toBe('LINK_EXPIRED');
    expect((await signIn(person.email, FRESH)).errors).toEqual([]);
    expect((await run(OFFER, { token: other })).errors).toEqual([]);
  });

  it('is asked to be a good one, and another one; the link then still works', async () => {
    const person = await somebody('Gerda Gut');
    const token = await linkFor(person.email);
    for (const [password, words] of [
      ['kurz', 'too short'],
      ['gerda gut 1', 'easy to guess'],
      [PASSWORD, 'your present password'],
    ] as const) {
      const answer = await reset(token, password);
      expect(answer.errors[0]?.message).toContain(words);
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.password' });
    }
    expect((await reset(token)).errors).toEqual([]);
  });

  it('is asked for with the same answer and the same statements whether or not there is an account', async () => {
    const person = await somebody('Klara Konto');
    const known = await request(person.email);
    const before = inbox.length;
    const unknown = await request('niemand@example.com');
    await worker.drain();
    expect(unknown.data).toEqual(known.data);
    expect(inbox.slice(before).map(({ to }) => to)).not.toContain('niemand@example.com');
    const events = await world.sql<{ topic: string; size: number }>(
      "SELECT topic, count(*)::int AS size FROM platform.outbox_event WHERE topic = 'identity.password_reset' GROUP BY topic",
    );
    expect(events[0]?.size).toBeGreaterThanOrEqual(2);
  });

  it('is not the way to flood somebody with mail, nor to keep them from asking', async () => {
    const person = await somebody('Viel Post');
    const before = inbox.length;
    const answers: Answer[] = [];
    for (let turn = 0; turn < 8; turn += 1) answers.push(await request(person.email, '203.0.113.9'));
    expect(answers.map(codeOf)).toContain('TOO_MANY_ATTEMPTS');
    for (let turn = 0; turn < 5; turn += 1) await request(person.email);
    await worker.drain();
    expect(inbox.length - before).toBe(5);
    expect((await reset(/token=([\w-]+)/.exec(inbox.at(-1)?.text ?? '')?.[1] ?? '')).errors).toEqual([]);
  });

  it('leaves no token and no address in the clear in the database', async () => {
    const person = await somebody('Still Gehalten');
    await request(person.email);
    const rows = await world.sql<{ payload: string }>(
      "SELECT payload::text AS payload FROM platform.outbox_event WHERE topic = 'identity.password_reset'",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { payload } of rows) expect(payload).not.toContain(person.email);
    await worker.drain();
  });
});

describe('a hash with older parameters', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  it('is made anew when its owner signs in, and not when somebody guesses', async () => {
    const person = await world.person('Alte Werte');
    const old = await argon2(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await world.sql('INSERT INTO identity.password (account_id, hash) VALUES ($1, $2)', [person.id, old]);
    const stored = async () =>
      (
        await world.sql<{ hash: string }>('SELECT hash FROM identity.password WHERE account_id = $1', [
          person.id,
        ])
      )[0]?.hash;
    const signIn = (password: string) =>
      world
        .as(null)
        .at('identity')
        .run(SIGN_IN, { input: { email: person.email, password } });
    await signIn('Das ist es nicht');
    expect(await stored()).toBe(old);
    expect((await signIn(PASSWORD)).errors).toEqual([]);
    const renewed = await stored();
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(PASSWORD)).errors).toEqual([]);
    expect(await stored()).toBe(renewed);
  });
});
