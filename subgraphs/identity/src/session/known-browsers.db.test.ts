import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, createWorld, type Answer, type Person, type World } from '#runtime/testing/world.js';
import { codeFor, giveCredentials, newestEvent, PASSWORD } from '#tests/kit/credentials.js';
import { hashRecoveryCode, newRecoveryCodes } from '../second-factor/recovery-code.js';
import { normaliseCode } from '../second-factor/totp.js';
import { identitySubgraph } from '../subgraph.js';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { next } }';
const VERIFY = 'mutation ($input: CodeInput!) { verifySecondFactor(input: $input) { next } }';
const HOME = {
  browser: randomBytes(32).toString('base64url'),
  ip: '192.0.2.7',
  userAgent: 'Firefox/140 Windows',
};
const WORK = { ...HOME, browser: randomBytes(32).toString('base64url') };
const STRANGER = { browser: '', ip: '203.0.113.9', userAgent: 'curl' };

/** Somebody with password, app and recovery codes, from whom the test signs in at will. */
interface Member extends Person {
  readonly secret: string;
  readonly recovery: string[];
}

const codeOf = (answer: Answer): string => answer.errors[0]?.extensions.code ?? 'DONE';

describe('the browsers of an account', { timeout: 60_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  async function member(): Promise<Member> {
    const person = await world.person('Ada');
    const secret = await giveCredentials(world, person);
    const recovery = newRecoveryCodes();
    for (const code of recovery)
      await world.sql('INSERT INTO identity.recovery_code (account_id, hash) VALUES ($1, $2)', [
        person.id,
        hashRecoveryCode(person.id, normaliseCode(code)),
      ]);
    await world.sql('DELETE FROM identity.known_browser');
    return { ...person, secret, recovery };
  }

  type Place = Partial<typeof HOME>;
  const say = async (person: Person | null, from: Place, document: string, input: object): Promise<Answer> =>
    ask(
      world.subgraph('identity'),
      await world.actor(person),
      world.passportSecret,
      document,
      { input },
      from,
    );
  const password = (person: Person, from: Place, guess = PASSWORD): Promise<Answer> =>
    say(null, from, SIGN_IN, { email: person.email, password: guess });
  const forgetWaiting = () => world.sql('DELETE FROM identity.attempt');

  /** Signs in with a password and a recovery code: any number of times a minute. */
  async function signIn(person: Member, from: Place, code = person.recovery.pop() ?? ''): Promise<Answer> {
    await forgetWaiting();
    const half = await password(person, from);
    const token = half.extensions.kopexa?.session?.token ?? '';
    return half.errors.length > 0 ? half : say({ ...person, token }, from, VERIFY, { code });
  }
  const mails = async (): Promise<number> =>
    (
      await world.sql<{ size: number }>(
        "SELECT count(*)::integer AS size FROM platform.outbox_event WHERE topic = 'identity.account_notice'",
      )
    )[0]?.size ?? 0;

  it('are told of by mail when they are new, but for the first', async () => {
    const ada = await member();
    /** How many mails a sign-in sent; the recovery code sends one of its own. */
    const told = async (from: Place): Promise<number> => {
      const before = await mails();
      expect(codeOf(await signIn(ada, from))).toBe('DONE');
      return (await mails()) - before - 1;
    };
    expect([await told(HOME), await told(HOME), await told(WORK), await told(WORK)]).toEqual([0, 0, 1, 0]);
    await world.sql("UPDATE identity.known_browser SET last_seen_at = now() - interval '181 days'");
    expect(await told(HOME)).toBe(1);
    expect(await newestEvent(world, 'identity.account_notice')).toMatchObject({
      ...{ kind: 'new_device', accountId: ada.id },
      ...{ userAgent: 'Firefox/140 Windows', network: '192.0.2.0/24' },
    });
    // What brings no cookie is never known, however often it comes.
    expect([await told(STRANGER), await told(STRANGER)]).toEqual([1, 1]);
  });

  it('close to no stranger’s guesses: after a hundred in a row the password opens in known ones alone', async () => {
    const ada = await member();
    await signIn(ada, HOME);
    const key = (who: string) => createHash('sha256').update(`password:${who}:`).digest();
    const guessed = (person: Person, failures: number) =>
      world.sql(
        `INSERT INTO identity.guess (guess_key, kind, account_id, failures) VALUES ($1, 'password', $2, $3)
         ON CONFLICT (guess_key) DO UPDATE SET failures = excluded.failures`,
        [key(person.email), person.id, failures],
      );
    await guessed(ada, 99);
    expect(codeOf(await password(ada, STRANGER, 'falsch geraten'))).toBe('INVALID_CREDENTIALS');
    await forgetWaiting();
    const [right, wrong] = [await password(ada, STRANGER), await password(ada, STRANGER, 'falsch geraten')];
    expect([codeOf(right), right.text]).toEqual(['TOO_MANY_ATTEMPTS', wrong.text]);
    const nobody = { ...ada, email: 'niemand@example.com' };
    await guessed(nobody, 100);
    expect((await password(nobody, STRANGER)).text).toBe(wrong.text);
    // The owner's own browser goes on, and opens it again for the others.
    expect(codeOf(await signIn(ada, HOME))).toBe('DONE');
    await forgetWaiting();
    expect(codeOf(await password(ada, STRANGER))).toBe('DONE');
    // A browser that was known has a hundred of its own.
    await guessed(ada, 100);
    await world.sql(
      "INSERT INTO identity.guess (guess_key, kind, account_id, failures) VALUES (sha256(convert_to($1, 'UTF8')), 'password', $2, 100)",
      [`password:${ada.email}:${Buffer.from(HOME.browser, 'base64url').toString('hex')}`, ada.id],
    );
    expect(codeOf(await password(ada, HOME))).toBe('TOO_MANY_ATTEMPTS');
    // Another password opens it again; a stronger hash of the same one does not.
    await world.sql('UPDATE identity.password SET hash = hash WHERE account_id = $1', [ada.id]);
    expect(codeOf(await password(ada, HOME))).toBe('TOO_MANY_ATTEMPTS');
    await world.sql('UPDATE identity.password SET changed_at = now() WHERE account_id = $1', [ada.id]);
    expect(codeOf(await password(ada, HOME))).toBe('DONE');
  });

  it('takes no code of the app after a hundred wrong ones, and forgets them by a recovery code', async () => {
    const ada = await member();
    const closed = () =>
      world.sql(
        `INSERT INTO identity.guess (guess_key, kind, account_id, failures) VALUES (sha256(convert_to($1, 'UTF8')), 'code', $2, 100)`,
        [`code:${ada.id}:`, ada.id],
      );
    await closed();
    expect(codeOf(await signIn(ada, HOME, codeFor(ada.secret)))).toBe('TOO_MANY_ATTEMPTS');
    expect(codeOf(await signIn(ada, HOME))).toBe('DONE');
    expect(codeOf(await signIn(ada, HOME, codeFor(ada.secret)))).toBe('DONE');
  });

  it('are swept with what was guessed at nobody', async () => {
    const ada = await member();
    await signIn(ada, HOME);
    await password({ ...ada, email: 'nobody.at.all@example.com' }, STRANGER);
    await world.sql("UPDATE identity.known_browser SET last_seen_at = now() - interval '181 days'");
    await world.sql("UPDATE identity.guess SET last_at = now() - interval '31 days'");
    await world.sql('SELECT identity.sweep()');
    expect(await world.sql('SELECT 1 FROM identity.guess WHERE account_id IS NULL')).toEqual([]);
    // That there was a sign-in ever stays: the next one is told of.
    expect(await world.sql('SELECT account_id FROM identity.known_browser')).toEqual([
      { account_id: ada.id },
    ]);
  });

  it('shows the person their sign-ins, refused ones with the reason, and the network alone', async () => {
    const ada = await member();
    await forgetWaiting();
    await password(ada, STRANGER, 'falsch geraten');
    await signIn(ada, HOME);
    const RECENT = '{ recentSignIns { means succeeded code device network } }';
    const { data } = await world.as(ada).at('identity').run<{ recentSignIns: unknown[] }>(RECENT);
    const home = { device: 'Firefox, Windows', network: '192.0.2.0/24', succeeded: true, code: null };
    expect(data.recentSignIns).toEqual([
      { means: 'SECOND_FACTOR', ...home },
      { means: 'PASSWORD', ...home },
      ...[
        {
          means: 'PASSWORD',
          succeeded: false,
          code: 'INVALID_CREDENTIALS',
          device: null,
          network: '203.0.113.0/24',
        },
      ],
    ]);
    const bob = await world.person('Bob');
    expect((await world.as(bob).at('identity').run(RECENT)).data).toEqual({ recentSignIns: [] });
    await world.sql('UPDATE identity.session SET org_id = $2, connection_id = $2 WHERE account_id = $1', [
      ada.id,
      bob.id,
    ]);
    expect((await world.as(ada).at('identity').run(RECENT)).data).toEqual({ recentSignIns: [] });
  });
});
