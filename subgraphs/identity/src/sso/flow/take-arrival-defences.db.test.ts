import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import * as kit from '#tests/kit/sso.js';
import { asserted, DOUBLE } from '#tests/kit/sso-double.js';
import { identitySubgraph } from '../../subgraph.js';

const ATTEMPT = 'identity.take_attempt(bytea)';
const MESSAGE = 'identity.take_message(uuid,bytea,timestamptz)';
const TAKE = 'identity.take_arrival(bytea,bytea,text)';
const LINK = 'identity.link_arrival(bytea,bytea,text,text,boolean,text,uuid,uuid)';
const TEST = 'identity.take_test_arrival(bytea,bytea)';
const LOCK_DOMAIN = 'identity.lock_domain(uuid)';

/** As somebody who captured the login of identity: nothing in front of the functions helps. */
describe('what keeps an arrival from being taken wrongly', () => {
  let world: World;
  let client: pg.Client;
  let [owner, member, colleague]: Person[] = [];
  let acme: TestOrganization;
  let rivals: TestOrganization;
  let connection: string;

  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [owner, member, colleague] = [
      await world.person('Olga Eigen'),
      await world.person('Mia Mitglied'),
      await world.person('Karl Kollege'),
    ];
    [acme, rivals] = [await world.organization('acme'), await world.organization('rivals')];
    await world.join(owner, acme, 'owner');
    await world.join(owner, rivals, 'owner');
    await world.join(member, acme, 'member');
    await world.join(colleague, acme, 'admin');
    for (const [person, email] of [
      [member, 'mia@acme.example'],
      [colleague, 'karl@acme.example'],
    ] as const)
      await world.sql('UPDATE identity.account SET email = $2 WHERE account_id = $1', [person.id, email]);
    connection = await kit.giveConnection(world, acme, owner, DOUBLE);
    await kit.giveDomain(world, acme, owner, 'acme.example', connection);
    client = new pg.Client({ connectionString: world.db.logins.kopexa_identity });
    await client.connect();
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await world.close();
  });

  const browser = kit.newBrowser();
  const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();
  const cookieOf = ({ id }: kit.Browser): Buffer => Buffer.from(id, 'base64url');
  /** An arrival of Mia to sign in, and one of Olga's test run; anew for each case. */
  let [arrival, trial]: Buffer[] = [];
  beforeEach(async () => {
    const keep = async (by: kit.Browser, purpose: 'sign_in' | 'test'): Promise<Buffer> =>
      hashed(await kit.leaveArrival(world, connection, by, asserted('mia'), purpose));
    [arrival, trial] = [await keep(browser, 'sign_in'), await keep({ ...browser, person: owner! }, 'test')];
    await world.sql("UPDATE identity.connection SET status = 'active'");
  });

  /** Whether a statement goes through in somebody's context; it is never kept. */
  const goes = async (
    person: Person | null,
    at: TestOrganization | null,
    sql: string,
    values: unknown[],
  ): Promise<boolean> => {
    const { context } = await world.actor(person, at);
    await client.query('BEGIN');
    try {
      await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
      const { rows } = await client.query<{ said: unknown }>(`SELECT ${sql} AS said`, values);
      return rows.length > 0 && rows[0]?.said !== false;
    } catch (error) {
      expect((error as { code: string }).code).toMatch(/^KX/);
      return false;
    } finally {
      await client.query('ROLLBACK');
    }
  };
  /** Somebody says that the arrival is theirs. */
  const link = (
    person: Person,
    more: { by?: kit.Browser; mail?: string; isVouched?: boolean; handle?: Buffer } = {},
  ): Promise<boolean> =>
    goes(
      person,
      null,
      `(SELECT outcome = 'linked' FROM identity.link_arrival($1, $2, 'mia', $3, $4, NULL, $5, $6))`,
      [
        more.handle ?? arrival,
        cookieOf(more.by ?? browser),
        more.mail ?? 'mia@acme.example',
        more.isVouched ?? true,
        newId(),
        newId(),
      ],
    );
  const takeTest = (person: Person, at: TestOrganization, handle = trial): Promise<boolean> =>
    goes(person, at, '(SELECT count(*) > 0 FROM identity.take_test_arrival($1, $2))', [
      handle,
      cookieOf(browser),
    ]);
  const takeAttempt = async (spoil: string): Promise<boolean> => {
    const state = hashed(newId());
    await world.sql(
      `INSERT INTO identity.sso_attempt (state_hash, connection_id, org_id, version, purpose, browser, kept, return_path)
         VALUES ($1, $2, $3, 1, 'sign_in', $4, 'kept', '/')`,
      [state, connection, acme.id, cookieOf(browser)],
    );
    await world.sql(`UPDATE identity.sso_attempt SET ${spoil} WHERE state_hash = $1`, [state]);
    return goes(null, null, '(SELECT is_good FROM identity.take_attempt($1))', [state]);
  };
  const spoil = (what: string): Promise<unknown> =>
    world.sql(`UPDATE identity.sso_arrival SET ${what} WHERE handle_hash = ANY($1)`, [[arrival, trial]]);

  type Case = [what: string, fn: string, edit: readonly [string, string], attempt: () => Promise<boolean>];
  const DEFENCES: Case[] = [
    [
      'an attempt for the second time',
      ATTEMPT,
      ['a.taken_at IS NULL AND a.expires_at', 'a.expires_at'],
      () => takeAttempt('taken_at = now()'),
    ],
    [
      'an attempt that is over',
      ATTEMPT,
      [' AND a.expires_at > clock_timestamp()', ''],
      () => takeAttempt("expires_at = now() - interval '1 second'"),
    ],
    [
      'a message for the second time',
      MESSAGE,
      ['RETURN FOUND', 'RETURN true'],
      async () => {
        const message = hashed(newId());
        await world.sql(
          "INSERT INTO identity.seen_message (connection_id, message_hash, expires_at) VALUES ($1, $2, now() + interval '1 hour')",
          [connection, message],
        );
        return goes(null, null, "identity.take_message($1, $2, now() + interval '1 hour')", [
          connection,
          message,
        ]);
      },
    ],
    [
      'an arrival that was taken, to be linked',
      TAKE,
      [' AND a.taken_at IS NULL', ''],
      async () => {
        await spoil('taken_at = now()');
        return link(member!);
      },
    ],
    [
      'an arrival that is over, to be linked',
      TAKE,
      [' AND a.expires_at > clock_timestamp()', ''],
      async () => {
        await spoil("expires_at = now() - interval '1 second'");
        return link(member!);
      },
    ],
    [
      'an arrival of another browser, to be linked',
      TAKE,
      [' AND a.browser = visitor', ''],
      () => link(member!, { by: kit.newBrowser() }),
    ],
    ['a test run, to be linked', TAKE, [' AND a.purpose = aim', ''], () => link(member!, { handle: trial! })],
    [
      'a sign-in without a second factor, to link by',
      LINK,
      [' OR c.assurance < 2', ''],
      () => link({ ...member!, token: member!.halfToken }),
    ],
    [
      'an address that nobody vouches for, to be linked',
      LINK,
      ['mail IS NULL OR NOT is_vouched', 'mail IS NULL'],
      () => link(member!, { isVouched: false }),
    ],
    ['an arrival of somebody else, to be linked', LINK, [' AND p.email = mail', ''], () => link(colleague!)],
    [
      'an address of a foreign domain, to be linked',
      LINK,
      ['NOT identity.holds_domain(a.org_id, mail)', 'false'],
      async () => {
        const email = 'mia@foreign.example';
        await world.sql('UPDATE identity.account SET email = $2 WHERE account_id = $1', [member!.id, email]);
        const said = await link(member!, { mail: email });
        await world.sql('UPDATE identity.account SET email = $2 WHERE account_id = $1', [
          member!.id,
          'mia@acme.example',
        ]);
        return said;
      },
    ],
    [
      'an arrival by a connection that is off, to be linked',
      LINK,
      ["held.status IS DISTINCT FROM 'active' OR", ''],
      async () => {
        await world.sql("UPDATE identity.connection SET status = 'off'");
        return link(member!);
      },
    ],
    [
      'a test run of somebody else',
      TEST,
      ['a.account_id IS DISTINCT FROM c.user_id OR', ''],
      () => takeTest(colleague!, acme),
    ],
    [
      'a test run in another Organization',
      TEST,
      ['OR a.org_id IS DISTINCT FROM platform.org_id()', ''],
      () => takeTest(owner!, rivals),
    ],
    [
      'a test run of somebody who may no longer set connections up',
      TEST,
      ["OR NOT tenancy.may('sso.manage')", ''],
      async () => {
        await world.sql('UPDATE identity.sso_arrival SET account_id = $1 WHERE handle_hash = $2', [
          member!.id,
          trial,
        ]);
        return takeTest(member!, acme);
      },
    ],
    [
      'a domain that was removed, to be called proven again',
      LOCK_DOMAIN,
      [' AND d.removed_at IS NULL', ''],
      async () => {
        const [removed] = await world.sql<{ domain_id: string }>(
          `INSERT INTO identity.domain (domain_id, org_id, domain, challenge, removed_at, created_by)
             VALUES (uuidv7(), $1, $2, 'a challenge of some length', now(), $3) RETURNING domain_id`,
          [acme.id, `${newId()}.example`, owner!.id],
        );
        return goes(owner!, acme, 'identity.verify_domain($1)', [removed?.domain_id]);
      },
    ],
  ];

  it.each(DEFENCES)('%s is refused, and taken without that defence', async (_what, fn, edit, attempt) => {
    expect(await attempt()).toBe(false);
    const { around } = await replaceInFunction(world, fn, edit);
    expect(await around(attempt)).toBe(true);
  });

  it('lets through what nothing speaks against', async () => {
    expect(await takeAttempt('taken_at = NULL')).toBe(true);
    expect(await link(member!)).toBe(true);
    expect(await takeTest(owner!, acme)).toBe(true);
  });
});
