import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Answer, type Person, type World } from '#runtime/testing/world.js';
import { codeFor, giveCredentials, newestEvent } from '#tests/kit/credentials.js';
import { identitySubgraph } from '../subgraph.js';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code.js';
import { normaliseCode } from './totp.js';

const BEGIN =
  'mutation ($input: CodeInput!) { beginTotpReplacement(input: $input) { secret uri qrCodeSvg } }';
const CONFIRM =
  'mutation ($input: CodeInput!) { confirmTotpReplacement(input: $input) { recoveryCodes next } }';
const VERIFY = 'mutation ($input: CodeInput!) { verifySecondFactor(input: $input) { next } }';
const ME = '{ me { assurance recoveryCodesLeft } }';

const codeOf = (answer: Answer): string => answer.errors[0]?.extensions.code ?? 'DONE';

describe('replacing the authenticator app', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  /** Somebody with an app, recovery codes and a session. */
  async function enrolled(): Promise<{ ada: Person; present: string; codes: string[] }> {
    const ada = await world.person('Ada');
    const present = await giveCredentials(world, ada);
    const codes = newRecoveryCodes();
    for (const code of codes)
      await world.sql('INSERT INTO identity.recovery_code (account_id, hash) VALUES ($1, $2)', [
        ada.id,
        hashRecoveryCode(ada.id, normaliseCode(code)),
      ]);
    return { ada, present, codes };
  }

  const run = (person: Person, document: string, code: string, half = false): Promise<Answer> =>
    world.as(person, null, { half }).at('identity').run(document, { input: { code } });

  async function begin(person: Person, code: string): Promise<string> {
    const answer = await run(person, BEGIN, code);
    return (answer.data['beginTotpReplacement'] as { secret: string }).secret;
  }

  /** Signs in again as far as the password goes. */
  const signInAgain = (person: Person): Promise<object[]> =>
    world.sql('UPDATE identity.session SET revoked_at = NULL WHERE account_id = $1 AND assurance = 1', [
      person.id,
    ]);

  it('takes a code of the present app, goes on in a new session and ends everything before', async () => {
    const { ada, present, codes } = await enrolled();
    const secret = await begin(ada, codeFor(present));
    expect(secret).not.toBe(present);
    const [factor] = await world.sql<{ confirmed: boolean }>(
      'SELECT confirmed_at IS NOT NULL AS confirmed FROM identity.totp_factor WHERE account_id = $1',
      [ada.id],
    );
    expect(factor).toEqual({ confirmed: true });

    const confirmed = await run(ada, CONFIRM, codeFor(secret));
    const { recoveryCodes } = confirmed.data['confirmTotpReplacement'] as { recoveryCodes: string[] };
    expect(recoveryCodes).toHaveLength(10);
    expect((await newestEvent(world))['kind']).toBe('second_factor_replaced');
    expect((await world.as(ada).at('identity').run(ME)).data).toEqual({ me: null });
    const here = { ...ada, token: confirmed.extensions.kopexa!.session!.token };
    expect((await world.as(here).at('identity').run(ME)).data).toEqual({
      me: { assurance: 'MFA', recoveryCodesLeft: 10 },
    });
    const others = await world.sql(
      'SELECT 1 FROM identity.session WHERE account_id = $1 AND revoked_at IS NULL',
      [ada.id],
    );
    expect(others).toHaveLength(1);

    // The old app, an old recovery code and the code that confirmed are refused; a new recovery code is good.
    await world.sql('UPDATE identity.totp_factor SET last_step = last_step - 2 WHERE account_id = $1', [
      ada.id,
    ]);
    await signInAgain(ada);
    for (const old of [codeFor(present), codes[1]!])
      expect(codeOf(await run(ada, VERIFY, old, true))).toBe('INVALID_CODE');
    expect(codeOf(await run(ada, VERIFY, recoveryCodes[0]!, true))).toBe('DONE');
  });

  it('takes a recovery code, once, and tells the owner', async () => {
    const { ada, codes } = await enrolled();
    const secret = await begin(ada, codes[0]!);
    expect((await newestEvent(world))['kind']).toBe('recovery_code_used');
    expect(codeOf(await run(ada, BEGIN, codes[0]!))).toBe('INVALID_CODE');
    expect(codeOf(await run(ada, CONFIRM, codeFor(secret)))).toBe('DONE');
  });

  it('leaves the present app in force until the new one is confirmed', async () => {
    const { ada, present, codes } = await enrolled();
    const secret = await begin(ada, codes[0]!);
    expect(codeOf(await run(ada, VERIFY, codeFor(secret), true))).toBe('INVALID_CODE');
    expect(codeOf(await run(ada, VERIFY, codeFor(present), true))).toBe('DONE');
  });

  it('uses the code that confirms it up', async () => {
    const { ada, codes } = await enrolled();
    const secret = await begin(ada, codes[0]!);
    const code = codeFor(secret);
    const both = await Promise.all([run(ada, CONFIRM, code), run(ada, CONFIRM, code)]);
    expect(both.map(codeOf).filter((outcome) => outcome === 'DONE')).toHaveLength(1);
    await signInAgain(ada);
    expect(codeOf(await run(ada, VERIFY, code, true))).toBe('INVALID_CODE');
  });

  it('refuses wrong codes and slows them down', async () => {
    const { ada, codes } = await enrolled();
    expect(codeOf(await run(ada, BEGIN, '000000'))).toBe('INVALID_CODE');
    await begin(ada, codes[0]!);
    const outcomes: string[] = [];
    for (let guess = 0; guess < 6; guess += 1) outcomes.push(codeOf(await run(ada, CONFIRM, '000000')));
    expect(outcomes.slice(0, 5)).toEqual(Array(5).fill('INVALID_CODE'));
    expect(outcomes[5]).toBe('TOO_MANY_ATTEMPTS');
  });

  it('refuses what was not begun, what expired and what another session began', async () => {
    const { ada, codes } = await enrolled();
    expect(codeOf(await run(ada, CONFIRM, '000000'))).toBe('CONFLICT');
    const secret = await begin(ada, codes[0]!);
    const change = async (sql: string, params: unknown[] = []): Promise<string> => {
      await world.sql(`UPDATE identity.totp_replacement SET ${sql} WHERE account_id = $1`, [
        ada.id,
        ...params,
      ]);
      return codeOf(await run(ada, CONFIRM, codeFor(secret)));
    };
    expect(await change("expires_at = now() - interval '1 second'")).toBe('CONFLICT');
    expect(await change("expires_at = now() + interval '1 minute', session_id = $2", [newId()])).toBe(
      'CONFLICT',
    );
  });

  it('is closed to sessions with a password alone, even behind the rules', async () => {
    const { ada, codes } = await enrolled();
    for (const document of [BEGIN, CONFIRM])
      expect(codeOf(await run(ada, document, codes[0]!, true))).toBe('SECOND_FACTOR_REQUIRED');
    const login = new pg.Client({ connectionString: world.db.logins.kopexa_identity });
    await login.connect();
    const { context } = await world.actor(ada, null, { half: true });
    await login.query('BEGIN');
    await login.query("SELECT set_config('kopexa.context', $1, true)", [context]);
    await login.query('SELECT identity.use_recovery_code($1)', [
      hashRecoveryCode(ada.id, normaliseCode(codes[0]!)),
    ]);
    await expect(login.query("SELECT identity.begin_replacement('\\x00')")).rejects.toMatchObject({
      code: 'KX403',
    });
    await login.end();
  });

  it('sweeps away what nobody confirmed', async () => {
    const { ada, codes } = await enrolled();
    await begin(ada, codes[0]!);
    await world.sql("UPDATE identity.totp_replacement SET expires_at = now() - interval '1 second'");
    const worker = new pg.Client({ connectionString: world.db.logins.kopexa_worker });
    await worker.connect();
    await worker.query('SELECT identity.sweep()');
    await worker.end();
    expect(await world.sql('SELECT 1 FROM identity.totp_replacement')).toEqual([]);
  });
});
