import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOGINS, SCHEMAS, type Login } from '#runtime/db/roles.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';

/** A subgraph's login in the hands of an attacker: it may run any SQL, and call set_config as it likes. */
describe('a captured database login', () => {
  let world: World;
  let ada: Person;
  let eve: Person;
  let acme: TestOrganization;
  let rival: TestOrganization;
  const clients = new Map<Login, pg.Client>();

  beforeAll(async () => {
    world = await createWorld([]);
    ada = await world.person('Ada Berg');
    eve = await world.person('Eve Fremd');
    acme = await world.organization('acme');
    rival = await world.organization('rival');
    await world.join(ada, acme, 'owner');
    await world.join(eve, rival, 'owner');
    await world.grant(ada, acme, await world.space(acme, 'Richtlinien'), 'manager');
    await world.grant(eve, rival, await world.space(rival, 'Eves Space'), 'manager');
    for (const login of LOGINS) {
      const client = new pg.Client(world.db.logins[login]);
      await client.connect();
      clients.set(login, client);
    }
  });
  afterAll(async () => {
    for (const client of clients.values()) await client.end();
    await world.close();
  });

  const OURS = `n.nspname = ANY('{${SCHEMAS.join(',')}}')`;
  const readable = async (login: Login): Promise<string[]> => {
    const rows = await world.sql<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE ${OURS} AND c.relkind IN ('r', 'p', 'v', 'm') AND has_any_column_privilege($1, c.oid, 'SELECT') ORDER BY 1`,
      [login],
    );
    return rows.map(({ name }) => name);
  };

  const columnsOf = async (login: Login, table: string): Promise<string> => {
    const [row] = await world.sql<{ columns: string }>(
      `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
        WHERE attrelid = $2::regclass AND attnum > 0 AND NOT attisdropped AND has_column_privilege($1, attrelid, attnum, 'SELECT')`,
      [login, table],
    );
    return row?.columns ?? 'NULL';
  };

  /** How many rows a login sees with this context, over all tables; a refusal counts as none. */
  async function rowsSeen(login: Login, context: string | null): Promise<Record<string, number>> {
    const client = clients.get(login)!;
    const seen: Record<string, number> = {};
    for (const table of await readable(login)) {
      await client.query('BEGIN');
      try {
        await client.query("SELECT set_config('kopexa.context', $1, true)", [context ?? '']);
        const { rows } = await client.query(`SELECT 1 FROM ${table}`);
        if (rows.length > 0) seen[table] = rows.length;
      } catch (error) {
        expect((error as { code?: string }).code, table).toBe('KX001');
      } finally {
        await client.query('ROLLBACK');
      }
    }
    return seen;
  }

  const parts = (context: string): string[] => context.split('.');
  const withPart = (context: string, index: number, value: string): string =>
    parts(context)
      .map((part, at) => (at === index ? value : part))
      .join('.');

  test('sees rows with the context that the gateway was given, so what follows means something', async () => {
    const { context } = await world.actor(ada, acme);
    expect(await rowsSeen('kopexa_tenancy', context)).toMatchObject({
      'tenancy.organization': 1,
      'tenancy.space': 1,
    });
    expect(await rowsSeen('kopexa_identity', context)).toMatchObject({ 'identity.account': 1 });
  });

  test.each(LOGINS)(
    '%s sees no row without a context, with a forged, a spliced, an expired or a half one',
    async (login) => {
      const own = (await world.actor(eve, rival)).context;
      const [, , , , , , expires] = parts(own);
      const forged = {
        none: null,
        text: 'admin',
        'an invented one': `kx1.user.${ada.id}.-.${acme.id}.2.${expires}.${'0'.repeat(64)}`,
        'the own one with another Organization': withPart(own, 4, acme.id),
        'the own one with another person': withPart(own, 2, ada.id),
        'the own one with more assurance': withPart(
          (await world.actor(eve, null, { half: true })).context,
          5,
          '2',
        ),
        'the own one with a longer life': withPart(own, 6, String(Number(expires) + 3600)),
        'the own one with parts appended': `${own}.${acme.id}`,
      };
      for (const [what, context] of Object.entries(forged)) {
        expect(await rowsSeen(login, context), what).toEqual({});
      }
    },
  );

  test('sees no row with a context whose minute is over', async () => {
    const [{ context } = { context: '' }] = await world.sql<{ context: string }>(
      "SELECT platform.mint_context('user', $1, NULL, $2, 2::smallint, -1) AS context",
      [ada.id, acme.id],
    );
    for (const login of LOGINS) expect(await rowsSeen(login, context), login).toEqual({});
  });

  test('sees nothing of an Organization before the second factor, even in a genuine context', async () => {
    const [{ context } = { context: '' }] = await world.sql<{ context: string }>(
      "SELECT platform.mint_context('user', $1, NULL, $2, 1::smallint, 60) AS context",
      [ada.id, acme.id],
    );
    for (const login of LOGINS) {
      const seen = Object.keys(await rowsSeen(login, context)).filter(
        (table) => !table.startsWith('identity.'),
      );
      expect(seen, login).toEqual([]);
    }
  });

  test('with the own context sees nothing of another Organization', async () => {
    const own = (await world.actor(eve, rival)).context;
    for (const login of LOGINS) {
      const client = clients.get(login)!;
      for (const table of await readable(login)) {
        await client.query('BEGIN');
        await client.query("SELECT set_config('kopexa.context', $1, true)", [own]);
        const { rows } = await client.query<{ text: string }>(
          `SELECT to_jsonb(t)::text AS text FROM (SELECT ${await columnsOf(login, table)} FROM ${table}) t`,
        );
        await client.query('ROLLBACK');
        for (const { text } of rows) {
          expect(text, `${login} ${table}`).not.toContain(acme.id);
          expect(text, `${login} ${table}`).not.toContain(ada.id);
        }
      }
    }
  });

  test.each(LOGINS)(
    '%s cannot mint a context, read its key, become another role or create anything',
    async (login) => {
      const client = clients.get(login)!;
      for (const sql of [
        "SELECT platform.mint_context('user', NULL, NULL, NULL, 2::smallint, 60)",
        'SELECT key FROM platform.context_key',
        'SELECT wrapped_key FROM platform.subject_key',
        'SET ROLE kopexa_owner',
        'SET ROLE kopexa_definer',
        'SET ROLE kopexa_search',
        'SET SESSION AUTHORIZATION kopexa_owner',
        'SET row_security = off; SELECT 1 FROM platform.outbox_event',
        'CREATE TEMP TABLE t (x int)',
        'CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
        'CREATE TABLE public.t (x int)',
        'ALTER TABLE tenancy.space DISABLE ROW LEVEL SECURITY',
        "COPY (SELECT 1) TO PROGRAM 'true'",
      ]) {
        await expect(client.query(sql), sql).rejects.toThrow(
          /permission denied|must be owner|cannot set|would be affected/,
        );
      }
    },
  );
});
