import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { identitySubgraph } from '../subgraph.js';
import { createPasswordHasher } from './hasher.js';

const CHANGE = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) }';
const RULES = '{ passwordRules { length lengthBy history historyBy days daysBy } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { next } }';
const FIRST = 'Drei Tassen Tee im Regen';

describe('rules for passwords', () => {
  let world: World;
  let [strict, mild]: TestOrganization[] = [];
  let ada: Person;
  const hasher = createPasswordHasher();
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [strict, mild] = [await world.organization('strenge'), await world.organization('milde')];
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.sql('DELETE FROM tenancy.entry_policy');
    ada = await world.person('Ada Lange');
    for (const each of [strict!, mild!]) await world.join(ada, each, 'member');
    await world.sql('INSERT INTO identity.password (account_id, hash) VALUES ($1, $2)', [
      ada.id,
      await hasher.hash(FIRST),
    ]);
    await world.sql(
      `INSERT INTO identity.passkey (passkey_id, account_id, credential_id, public_key, counter, transports, is_backed_up, name)
       VALUES (uuidv7(), $1::uuid, decode(md5($1::uuid::text), 'hex'), '\\x00', 0, '{}', false, 'Key')`,
      [ada.id],
    );
  });

  const policy = (organization: TestOrganization, length: number, history: number, days: number) =>
    world.sql(`INSERT INTO tenancy.entry_policy VALUES ($1, false, false, 60, 24, '{}', $2, $3, $4, '{}')`, [
      organization.id,
      length,
      history,
      days,
    ]);
  const rule = async (): Promise<number> =>
    (
      await world.sql<{ rule_length: number }>(
        'SELECT rule_length FROM identity.password WHERE account_id = $1',
        [ada.id],
      )
    )[0]!.rule_length;
  /** In a session of its own: a change ends the one in which it was made. */
  const change = async (currentPassword: string, newPassword: string): Promise<string> => {
    await world.sql(
      'UPDATE identity.session SET revoked_at = NULL, mfa_at = now() WHERE account_id = $1 AND assurance = 2',
      [ada.id],
    );
    const { errors } = await world
      .as(ada)
      .at('identity')
      .run(CHANGE, { input: { currentPassword, newPassword } });
    return errors[0]?.message ?? 'changed';
  };

  it('are eight characters and nothing else where nobody asks for more', async () => {
    expect((await world.as(ada).at('identity').run(RULES)).data).toEqual({
      passwordRules: { length: 8, lengthBy: null, history: 0, historyBy: null, days: null, daysBy: null },
    });
    expect(await change(FIRST, 'vX9#kkP')).toContain('at least 8');
    expect(await change(FIRST, 'vX9#kkPq')).toBe('changed');
    expect(await change('vX9#kkPq', FIRST)).toBe('changed');
    expect(await world.sql('SELECT FROM identity.former_password')).toEqual([]);
  });

  it('are the strictest of all Organizations that one belongs to, and say whose they are', async () => {
    await policy(strict!, 20, 0, 90);
    await policy(mild!, 12, 3, 365);
    expect((await world.as(ada).at('identity').run(RULES)).data).toEqual({
      passwordRules: {
        ...{ length: 20, lengthBy: 'Organization strenge', history: 3, historyBy: 'Organization milde' },
        ...{ days: 90, daysBy: 'Organization strenge' },
      },
    });
    expect(await change(FIRST, 'vX9#kkPq!z12345')).toMatch(/“Organization strenge” asks for at least 20/);
    await world.sql(
      'UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE account_id = $1 AND org_id = $2',
      [ada.id, strict!.id],
    );
    expect(await change(FIRST, 'vX9#kkPq!z12345')).toBe('changed');
  });

  it('keep former passwords from coming back, as many as are asked for and no longer', async () => {
    await policy(mild!, 8, 2, 0);
    const passwords = [FIRST, 'Zwei Kannen Kaffee kalt', 'Vier Löffel Honig dazu', 'Fünf Teller Suppe bitte'];
    for (const [index, next] of passwords.slice(1).entries())
      expect(await change(passwords[index]!, next)).toBe('changed');
    expect(await change(passwords[3]!, passwords[2]!)).toContain('had this password before');
    expect(await change(passwords[3]!, passwords[1]!)).toContain('had this password before');
    expect(await change('wrong', passwords[1]!)).toContain('current password is not right');
    expect(await change(passwords[3]!, FIRST)).toBe('changed');
    await world.sql('DELETE FROM tenancy.entry_policy');
    expect(await change(FIRST, passwords[3]!)).toBe('changed');
    expect(await world.sql('SELECT FROM identity.former_password WHERE account_id = $1', [ada.id])).toEqual(
      [],
    );
  });

  it('are known to be kept as soon as the password is typed, without its length being stored', async () => {
    await policy(strict!, 20, 0, 0);
    expect(await rule()).toBe(8);
    const signIn = (password: string) =>
      world
        .as(null)
        .at('identity')
        .run(SIGN_IN, { input: { email: ada.email, password } });
    await signIn('Drei Tassen Tee im Schnee');
    expect(await rule()).toBe(8);
    expect((await signIn(FIRST)).errors).toEqual([]);
    expect(await rule()).toBe(20);
    expect(await change(FIRST, 'Sieben Schalen Milch am Abend')).toBe('changed');
    expect(await rule()).toBe(20);
    await world.sql('UPDATE tenancy.entry_policy SET password_length = 8');
    expect(await change('Sieben Schalen Milch am Abend', FIRST)).toBe('changed');
    expect(await rule()).toBe(8);
  });

  it('take no name of an Organization for a password', async () => {
    await world.sql("UPDATE tenancy.organization SET name = 'Nordwerk Holding' WHERE org_id = $1", [
      mild!.id,
    ]);
    expect(await change(FIRST, 'Nordwerk2026!')).toContain('easy to guess');
  });
});
