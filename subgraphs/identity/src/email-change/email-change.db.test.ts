import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type Answer, type Person, type World } from '#runtime/testing/world.js';
import { giveCredentials, PASSWORD } from '#tests/kit/credentials.js';
import { identitySubgraph } from '../subgraph.js';

const REQUEST =
  'mutation($email: String!) { requestEmailChange(input: {email: $email}) { email managedBy waiting { email expiresAt } } }';
const CANCEL = 'mutation { cancelEmailChange { email waiting { email } } }';
const CONFIRM = 'mutation($token: String!) { confirmEmailChange(input: {token: $token}) }';
const OFFER = 'query($token: String!) { emailChangeOffer(token: $token) { email isOwn } }';
const OWN = '{ ownAddress { email managedBy waiting { email requestedAt expiresAt } } }';
const ME = '{ me { email assurance } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { next } }';
const REQUEST_RESET = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET_OFFER = 'query($token: String!) { passwordResetOffer(token: $token) { email } }';

const codeOf = (answer: Answer): string | undefined => answer.errors[0]?.extensions.code;
const LINK = /https:\/\/kopexa\.example\/account\/email\?token=([\w-]+)/;

describe('another mail address', () => {
  let world: World;
  let worker: OutboxWorker;
  const inbox: Mail[] = [];
  let number = 0;

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

  const run = (person: Person | null, document: string, variables: Record<string, unknown> = {}) =>
    world.as(person, null, { locale: 'en' }).at('identity').run(document, variables);
  const address = (): string => `new.${(number += 1)}@example.net`;
  const mailsTo = (email: string): Mail[] => inbox.filter(({ to }) => to === email);
  const emailOf = async ({ id }: Person): Promise<string | undefined> =>
    (await world.sql<{ email: string }>('SELECT email FROM identity.account WHERE account_id = $1', [id]))[0]
      ?.email;

  /** Somebody whose session showed its second factor a moment ago. */
  async function somebody(name: string): Promise<Person> {
    const person = await world.person(name);
    await giveCredentials(world, person);
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
      person.id,
    ]);
    return person;
  }

  async function linkFor(person: Person, email: string): Promise<string> {
    const asked = await run(person, REQUEST, { email });
    expect(asked.errors).toEqual([]);
    await worker.drain();
    const token = LINK.exec(mailsTo(email.toLowerCase()).at(-1)?.text ?? '')?.[1];
    if (!token) throw new Error(`${email} got no link.`);
    return token;
  }

  it('is in force once its link is confirmed; one signs in with it, and both addresses are told', async () => {
    const person = await somebody('Anna Alt');
    const email = address();
    const token = await linkFor(person, ` ${email.toUpperCase()} `.trim());
    expect((await run(person, OWN)).data).toMatchObject({
      ownAddress: { email: person.email, managedBy: null, waiting: { email } },
    });
    expect(await emailOf(person), 'asking changes nothing').toBe(person.email);
    expect((await run(person, OFFER, { token })).data).toEqual({ emailChangeOffer: { email, isOwn: true } });
    expect(await emailOf(person), 'nor does looking at the link').toBe(person.email);
    const done = await run(person, CONFIRM, { token });
    expect(done.data).toEqual({ confirmEmailChange: email });
    expect(await emailOf(person)).toBe(email);
    const next = done.extensions.kopexa?.session?.token ?? '';
    const again = { ...person, token: next };
    expect((await run(again, ME)).data).toEqual({ me: { email, assurance: 'MFA' } });
    expect((await run(again, OWN)).data).toMatchObject({ ownAddress: { email, waiting: null } });
    await worker.drain();
    expect(mailsTo(person.email).map(({ subject }) => subject)).toEqual([
      'Neue E-Mail-Adresse für Ihr Konto angefordert',
      'Die E-Mail-Adresse Ihres Kontos wurde geändert',
    ]);
    expect(mailsTo(email).at(-1)?.subject).toBe('Ihre neue E-Mail-Adresse gilt');
    const signIn = (mail: string) => run(null, SIGN_IN, { input: { email: mail, password: PASSWORD } });
    expect(codeOf(await signIn(person.email))).toBe('INVALID_CREDENTIALS');
    expect((await signIn(email)).errors).toEqual([]);
  });

  it('ends every session but the one that goes on as another', async () => {
    const person = await somebody('Sina Sitzung');
    await run(person, CONFIRM, { token: await linkFor(person, address()) });
    const open = await world.sql(
      'SELECT 1 FROM identity.session WHERE account_id = $1 AND revoked_at IS NULL',
      [person.id],
    );
    expect(open).toHaveLength(1);
    expect((await run(person, ME)).data).toEqual({ me: null });
  });

  it('makes links void that replace the password and were mailed to the old one', async () => {
    const person = await somebody('Vera Vergessen');
    await run(null, REQUEST_RESET, { input: { email: person.email } });
    await worker.drain();
    const reset = /reset\?token=([\w-]+)/.exec(mailsTo(person.email).at(-1)?.text ?? '')?.[1] ?? '';
    expect((await run(null, RESET_OFFER, { token: reset })).errors).toEqual([]);
    await run(person, CONFIRM, { token: await linkFor(person, address()) });
    expect(codeOf(await run(null, RESET_OFFER, { token: reset }))).toBe('LINK_EXPIRED');
  });

  it('takes a second factor shown within five minutes, to ask and to confirm', async () => {
    const person = await somebody('Frieda Frisch');
    const token = await linkFor(person, address());
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [person.id],
    );
    expect(codeOf(await run(person, REQUEST, { email: address() }))).toBe('STEP_UP_REQUIRED');
    expect(codeOf(await run(person, CONFIRM, { token }))).toBe('STEP_UP_REQUIRED');
    expect(await emailOf(person)).toBe(person.email);
    expect((await run(person, CANCEL)).errors, 'stopping it does not').toEqual([]);
  });

  it('is confirmed once, in time, and by the account that asked', async () => {
    const [person, other] = [await somebody('Rita Richtig'), await somebody('Olaf Anders')];
    const email = address();
    const token = await linkFor(person, email);
    expect((await run(other, OFFER, { token })).data).toEqual({ emailChangeOffer: { email, isOwn: false } });
    expect(codeOf(await run(other, CONFIRM, { token }))).toBe('LINK_EXPIRED');
    for (const link of [`${token}x`, 'nothing', "' OR true --"]) {
      expect(codeOf(await run(person, OFFER, { token: link }))).toBe('LINK_EXPIRED');
      expect(codeOf(await run(person, CONFIRM, { token: link }))).toBe('LINK_EXPIRED');
    }
    const done = await run(person, CONFIRM, { token });
    const again = { ...person, token: done.extensions.kopexa?.session?.token ?? '' };
    expect(codeOf(await run(again, CONFIRM, { token }))).toBe('LINK_EXPIRED');
    const late = await linkFor(again, address());
    await world.sql(
      "UPDATE identity.email_change SET expires_at = now() - interval '1 second' WHERE account_id = $1",
      [person.id],
    );
    expect(codeOf(await run(again, OFFER, { token: late }))).toBe('LINK_EXPIRED');
    expect(codeOf(await run(again, CONFIRM, { token: late }))).toBe('LINK_EXPIRED');
    expect((await run(again, OWN)).data).toMatchObject({ ownAddress: { waiting: null } });
    expect(await emailOf(person)).toBe(email);
  });

  it('waits one at a time: a new request, a withdrawal and another password make the link void', async () => {
    const person = await somebody('Wera Wartet');
    const [first, second] = [await linkFor(person, address()), await linkFor(person, address())];
    expect(codeOf(await run(person, CONFIRM, { token: first }))).toBe('LINK_EXPIRED');
    expect((await run(person, CANCEL)).data).toMatchObject({ cancelEmailChange: { waiting: null } });
    expect(codeOf(await run(person, CONFIRM, { token: second }))).toBe('LINK_EXPIRED');
    const nothing = await run(person, CANCEL);
    expect(nothing.errors[0]).toMatchObject({
      message: expect.stringContaining('No change is waiting') as string,
      extensions: { code: 'CONFLICT' },
    });
    const third = await linkFor(person, address());
    await run(null, REQUEST_RESET, { input: { email: person.email } });
    await worker.drain();
    const reset = /reset\?token=([\w-]+)/.exec(mailsTo(person.email).at(-1)?.text ?? '')?.[1] ?? '';
    const answer = await run(
      null,
      'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { next } }',
      { input: { token: reset, password: 'Nebel über der Elbe' } },
    );
    expect(answer.errors).toEqual([]);
    expect(await world.sql('SELECT 1 FROM identity.email_change WHERE account_id = $1', [person.id])).toEqual(
      [],
    );
    expect(third).not.toBe('');
  });

  it('tells nobody whether it belongs to somebody else; that person alone gets a mail, without a link', async () => {
    const [person, owner] = [await somebody('Nina Neugier'), await somebody('Ernst Eigner')];
    const taken = await run(person, REQUEST, { email: owner.email });
    const free = await run(person, REQUEST, { email: address() });
    const shape = ({ data, errors }: Answer) => ({
      errors,
      keys: Object.keys((data['requestEmailChange'] as { waiting: object }).waiting),
    });
    expect(shape(taken)).toEqual(shape(free));
    await run(person, REQUEST, { email: owner.email });
    await worker.drain();
    expect(mailsTo(owner.email).length).toBeGreaterThanOrEqual(1);
    for (const { subject, text } of mailsTo(owner.email)) {
      expect(subject).toBe('Ihre Adresse hat schon ein Konto bei Kopexa');
      expect(text).not.toMatch(/token|Nina|new\./);
    }
    expect((await run(person, OWN)).data).toMatchObject({
      ownAddress: { waiting: { email: owner.email } },
    });
  });

  it.each([
    ['nothing', '', 'not a valid e-mail address'],
    ['no address', 'ada.lange', 'not a valid e-mail address'],
    ['two addresses', 'a@example.com, b@example.com', 'not a valid e-mail address'],
    ['a line break', 'a@example.com\nBcc: b@example.com', 'not a valid e-mail address'],
    ['a name before it', 'Ada <ada@example.com>', 'not a valid e-mail address'],
    ['text that reads the other way round', 'a\u202e@example.com', 'not a valid e-mail address'],
    ['half a character', 'a\ud800@example.com', 'not a valid e-mail address'],
    ['too much', `${'a'.repeat(64)}@${'b'.repeat(200)}.de`, '254 characters'],
  ])('is refused when it is %s', async (_what, email, words) => {
    const person = await somebody('Udo Ungültig');
    const answer = await run(person, REQUEST, { email });
    expect(answer.errors[0]?.message.toLowerCase()).toContain(words);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.email' });
  });

  it('is refused when it is the present one, however it is typed', async () => {
    const person = await somebody('Gerd Gleich');
    const answer = await run(person, REQUEST, { email: ` ${person.email.toUpperCase()}` });
    expect(answer.errors[0]).toMatchObject({
      message: 'This is the address of your account already. Enter another one.',
      extensions: { code: 'INVALID_INPUT', field: 'input.email' },
    });
  });

  it('may hold letters of any language', async () => {
    const person = await somebody('Jörg Umlaut');
    const email = 'jörg.größe@bücher.example';
    // Composed and decomposed are one address.
    await run(person, CONFIRM, { token: await linkFor(person, email) });
    expect(await emailOf(person)).toBe(email);
    const twin = await somebody('Zwilling Umlaut');
    await run(twin, REQUEST, { email: email.normalize('NFD') });
    await worker.drain();
    expect(mailsTo(email).at(-1)?.subject).toBe('Ihre Adresse hat schon ein Konto bei Kopexa');
  });

  it('is not the way to flood anybody with mail', async () => {
    const person = await somebody('Viel Post');
    const answers: Answer[] = [];
    for (let turn = 0; turn < 8; turn += 1) answers.push(await run(person, REQUEST, { email: address() }));
    expect(answers.map(codeOf)).toContain('TOO_MANY_ATTEMPTS');
  });

  it('leaves no token and no address in the clear, and goes when it has expired', async () => {
    const person = await somebody('Still Gehalten');
    const email = address();
    await run(person, REQUEST, { email });
    const rows = await world.sql<{ payload: string }>(
      "SELECT payload::text AS payload FROM platform.outbox_event WHERE topic = 'identity.email_change'",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { payload } of rows) expect(payload).not.toMatch(/example\.net|token/);
    await worker.drain();
    await world.sql(
      "UPDATE identity.email_change SET expires_at = now() - interval '1 second' WHERE account_id = $1",
      [person.id],
    );
    await world.sql('SELECT identity.sweep()');
    expect(await world.sql('SELECT 1 FROM identity.email_change WHERE account_id = $1', [person.id])).toEqual(
      [],
    );
  });

  it('is shown to its person with everything else that is held about them', async () => {
    const person = await somebody('Petra Persönlich');
    const email = address();
    await run(person, REQUEST, { email });
    const { data } = await run(person, '{ personalData { source title entries } }');
    const sets = data['personalData'] as { source: string; title: string; entries: object[] }[];
    const held = sets.find(({ source }) => source === 'identity.email_change');
    expect(held).toMatchObject({ title: 'Change of the e-mail address', entries: [{ email }] });
    expect(JSON.stringify(held)).not.toContain('token');
  });
});
