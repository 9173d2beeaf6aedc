import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, TEST_ORIGIN, type Answer, type Person, type World } from '#runtime/testing/world.js';
import { giveCredentials, newestEvent } from '#tests/kit/credentials.js';
import { SoftPasskey, type PasskeyFault } from '#tests/kit/passkey.js';
import { identitySubgraph } from '../subgraph.js';
import { PASSKEY_SENTENCES } from './passkey-refusal.js';

const BEGIN_REGISTRATION = 'mutation { beginPasskeyRegistration { json } }';
const REGISTER = 'mutation($input: RegisterPasskeyInput!) { registerPasskey(input: $input) { id } }';
const BEGIN = 'mutation { beginPasskey { json } }';
const SIGN_IN = 'mutation($input: ShownPasskeyInput!) { signInWithPasskey(input: $input) { next } }';
const CONFIRM = 'mutation($input: ShownPasskeyInput!) { confirmPasskey(input: $input) }';
const CHALLENGE = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

const codeOf = ({ errors }: Answer): string => errors[0]?.extensions.code ?? 'DONE';

describe('a passkey that is refused', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  const run = (person: Person | null, document: string, variables: Record<string, unknown> = {}) =>
    world.as(person).at('identity').run(document, variables);
  const json = ({ data, errors }: Answer): string => {
    const [found] = Object.values(data ?? {}) as { json: string }[];
    if (!found) throw new Error(JSON.stringify(errors));
    return found.json;
  };

  async function registering(fault: PasskeyFault = {}) {
    const person = await world.person('Rosa Refus');
    await giveCredentials(world, person);
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [person.id]);
    const key = new SoftPasskey(TEST_ORIGIN);
    const response = key.register(json(await run(person, BEGIN_REGISTRATION)), fault);
    const register = () => run(person, REGISTER, { input: { name: 'Laptop', response } });
    return { person, key, register };
  }

  async function registered(): Promise<{ person: Person; key: SoftPasskey }> {
    const made = await registering();
    expect((await made.register()).errors).toEqual([]);
    return made;
  }

  const show = async (key: SoftPasskey, fault: PasskeyFault = {}): Promise<Answer> =>
    run(null, SIGN_IN, { input: { response: key.show(json(await run(null, BEGIN)), fault) } });
  const notices = async (): Promise<number> =>
    (await world.sql("SELECT 1 FROM platform.outbox_event WHERE topic = 'identity.account_notice'")).length;
  /** The trail's last word about an account. */
  const entry = async (person: Person) => {
    const [last] = await world.sql<{ action: string; outcome: string; code: string }>(
      'SELECT action, outcome, code FROM compliance.audit_entry WHERE subject_id = $1 ORDER BY at DESC, entry_id DESC LIMIT 1',
      [person.id],
    );
    return last;
  };

  it.each<[string, PasskeyFault]>([
    ['passkey.type', { type: 'webauthn.create' }],
    ['passkey.challenge', { challenge: CHALLENGE }],
    ['passkey.origin', { origin: 'http://kopexa.example' }],
    ['passkey.host', { rpId: 'example' }],
    ['passkey.presence', { withoutPresence: true }],
    ['passkey.verification', { withoutVerification: true }],
    ['passkey.signature', { badSignature: true }],
    ['passkey.account', { userHandle: Buffer.alloc(16, 1).toString('base64url') }],
  ])('leaves %s as the reason with the account, and nothing else', async (reason, fault) => {
    const { person, key } = await registered();
    const told = await notices();
    expect(codeOf(await show(key, fault))).toBe('INVALID_PASSKEY');
    expect(await entry(person)).toEqual({
      action: 'session.sign_in_with_passkey',
      outcome: 'denied',
      code: reason,
    });
    expect(await notices()).toBe(told);
  });

  it.each<[string, PasskeyFault]>([
    ['passkey.type', { type: 'webauthn.get' }],
    ['passkey.challenge', { challenge: CHALLENGE }],
    ['passkey.origin', { origin: 'https://kopexa.example.evil' }],
    ['passkey.host', { rpId: 'example' }],
    ['passkey.presence', { withoutPresence: true }],
    ['passkey.verification', { withoutVerification: true }],
  ])('leaves %s as the reason when it was to be set up', async (reason, fault) => {
    const { person, register } = await registering(fault);
    expect(codeOf(await register())).toBe('INVALID_PASSKEY');
    expect(await entry(person)).toEqual({ action: 'passkey.register', outcome: 'denied', code: reason });
  });

  it('tells its owner of a copy, on the page, in the trail and by mail', async () => {
    const { person, key } = await registered();
    expect((await show(key, { counter: 7 })).errors).toEqual([]);
    const refused = await show(key, { counter: 7 });
    expect(Object.values(PASSKEY_SENTENCES.counter)).toContain(refused.errors[0]?.message);
    expect(await entry(person)).toMatchObject({ outcome: 'denied', code: 'passkey.counter' });
    expect(await newestEvent(world, 'identity.account_notice')).toEqual({
      kind: 'passkey_copied',
      accountId: person.id,
    });
  });

  it('speaks of a copy only by the signature of one', async () => {
    const { person, key } = await registered();
    expect((await show(key, { counter: 7 })).errors).toEqual([]);
    const told = await notices();
    await show(key, { counter: 3, badSignature: true });
    expect(await entry(person)).toMatchObject({ code: 'passkey.signature' });
    expect(await notices()).toBe(told);
  });

  it('says what to do when the device verified nobody', async () => {
    const { key } = await registered();
    const refused = await show(key, { withoutVerification: true });
    expect(Object.values(PASSKEY_SENTENCES.verification)).toContain(refused.errors[0]?.message);
  });

  it('has used its challenge up: the same question takes no second answer', async () => {
    const { person, key } = await registered();
    const options = json(await run(person, BEGIN));
    const answer = (fault: PasskeyFault) =>
      run(person, CONFIRM, { input: { response: key.show(options, fault) } });
    expect(codeOf(await answer({ withoutVerification: true }))).toBe('INVALID_PASSKEY');
    expect(codeOf(await answer({}))).toBe('INVALID_PASSKEY');
    expect(await entry(person)).toMatchObject({ code: 'passkey.challenge' });
  });
});
