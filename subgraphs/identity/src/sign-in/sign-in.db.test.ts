import { createHash, randomBytes } from 'node:crypto';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker } from '#runtime/outbox/worker.js';
import { ask, createWorld, type Answer, type World } from '#runtime/testing/world.js';
import { newId } from '#runtime/graphql/ids.js';
import { hash as argon2 } from '@node-rs/argon2';
import { identitySubgraph } from '../subgraph.js';

const PASSWORD = 'Birke Anker Lampe';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { next } }';
const VERIFY = 'mutation ($input: CodeInput!) { verifySecondFactor(input: $input) { next } }';
const ME = '{ me { user { id } email assurance secondFactorEnrolled recoveryCodesLeft } }';

/** Somebody in a browser: keeps the token that the answers set. */
class Visitor {
  token: string | null = null;
  constructor(
    private readonly world: World,
    readonly ip = `192.0.2.${1 + Math.floor(Math.random() * 250)}`,
  ) {}

  async run(document: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const person = this.token ? { id: '', name: '', email: '', token: this.token, halfToken: '' } : null;
    const actor = { ...(await this.world.actor(person)), locale: 'en' as const };
    const answer = await ask(
      this.world.subgraph('identity'),
      actor,
      this.world.passportSecret,
      document,
      variables,
      {
        ip: this.ip,
      },
    );
    const session = answer.extensions.kopexa?.session;
    if (session?.kind === 'set') this.token = session.token;
    if (session?.kind === 'clear') this.token = null;
    return answer as Answer;
  }
}

const codeOf = (answer: Answer): string | undefined => answer.errors[0]?.extensions.code;

describe('signing in', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  async function account(
    options: { enrolled?: boolean } = {},
  ): Promise<{ id: string; email: string; secret: string }> {
    const id = newId();
    const email = `ada.${id.slice(-8)}@example.com`;
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    await world.sql(
      "INSERT INTO identity.account (account_id, email, name, locale) VALUES ($1, $2, 'Ada Lange', 'de')",
      [id, email],
    );
    await world.sql('INSERT INTO identity.password (account_id, hash) VALUES ($1, $2)', [
      id,
      await argon2(PASSWORD),
    ]);
    if (options.enrolled) {
      const sealed = world.keyring.seal('totp', Buffer.from(secret), id);
      await world.sql(
        'INSERT INTO identity.totp_factor (account_id, sealed, confirmed_at) VALUES ($1, $2, now())',
        [id, sealed],
      );
    }
    return { id, email, secret };
  }

  async function sentMails(): Promise<Mail[]> {
    const mails: Mail[] = [];
    const worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: identitySubgraph.outbox ?? {},
      tools: {
        mail: { send: (mail) => Promise.resolve(void mails.push(mail)) },
        origin: 'http://localhost:4000',
      },
      report: (error) => expect(error).toBeUndefined(),
    });
    await worker.drain();
    await worker.close();
    return mails;
  }

  async function firstRunLink(): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await world.sql(
      "INSERT INTO identity.first_run (token_hash, expires_at) VALUES ($1, now() + interval '1 day')",
      [createHash('sha256').update(token).digest()],
    );
    return token;
  }

  it('begins with the first-run link, enrols a second factor and ends signed in', async () => {
    const token = await firstRunLink();
    const ada = new Visitor(world);
    const offer = await ada.run(
      'query ($token: String!) { signUpOffer(token: $token) { firstRun email accountExists } }',
      { token },
    );
    expect(offer.data).toEqual({ signUpOffer: { firstRun: true, email: null, accountExists: false } });
    const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { next } }';
    const input = {
      token,
      name: 'Ada Lange',
      password: PASSWORD,
      locale: 'DE',
      email: 'Ada.Erste@Example.com',
    };
    for (const password of ['kurz', 'vX9#kkPq!z1234'])
      expect(codeOf(await ada.run(SIGN_UP, { input: { ...input, password } }))).toBe('INVALID_INPUT');
    expect((await ada.run(SIGN_UP, { input })).data).toEqual({ signUp: { next: 'ENROL_SECOND_FACTOR' } });
    expect(codeOf(await new Visitor(world).run(SIGN_UP, { input }))).toBe('LINK_EXPIRED');

    const begun = await ada.run('mutation { beginTotpEnrolment { secret uri qrCodeSvg } }');
    const { secret } = begun.data['beginTotpEnrolment'] as { secret: string };
    const before = ada.token;
    const confirmed = await ada.run(
      'mutation ($input: CodeInput!) { confirmTotpEnrolment(input: $input) { recoveryCodes next } }',
      { input: { code: generateSync({ secret }) } },
    );
    const { recoveryCodes, next } = confirmed.data['confirmTotpEnrolment'] as {
      recoveryCodes: string[];
      next: string;
    };
    expect([recoveryCodes.length, next]).toEqual([10, 'DONE']);
    expect(ada.token).not.toBe(before);
    expect((await ada.run(ME)).data['me']).toMatchObject({
      email: 'ada.erste@example.com',
      assurance: 'MFA',
      recoveryCodesLeft: 10,
    });
    expect(codeOf(await ada.run('mutation { beginTotpEnrolment { secret } }'))).toBe('CONFLICT');
    const again = new Visitor(world);
    await again.run(SIGN_IN, { input: { email: 'ada.erste@example.com', password: PASSWORD } });
    const recovery = { input: { code: recoveryCodes[3]!.toLowerCase() } };
    expect((await again.run(VERIFY, recovery)).data).toEqual({ verifySecondFactor: { next: 'DONE' } });
    expect((await again.run(ME)).data['me']).toMatchObject({ recoveryCodesLeft: 9 });
    // The second browser brought no cookie, so it is told of.
    expect((await sentMails()).map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual([
      'ada.erste@example.com: Anmeldung mit einem neuen Gerät',
      'ada.erste@example.com: Ein Wiederherstellungscode wurde verwendet',
    ]);
    const third = new Visitor(world);
    await third.run(SIGN_IN, { input: { email: 'ada.erste@example.com', password: PASSWORD } });
    expect(codeOf(await third.run(VERIFY, recovery))).toBe('INVALID_CODE');
  });

  it('takes another session id and token with the second factor and ends the first', async () => {
    const { email, secret } = await account({ enrolled: true });
    const ada = new Visitor(world);
    expect((await ada.run(SIGN_IN, { input: { email, password: PASSWORD } })).data).toEqual({
      signIn: { next: 'VERIFY_SECOND_FACTOR' },
    });
    const half = ada.token;
    expect((await ada.run(ME)).data['me']).toMatchObject({
      assurance: 'PASSWORD',
      secondFactorEnrolled: true,
    });
    await ada.run(VERIFY, { input: { code: generateSync({ secret }) } });
    expect((await ada.run(ME)).data['me']).toMatchObject({ assurance: 'MFA' });
    const thief = new Visitor(world);
    thief.token = half;
    expect((await thief.run(ME)).data['me']).toBeNull();
  });

  it('says the same to a wrong password and to an unknown address', async () => {
    const { email } = await account({ enrolled: true });
    const wrong = await new Visitor(world).run(SIGN_IN, {
      input: { email, password: 'ganz falsch geraten' },
    });
    const unknown = await new Visitor(world).run(SIGN_IN, {
      input: { email: `x${email}`, password: 'ganz falsch geraten' },
    });
    expect(codeOf(wrong)).toBe('INVALID_CREDENTIALS');
    expect(wrong.text).toBe(unknown.text);
  });

  it('slows guesses down alike for known and unknown addresses, also in parallel', async () => {
    const { email } = await account();
    for (const address of [email, `nobody.${email}`]) {
      const guesser = new Visitor(world);
      const guess = (): Promise<Answer> =>
        guesser.run(SIGN_IN, { input: { email: address, password: 'geraten' } });
      const codes = (await Promise.all(Array.from({ length: 12 }, guess))).map(codeOf);
      const refused = codes.filter((code) => code === 'INVALID_CREDENTIALS').length;
      // Six at once; a slow machine may have waited for the seventh.
      expect([6, 7]).toContain(refused);
      expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(12 - refused);
      await world.sql(
        "UPDATE identity.attempt SET next_at = next_at + interval '1 minute' WHERE next_at > last_at",
      );
      expect((await guess()).errors[0]?.extensions.details).toEqual({
        retryAfterSeconds: expect.any(Number) as number,
      });
    }
    const elsewhere = await new Visitor(world, '203.0.113.7').run(SIGN_IN, {
      input: { email, password: PASSWORD },
    });
    expect(elsewhere.data).toEqual({ signIn: { next: 'ENROL_SECOND_FACTOR' } });
  });

  it('takes a code once, however many try it at the same time', async () => {
    const { email, secret } = await account({ enrolled: true });
    const visitors = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const visitor = new Visitor(world);
        await visitor.run(SIGN_IN, { input: { email, password: PASSWORD } });
        return visitor;
      }),
    );
    const input = { code: generateSync({ secret }) };
    const answers = await Promise.all(visitors.map((visitor) => visitor.run(VERIFY, { input })));
    expect(answers.map((answer) => codeOf(answer) ?? 'DONE').sort()).toEqual([
      'DONE',
      'INVALID_CODE',
      'INVALID_CODE',
    ]);
  });

  it('does not take the first code of a factor that was never confirmed', async () => {
    const { email } = await account();
    const ada = new Visitor(world);
    await ada.run(SIGN_IN, { input: { email, password: PASSWORD } });
    const begun = await ada.run('mutation { beginTotpEnrolment { secret } }');
    const { secret } = begun.data['beginTotpEnrolment'] as { secret: string };
    expect(codeOf(await ada.run(VERIFY, { input: { code: generateSync({ secret }) } }))).toBe('INVALID_CODE');
  });

  it('changes the password with the old one and a code, and ends the other sessions', async () => {
    const { id, email, secret } = await account({ enrolled: true });
    const [here, there] = [new Visitor(world), new Visitor(world)];
    for (const visitor of [there, here]) {
      await visitor.run(SIGN_IN, { input: { email, password: PASSWORD } });
      await visitor.run(VERIFY, { input: { code: generateSync({ secret }) } });
      await world.sql('UPDATE identity.totp_factor SET last_step = 0 WHERE account_id = $1', [id]);
    }
    const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
    const code = generateSync({ secret });
    const input = { currentPassword: 'falsch geraten', newPassword: 'Drei Tassen Tee', code };
    expect((await here.run(CHANGE, { input })).errors[0]?.extensions.field).toBe('input.currentPassword');
    expect((await here.run(CHANGE, { input: { ...input, currentPassword: PASSWORD } })).data).toEqual({
      changePassword: true,
    });
    expect((await here.run(ME)).data['me']).not.toBeNull();
    expect((await there.run(ME)).data['me']).toBeNull();
    expect(codeOf(await new Visitor(world).run(SIGN_IN, { input: { email, password: PASSWORD } }))).toBe(
      'INVALID_CREDENTIALS',
    );
    expect(
      (await new Visitor(world).run(SIGN_IN, { input: { email, password: 'Drei Tassen Tee' } })).data[
        'signIn'
      ],
    ).toBeTruthy();
  });

  it('signs out', async () => {
    const { email } = await account();
    const ada = new Visitor(world);
    await ada.run(SIGN_IN, { input: { email, password: PASSWORD } });
    const token = ada.token;
    expect((await ada.run('mutation { signOut }')).data).toEqual({ signOut: true });
    expect(ada.token).toBeNull();
    ada.token = token;
    expect((await ada.run(ME)).data['me']).toBeNull();
  });

  it('leaves one entry each and no secret anywhere', async () => {
    const { id, email, secret } = await account({ enrolled: true });
    const ada = new Visitor(world);
    await ada.run(SIGN_IN, { input: { email, password: 'canary-falsch' } });
    await ada.run(SIGN_IN, { input: { email, password: PASSWORD } });
    await ada.run(VERIFY, { input: { code: generateSync({ secret }) } });
    await ada.run('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { name } }', {
      input: { name: 'Ada Canary', locale: 'EN' },
    });
    const rows = await world.sql<{ action: string; outcome: string; code: string | null; changes: string }>(
      'SELECT action, outcome, code, changes FROM compliance.audit_entry WHERE subject_id = $1 ORDER BY at',
      [id],
    );
    expect(rows.map(({ action, outcome, code }) => [action, outcome, code])).toEqual([
      ['session.sign_in', 'denied', 'INVALID_CREDENTIALS'],
      ['session.sign_in', 'ok', null],
      ['session.verify_second_factor', 'ok', null],
      ['account.update_profile', 'ok', null],
    ]);
    const everything = JSON.stringify(rows);
    for (const canary of [PASSWORD, 'canary-falsch', secret, 'Canary', ada.token!])
      expect(everything).not.toContain(canary);
  });
});
