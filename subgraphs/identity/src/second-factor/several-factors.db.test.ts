import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, TEST_ORIGIN, type Answer, type Person, type World } from '#runtime/testing/world.js';
import { codeFor, giveCredentials, givePassword, newestEvent, PASSWORD } from '#tests/kit/credentials.js';
import { SoftPasskey } from '#tests/kit/passkey.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { identitySubgraph } from '../subgraph.js';

const BEGIN = 'mutation { beginAuthenticatorApp { secret } }';
const ADD = 'mutation ($input: AddAuthenticatorAppInput!) { addAuthenticatorApp(input: $input) { id name } }';
const REMOVE = 'mutation ($id: ID!) { removeAuthenticatorApp(appId: $id) }';
const APPS = '{ authenticatorApps { id name lastUsedAt } }';
const VERIFY = 'mutation ($input: CodeInput!) { verifySecondFactor(input: $input) { next } }';
const RENEW = 'mutation { renewRecoveryCodes { recoveryCodes } }';
const BEGIN_KEY = 'mutation { beginPasskeyEnrolment { json } }';
const CONFIRM_KEY =
  'mutation ($input: RegisterPasskeyInput!) { confirmPasskeyEnrolment(input: $input) { recoveryCodes next } }';
const REMOVE_KEY = 'mutation ($id: ID!) { removePasskey(passkeyId: $id) }';
const BEGIN_APP = 'mutation { beginTotpEnrolment { secret } }';
const CONFIRM_APP = 'mutation ($input: CodeInput!) { confirmTotpEnrolment(input: $input) { next } }';
const ME = '{ me { assurance secondFactors secondFactorEnrolled hasPassword recoveryCodesLeft } }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { next } }';

const codeOf = (answer: Answer): string => answer.errors[0]?.extensions.code ?? 'DONE';

describe('several second factors', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  const at = (person: Person, half = false) => world.as(person, null, { half }).at('identity');
  const fresh = (person: Person) =>
    world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
      person.id,
    ]);
  const stale = (person: Person) =>
    world.sql("UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1", [
      person.id,
    ]);
  /** Signs in again as far as the password goes. */
  const revive = (person: Person) =>
    world.sql(
      "UPDATE identity.session SET revoked_at = NULL WHERE account_id = $1 AND authenticated_by = 'password'",
      [person.id],
    );
  const verify = async (person: Person, code: string): Promise<string> => {
    const outcome = codeOf(await at(person, true).run(VERIFY, { input: { code } }));
    await revive(person);
    return outcome;
  };

  async function withApp(name: string): Promise<{ person: Person; first: string }> {
    const person = await world.person(name);
    const first = await giveCredentials(world, person);
    await fresh(person);
    return { person, first };
  }

  async function addApp(person: Person, name: string): Promise<{ secret: string; id: string }> {
    const { secret } = (await at(person).run(BEGIN)).data['beginAuthenticatorApp'] as { secret: string };
    const added = await at(person).run(ADD, { input: { code: codeFor(secret), name } });
    return { secret, id: (added.data['addAuthenticatorApp'] as { id: string }).id };
  }

  /** Somebody whose only factor is a passkey, enrolled after the password. */
  async function withPasskey(name: string): Promise<{ person: Person; codes: string[]; here: Person }> {
    const person = await world.person(name);
    await givePassword(world, person);
    const { json } = (await at(person, true).run(BEGIN_KEY)).data['beginPasskeyEnrolment'] as {
      json: string;
    };
    const input = { name: 'Handy', response: new SoftPasskey(TEST_ORIGIN).register(json) };
    const answer = await at(person, true).run(CONFIRM_KEY, { input });
    const { recoveryCodes } = answer.data['confirmPasskeyEnrolment'] as { recoveryCodes: string[] };
    const here = { ...person, token: answer.extensions.kopexa!.session!.token };
    return { person, codes: recoveryCodes, here };
  }

  it('takes codes of each app, each code once, and shows when each was used', async () => {
    const { person, first } = await withApp('Ada');
    const second = await addApp(person, 'Tablet');
    expect((await newestEvent(world))['kind']).toBe('app_added');
    // The code that confirmed it is used up; the other app's is not.
    expect(await verify(person, codeFor(second.secret))).toBe('INVALID_CODE');
    expect(await verify(person, codeFor(first))).toBe('DONE');
    expect(await verify(person, codeFor(first))).toBe('INVALID_CODE');
    await world.sql('UPDATE identity.totp_factor SET last_step = 0 WHERE factor_id = $1', [second.id]);
    expect(await verify(person, codeFor(second.secret))).toBe('DONE');
    const { authenticatorApps } = (await at(person).run(APPS)).data as {
      authenticatorApps: { name: string; lastUsedAt: string | null }[];
    };
    expect(authenticatorApps.map(({ name }) => name)).toEqual(['Authenticator', 'Tablet']);
    expect(authenticatorApps.every(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true);
  });

  it('takes one code sent twice at the same moment once, with two apps as with one', async () => {
    const { person, first } = await withApp('Amy');
    await addApp(person, 'Tablet');
    const code = codeFor(first);
    const both = await Promise.all([verify(person, code), verify(person, code)]);
    expect(both.filter((outcome) => outcome === 'DONE')).toHaveLength(1);
  });

  it('adds and removes only after a fresh factor, and never the last one', async () => {
    const { person, first } = await withApp('Bob');
    const second = await addApp(person, 'Tablet');
    await stale(person);
    for (const [document, id] of [[BEGIN], [REMOVE, second.id], [RENEW]] as const)
      expect(codeOf(await at(person).run(document, { id }))).toBe('STEP_UP_REQUIRED');
    await fresh(person);
    const [one] = await world.sql<{ id: string }>(
      'SELECT factor_id AS id FROM identity.totp_factor WHERE account_id = $1 AND factor_id <> $2',
      [person.id, second.id],
    );
    expect(codeOf(await at(person).run(REMOVE, { id: one!.id }))).toBe('DONE');
    expect((await newestEvent(world))['kind']).toBe('app_removed');
    const refused = await at(person).run(REMOVE, { id: second.id });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'appId' });
    expect(await verify(person, codeFor(first))).toBe('INVALID_CODE');
    const [gone] = await world.sql<{ bytes: number }>(
      'SELECT length(sealed) AS bytes FROM identity.totp_factor WHERE factor_id = $1',
      [one!.id],
    );
    expect(gone).toEqual({ bytes: 0 });
    const open = await replaceInFunction(world, 'identity.remove_app(uuid)', [
      'NOT identity.has_second_factor(account)',
      'false',
    ]);
    await open.around(async () => {
      expect(codeOf(await at(person).run(REMOVE, { id: second.id }))).toBe('DONE');
    });
  });

  it('keeps the last factor also when two removals come at the same moment', async () => {
    const { person } = await withApp('Cem');
    const second = await addApp(person, 'Tablet');
    const [one] = await world.sql<{ id: string }>(
      'SELECT factor_id AS id FROM identity.totp_factor WHERE account_id = $1 AND factor_id <> $2',
      [person.id, second.id],
    );
    const both = await Promise.all(
      [one!.id, second.id].map(async (id) => codeOf(await at(person).run(REMOVE, { id }))),
    );
    expect(both.sort()).toEqual(['DONE', 'INVALID_INPUT']);
  });

  it('does not add what another session began, or with another code', async () => {
    const { person } = await withApp('Dora');
    const { secret } = (await at(person).run(BEGIN)).data['beginAuthenticatorApp'] as { secret: string };
    expect(codeOf(await at(person).run(ADD, { input: { code: '000000', name: 'X' } }))).toBe('INVALID_CODE');
    await world.sql('UPDATE identity.totp_replacement SET session_id = uuidv7() WHERE account_id = $1', [
      person.id,
    ]);
    expect(codeOf(await at(person).run(ADD, { input: { code: codeFor(secret), name: 'X' } }))).toBe(
      'CONFLICT',
    );
  });

  it('enrols a passkey as the first factor, with recovery codes, and asks for a factor from then on', async () => {
    const { person, codes, here } = await withPasskey('Ela');
    expect(codes).toHaveLength(10);
    expect((await at(here).run(ME)).data['me']).toEqual({
      assurance: 'MFA',
      secondFactors: ['PASSKEY'],
      secondFactorEnrolled: true,
      hasPassword: true,
      recoveryCodesLeft: 10,
    });
    const signedIn = await world
      .as(null)
      .at('identity')
      .run(SIGN_IN, { input: { email: person.email, password: PASSWORD } });
    expect(signedIn.data['signIn']).toEqual({ next: 'VERIFY_SECOND_FACTOR' });
    await revive(person);
    expect(await verify(person, codes[0]!)).toBe('DONE');
  });

  it('lets nobody with a password alone enrol once there is a factor of either kind', async () => {
    const { person, here } = await withPasskey('Finn');
    await revive(person);
    for (const document of [BEGIN_APP, BEGIN_KEY])
      expect(codeOf(await at(person, true).run(document))).toBe('CONFLICT');
    const { person: other } = await withApp('Fritz');
    for (const document of [BEGIN_APP, BEGIN_KEY])
      expect(codeOf(await at(other, true).run(document))).toBe('CONFLICT');
    const open = await replaceInFunction(world, 'identity.enrolment_bar()', ["'ENROLLED'", 'NULL']);
    await open.around(async () => {
      expect(codeOf(await at(other, true).run(BEGIN_APP))).toBe('DONE');
    });
    const [key] = await world.sql<{ id: string }>(
      'SELECT passkey_id AS id FROM identity.passkey WHERE account_id = $1',
      [person.id],
    );
    expect((await at(here).run(REMOVE_KEY, { id: key!.id })).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'passkeyId',
    });
  });

  it('lets one of two first factors stand when both are set up at the same moment', async () => {
    const person = await world.person('Gero');
    await givePassword(world, person);
    const { secret } = (await at(person, true).run(BEGIN_APP)).data['beginTotpEnrolment'] as {
      secret: string;
    };
    const { json } = (await at(person, true).run(BEGIN_KEY)).data['beginPasskeyEnrolment'] as {
      json: string;
    };
    const input = { name: 'Handy', response: new SoftPasskey(TEST_ORIGIN).register(json) };
    const outcomes = await Promise.all([
      at(person, true).run(CONFIRM_APP, { input: { code: codeFor(secret) } }),
      at(person, true).run(CONFIRM_KEY, { input }),
    ]);
    expect(outcomes.map(codeOf).filter((outcome) => outcome === 'DONE')).toHaveLength(1);
  });

  it('changes the password after a step-up where there is no app, and not without one', async () => {
    const { here } = await withPasskey('Hanna');
    const input = { currentPassword: PASSWORD, newPassword: 'Nebel Quelle Fjord Sieben' };
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [here.id],
    );
    expect(codeOf(await at(here).run(CHANGE, { input }))).toBe('STEP_UP_REQUIRED');
    await fresh(here);
    expect(codeOf(await at(here).run(CHANGE, { input }))).toBe('DONE');
  });

  it('makes new recovery codes with a fresh factor of either kind; the old ones end', async () => {
    const { person, codes, here } = await withPasskey('Ida');
    const answer = await at(here).run(RENEW);
    const { recoveryCodes } = answer.data['renewRecoveryCodes'] as { recoveryCodes: string[] };
    expect(recoveryCodes).toHaveLength(10);
    await revive(person);
    expect(await verify(person, codes[0]!)).toBe('INVALID_CODE');
    expect(await verify(person, recoveryCodes[0]!)).toBe('DONE');
  });

  it('stays closed to a session that came by a connection, in the database too', async () => {
    const { person } = await withApp('Jan');
    const second = await addApp(person, 'Tablet');
    await world.sql(
      'UPDATE identity.session SET org_id = uuidv7(), connection_id = uuidv7() WHERE account_id = $1 AND assurance = 2',
      [person.id],
    );
    const input = { currentPassword: PASSWORD, newPassword: 'Nebel Quelle Fjord Sieben' };
    for (const document of [BEGIN, REMOVE, RENEW, CHANGE])
      expect(codeOf(await at(person).run(document, { id: second.id, input }))).toBe('FORBIDDEN');
    const open = await replaceInFunction(world, 'identity.refuse_bound()', ['identity.is_bound()', 'false']);
    await open.around(async () => {
      expect(codeOf(await at(person).run(BEGIN))).toBe('DONE');
    });
  });
});
