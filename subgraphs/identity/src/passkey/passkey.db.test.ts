import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, TEST_ORIGIN, type Answer, type Person, type World } from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { SoftPasskey, type PasskeyFault } from '#tests/kit/passkey.js';
import { identitySubgraph } from '../subgraph.js';

const BEGIN_REGISTRATION = 'mutation { beginPasskeyRegistration { json } }';
const REGISTER =
  'mutation($input: RegisterPasskeyInput!) { registerPasskey(input: $input) { id name isBackedUp lastUsedAt } }';
const RENAME = 'mutation($input: RenamePasskeyInput!) { renamePasskey(input: $input) { id name } }';
const REMOVE = 'mutation($id: ID!) { removePasskey(passkeyId: $id) }';
const LIST = '{ passkeys { id name lastUsedAt } }';
const BEGIN = 'mutation { beginPasskey { json } }';
const SIGN_IN = 'mutation($input: ShownPasskeyInput!) { signInWithPasskey(input: $input) { next } }';
const VERIFY = 'mutation($input: ShownPasskeyInput!) { verifyPasskey(input: $input) { next } }';
const CONFIRM = 'mutation($input: ShownPasskeyInput!) { confirmPasskey(input: $input) }';
const ME = '{ me { email assurance } }';

const codeOf = (answer: Answer): string | undefined => answer.errors[0]?.extensions.code;

describe('a passkey', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  /** As whoever holds this session token. */
  const run = (token: string | null, document: string, variables: Record<string, unknown> = {}) =>
    world
      .as(token === null ? null : { id: '', name: '', email: '', token, halfToken: token })
      .at('identity')
      .run(document, variables);
  const json = (answer: Answer, field: string): string => {
    const found = (answer.data?.[field] as { json: string } | undefined)?.json;
    if (found === undefined) throw new Error(`No options: ${JSON.stringify(answer.errors)}`);
    return found;
  };
  const fresh = (person: Person) =>
    world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
      person.id,
    ]);
  const stale = (person: Person) =>
    world.sql("UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1", [
      person.id,
    ]);

  async function somebody(name: string): Promise<Person> {
    const person = await world.person(name);
    await giveCredentials(world, person);
    await fresh(person);
    return person;
  }

  async function registered(
    name: string,
    fault: PasskeyFault = {},
  ): Promise<{ person: Person; key: SoftPasskey; answer: Answer; id: string }> {
    const person = await somebody(name);
    const key = new SoftPasskey(TEST_ORIGIN);
    const options = json(await run(person.token, BEGIN_REGISTRATION), 'beginPasskeyRegistration');
    const answer = await run(person.token, REGISTER, {
      input: { name: 'Laptop', response: key.register(options, fault) },
    });
    return {
      person,
      key,
      answer,
      id: (answer.data?.['registerPasskey'] as { id: string } | undefined)?.id ?? '',
    };
  }

  const begun = async (token: string | null) => json(await run(token, BEGIN), 'beginPasskey');
  const signIn = async (key: SoftPasskey, fault: PasskeyFault = {}) =>
    run(null, SIGN_IN, { input: { response: key.show(await begun(null), fault) } });

  it('is set up with a name, and signs in alone with both factors', async () => {
    const { person, key, answer } = await registered('Paula Passkey');
    expect(answer.data?.['registerPasskey']).toMatchObject({
      name: 'Laptop',
      isBackedUp: false,
      lastUsedAt: null,
    });
    const signedIn = await signIn(key);
    expect(signedIn.data).toEqual({ signInWithPasskey: { next: 'DONE' } });
    const token = signedIn.extensions.kopexa?.session?.token ?? '';
    expect((await run(token, ME)).data).toEqual({ me: { email: person.email, assurance: 'MFA' } });
    const [listed] = (await run(token, LIST)).data?.['passkeys'] as { lastUsedAt: string | null }[];
    expect(listed?.lastUsedAt).not.toBeNull();
  });

  it('is the second factor after a password', async () => {
    const { person, key } = await registered('Zora Zweit');
    const answer = await run(person.halfToken, VERIFY, {
      input: { response: key.show(await begun(person.halfToken)) },
    });
    expect(answer.data).toEqual({ verifyPasskey: { next: 'DONE' } });
    const token = answer.extensions.kopexa?.session?.token ?? '';
    expect((await run(token, ME)).data).toMatchObject({ me: { assurance: 'MFA' } });
    expect((await run(person.halfToken, ME)).data).toEqual({ me: null });
  });

  it('opens the steps that ask for a fresh second factor', async () => {
    const { person, key, id } = await registered('Frida Frisch');
    await stale(person);
    expect(codeOf(await run(person.token, BEGIN_REGISTRATION))).toBe('STEP_UP_REQUIRED');
    expect(codeOf(await run(person.token, REMOVE, { id }))).toBe('STEP_UP_REQUIRED');
    const shown = await run(person.token, CONFIRM, {
      input: { response: key.show(await begun(person.token)) },
    });
    expect(shown.data).toEqual({ confirmPasskey: true });
    expect((await run(person.token, REMOVE, { id })).data).toEqual({ removePasskey: true });
  });

  it.each<[string, PasskeyFault]>([
    ['made at another origin', { origin: 'https://kopexa.example.evil' }],
    ['made at another port', { origin: `${TEST_ORIGIN}:8443` }],
    ['made without TLS', { origin: 'http://kopexa.example' }],
    ['made for another host', { rpId: 'example' }],
    ['made for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['shown instead of made', { type: 'webauthn.get' }],
    ['made without user verification', { withoutVerification: true }],
    ['made without anybody there', { withoutPresence: true }],
  ])('is not set up when it was %s', async (_name, fault) => {
    const { answer, person } = await registered(`Wer ${Math.random()}`, fault);
    expect(codeOf(answer)).toBe('INVALID_PASSKEY');
    expect((await run(person.token, LIST)).data).toEqual({ passkeys: [] });
  });

  it.each<[string, PasskeyFault]>([
    ['at another origin', { origin: 'https://kopexa.example.evil' }],
    ['for another host', { rpId: 'evil.example' }],
    ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['as if it were being made', { type: 'webauthn.create' }],
    ['without user verification', { withoutVerification: true }],
    ['without anybody there', { withoutPresence: true }],
    ['with another signature', { badSignature: true }],
    ['for another account', { userHandle: Buffer.alloc(16, 1).toString('base64url') }],
  ])('does not sign in when it is shown %s', async (_name, fault) => {
    const { key } = await registered(`Wer ${Math.random()}`);
    const refused = await signIn(key, fault);
    expect(codeOf(refused)).toBe('INVALID_PASSKEY');
    expect(refused.extensions.kopexa?.session).toBeUndefined();
    expect((await signIn(key)).errors).toEqual([]);
  });

  it('does not sign in when its counter does not grow: it was copied', async () => {
    const { key } = await registered('Karl Kopie');
    expect((await signIn(key, { counter: 7 })).errors).toEqual([]);
    expect(codeOf(await signIn(key, { counter: 7 }))).toBe('INVALID_PASSKEY');
    expect(codeOf(await signIn(key, { counter: 3 }))).toBe('INVALID_PASSKEY');
    expect(codeOf(await signIn(key, { counter: 0 }))).toBe('INVALID_PASSKEY');
    expect((await signIn(key, { counter: 8 })).errors).toEqual([]);
  });

  it('is shown once for each challenge, also twice at the same moment', async () => {
    const { key } = await registered('Einmal Nur');
    const options = await begun(null);
    const responses = [key.show(options), key.show(options)];
    const answers = await Promise.all(
      responses.map((response) => run(null, SIGN_IN, { input: { response } })),
    );
    expect(answers.map(codeOf).filter(Boolean)).toEqual(['INVALID_PASSKEY']);
    expect(codeOf(await run(null, SIGN_IN, { input: { response: key.show(options) } }))).toBe(
      'INVALID_PASSKEY',
    );
  });

  it('is not shown with a challenge of another session, or one that is too old', async () => {
    const { key, person } = await registered('Sven Sitzung');
    const other = await registered('Otto Other');
    const ofOther = await begun(other.person.halfToken);
    expect(codeOf(await run(person.halfToken, VERIFY, { input: { response: key.show(ofOther) } }))).toBe(
      'INVALID_PASSKEY',
    );
    const ofNobody = await begun(null);
    expect(codeOf(await run(person.halfToken, VERIFY, { input: { response: key.show(ofNobody) } }))).toBe(
      'INVALID_PASSKEY',
    );
    const old = await begun(null);
    await world.sql("UPDATE identity.passkey_challenge SET expires_at = now() - interval '1 second'");
    expect(codeOf(await run(null, SIGN_IN, { input: { response: key.show(old) } }))).toBe('INVALID_PASSKEY');
  });

  it('of somebody else is no second factor', async () => {
    const { key } = await registered('Fremder Schlüssel');
    const mine = await registered('Eigener Schlüssel');
    const options = await begun(mine.person.halfToken);
    expect(codeOf(await run(mine.person.halfToken, VERIFY, { input: { response: key.show(options) } }))).toBe(
      'INVALID_PASSKEY',
    );
  });

  it('does nothing any more once it is removed, and nobody else can remove or rename it', async () => {
    const { key, person, id } = await registered('Renate Räumt');
    const other = await somebody('Erna Anders');
    expect(codeOf(await run(other.token, REMOVE, { id }))).toBe('NOT_FOUND');
    expect(codeOf(await run(other.token, RENAME, { input: { passkeyId: id, name: 'Meiner' } }))).toBe(
      'NOT_FOUND',
    );
    const renamed = await run(person.token, RENAME, { input: { passkeyId: id, name: ' Büro ' } });
    expect(renamed.data).toEqual({ renamePasskey: { id, name: 'Büro' } });
    expect((await run(person.token, REMOVE, { id })).errors).toEqual([]);
    expect(codeOf(await signIn(key))).toBe('INVALID_PASSKEY');
    expect((await run(person.token, LIST)).data).toEqual({ passkeys: [] });
  });

  it('is not begun with a password alone, and an account without one is told so', async () => {
    const person = await somebody('Ohne Passkey');
    expect(codeOf(await run(person.halfToken, BEGIN_REGISTRATION))).toBe('SECOND_FACTOR_REQUIRED');
    const answer = await run(person.halfToken, BEGIN);
    expect(codeOf(answer)).toBe('INVALID_PASSKEY');
    expect(answer.errors[0]?.message).toMatch(/authenticator app|Authenticator-App/);
  });

  it('answers ugly input with a sentence', async () => {
    for (const response of ['', '{}', 'null', '[]', '{"id":"x"}', `"${'x'.repeat(30_000)}"`, '{"id":{}}']) {
      const answer = await run(null, SIGN_IN, { input: { response } });
      expect(codeOf(answer), response.slice(0, 20)).toBe('INVALID_INPUT');
      expect(answer.errors[0]?.extensions['field']).toBe('input.response');
    }
  });
});
