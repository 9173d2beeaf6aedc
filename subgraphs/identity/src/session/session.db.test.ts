import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type World } from '#runtime/testing/world.js';
import { identitySubgraph } from '../subgraph.js';

const ME = '{ me { assurance } }';

/** The fence of the database, seen from the subgraph's own login: what a captured process could do. */
describe('sessions and credentials behind the database’s fence', () => {
  let world: World;
  let login: pg.Client;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    login = new pg.Client({ connectionString: world.db.logins.kopexa_identity });
    await login.connect();
  });
  afterAll(async () => {
    await login.end();
    await world.close();
  });

  /** Runs SQL as kopexa_identity with the context of a person's session; rows, or the SQLSTATE of its error. */
  async function as(
    person: Person | null,
    options: { half?: boolean },
    sql: string,
    params: unknown[] = [],
  ): Promise<unknown> {
    const { context } = await world.actor(person, null, options);
    await login.query('BEGIN');
    try {
      await login.query("SELECT set_config('kopexa.context', $1, true)", [context]);
      return (await login.query(sql, params)).rows;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await login.query('ROLLBACK');
    }
  }

  it('shows no table of credentials to any login', async () => {
    const ada = await world.person('Ada');
    for (const table of [
      'password',
      'totp_factor',
      'totp_replacement',
      'recovery_code',
      'attempt',
      'first_run',
      'session_visit',
      'known_browser',
      'guess',
    ]) {
      expect([table, await as(ada, {}, `SELECT 1 FROM identity.${table}`)]).toEqual([table, '42501']);
    }
  });

  it('raises no session without a second factor in the same transaction', async () => {
    const ada = await world.person('Ada');
    const rotate = "SELECT identity.rotate_session($1, $2, 'password+totp', '', '')";
    expect(await as(ada, { half: true }, rotate, [newId(), Buffer.alloc(32, 1)])).toBe('KX403');
    expect(
      await as(ada, { half: true }, "SELECT identity.replace_recovery_codes(ARRAY['\\x00'::bytea])"),
    ).toBe('KX403');
    expect(await as(ada, {}, "SELECT identity.begin_replacement('\\x00')")).toBe('KX403');
    expect(await as(ada, {}, 'SELECT identity.replace_factor(1) AS done')).toEqual([{ done: false }]);
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [ada.id],
    );
    expect(await as(ada, {}, rotate, [newId(), Buffer.alloc(32, 1)])).toBe('KX403');
    expect(await as(ada, {}, "SELECT identity.change_password('$argon2id$x')")).toBe('KXSTP');
    expect(await as(ada, { half: true }, 'SELECT identity.own_password_hash() AS hash')).toEqual([
      { hash: null },
    ]);
  });

  it('shows and ends own sessions only, and never brings one back or makes it stronger', async () => {
    const [ada, bob] = [await world.person('Ada'), await world.person('Bob')];
    const owners = 'SELECT DISTINCT account_id FROM identity.session';
    expect(await as(ada, {}, owners)).toEqual([{ account_id: ada.id }]);
    expect(await as(null, {}, owners)).toEqual([]);
    const end = 'UPDATE identity.session SET revoked_at = now() WHERE account_id = $1 RETURNING 1 AS ended';
    expect(await as(ada, {}, end, [bob.id])).toEqual([]);
    for (const change of [
      'assurance = 2',
      "expires_at = 'infinity'",
      'last_seen_at = now()',
      "token_hash = '\\x00'",
    ]) {
      expect([change, await as(ada, {}, `UPDATE identity.session SET ${change}`)]).toEqual([change, '42501']);
    }
    expect(await as(ada, {}, 'UPDATE identity.session SET revoked_at = NULL')).toBe('42501');
    const forged =
      'INSERT INTO identity.session (account_id, token_hash, assurance, authenticated_by) VALUES ($1, $2, 2, $3)';
    expect(await as(ada, {}, forged, [ada.id, Buffer.alloc(32, 2), 'password'])).toBe('42501');
  });

  it('believes no context that the database did not make', async () => {
    const ada = await world.person('Ada');
    const { context } = await world.actor(ada);
    await login.query('BEGIN');
    await login.query("SELECT set_config('kopexa.context', $1, true)", [context.replace(ada.id, newId())]);
    await expect(login.query('SELECT 1 FROM identity.session')).rejects.toMatchObject({ code: 'KX001' });
    await login.query('ROLLBACK');
  });

  it('ends sessions that are a day old, and those that were revoked', async () => {
    for (const change of ["expires_at = now() - interval '1 second'", 'revoked_at = now()']) {
      const ada = await world.person('Ada');
      expect((await world.as(ada).at('identity').run(ME)).data).toEqual({ me: { assurance: 'MFA' } });
      await world.sql(`UPDATE identity.session SET ${change} WHERE account_id = $1`, [ada.id]);
      expect([change, (await world.as(ada).at('identity').run(ME)).data]).toEqual([change, { me: null }]);
    }
  });

  it('sweeps ended sessions after thirty days and keeps the others', async () => {
    const ada = await world.person('Ada');
    await world.sql(
      "UPDATE identity.session SET revoked_at = now() - interval '31 days' WHERE account_id = $1 AND assurance = 1",
      [ada.id],
    );
    const worker = new pg.Client({ connectionString: world.db.logins.kopexa_worker });
    await worker.connect();
    await worker.query('SELECT identity.sweep()');
    await worker.end();
    expect(await world.sql('SELECT assurance FROM identity.session WHERE account_id = $1', [ada.id])).toEqual(
      [{ assurance: 2 }],
    );
  });
});
