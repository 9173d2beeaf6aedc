import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import * as kit from '#tests/kit/sso.js';
import { DOUBLE } from '#tests/kit/sso-double.js';
import { identitySubgraph } from '../../subgraph.js';

const LOCK = 'identity.lock_connection(uuid,integer)';
const LOCK_DOMAIN = 'identity.lock_domain(uuid)';
const MANAGER = 'identity.require_sso_manager()';
const NEWCOMERS = 'identity.check_newcomers(uuid,uuid,jsonb)';
const ACTIVATE = 'identity.activate_connection(uuid,integer)';
const HOLDS = 'identity.holds_domain(uuid,text)';
const WAY = 'identity.connections_for_mail(text)';

/** As somebody who captured the login of identity: nothing in front of the functions helps. */
describe('what keeps connections and domains from being set up wrongly', () => {
  let world: World;
  let client: pg.Client;
  let [owner, admin, member, rival]: Person[] = [];
  let acme: TestOrganization;
  let rivals: TestOrganization;
  let connection: string;

  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [owner, admin, member, rival] = [
      await world.person('Olga Eigen'),
      await world.person('Otto Admin'),
      await world.person('Mia Mitglied'),
      await world.person('Rita Rival'),
    ];
    [acme, rivals] = [await world.organization('acme'), await world.organization('rivals')];
    await world.join(owner, acme, 'owner');
    await world.join(admin, acme, 'admin');
    await world.join(member, acme, 'member');
    await world.join(rival, rivals, 'owner');
    connection = await kit.giveConnection(world, acme, owner, DOUBLE);
    client = new pg.Client({ connectionString: world.db.logins.kopexa_identity });
    await client.connect();
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await world.close();
  });
  /** A connection with one version that nobody tried, and its only state. */
  let draft: string;
  /** A domain that is proven, and one that nobody proved; anew for each case. */
  let [proven, asked]: string[] = [];
  const idOf = async (domain: string): Promise<string> =>
    (
      await world.sql<{ domain_id: string }>(
        'SELECT domain_id FROM identity.domain WHERE domain = $1 ORDER BY created_at DESC LIMIT 1',
        [domain],
      )
    )[0]!.domain_id;
  beforeEach(async () => {
    await world.sql('DELETE FROM identity.domain');
    await world.sql("UPDATE identity.connection SET status = 'active' WHERE connection_id = $1", [
      connection,
    ]);
    await world.sql('UPDATE identity.session SET mfa_at = now()');
    await kit.giveDomain(world, acme, owner!, 'acme.example', connection);
    await kit.giveDomain(world, rivals, rival!, 'asked.example', null);
    await world.sql("UPDATE identity.domain SET verified_at = NULL WHERE domain = 'asked.example'");
    [proven, asked] = [await idOf('acme.example'), await idOf('asked.example')];
    draft = await kit.giveConnection(world, acme, owner!, { ...DOUBLE, status: 'draft' });
    await world.sql(
      'UPDATE identity.connection SET tested_version = NULL, version = 0 WHERE connection_id = $1',
      [draft],
    );
  });

  /** Whether a statement goes through in somebody's context; it is never kept. */
  const goes = async (
    person: Person,
    at: TestOrganization,
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
  const config = (role: string, ceiling: string): string =>
    JSON.stringify({ newcomers: { allowed: true, role, ceiling, rules: [] } });
  const append = (role: string, ceiling: string): Promise<boolean> =>
    goes(owner!, acme, "identity.append_connection_version($1, 1, $2, NULL, 'x')", [
      draft,
      config(role, ceiling),
    ]);
  const tried = (): Promise<unknown> =>
    world.sql('UPDATE identity.connection SET tested_version = 1 WHERE connection_id = $1', [draft]);

  type Case = [what: string, fn: string, edit: readonly [string, string], attempt: () => Promise<boolean>];
  const DEFENCES: Case[] = [
    [
      'a connection that nobody came through with a test run',
      ACTIVATE,
      ['NOT identity.is_tested(held.org_id, connection, held.latest_version)', 'false'],
      () => goes(owner!, acme, 'identity.activate_connection($1, 1)', [draft]),
    ],
    [
      'another version than the one that was looked at',
      LOCK,
      ['found.latest_version <> expected', 'false'],
      async () => {
        await tried();
        return goes(owner!, acme, 'identity.activate_connection($1, 7)', [draft]);
      },
    ],
    [
      'a connection of another Organization',
      LOCK,
      ['c.org_id = org AND', ''],
      () => goes(rival!, rivals, 'identity.rename_connection($1, $2)', [connection, 'Fremd']),
    ],
    [
      'a member without the permission',
      MANAGER,
      [" OR NOT tenancy.may('sso.manage')", ''],
      () => goes(member!, acme, 'identity.rename_connection($1, $2)', [connection, 'Neu']),
    ],
    [
      'a second factor that was shown too long ago',
      MANAGER,
      ['PERFORM identity.require_fresh_factor();', ''],
      async () => {
        await world.sql("UPDATE identity.session SET mfa_at = now() - interval '6 minutes'");
        return goes(owner!, acme, 'identity.rename_connection($1, $2)', [connection, 'Neu']);
      },
    ],
    [
      'newcomers above the ceiling',
      NEWCOMERS,
      ["NOT identity.within_ceiling(org, config, config->'newcomers'->>'role')", 'false'],
      () => append('organization.admin', 'organization.member'),
    ],
    [
      'newcomers who are owners',
      'identity.within_ceiling(uuid,jsonb,text)',
      ["role NOT IN ('organization.owner', 'organization.support') AND", ''],
      () => append('organization.owner', 'organization.owner'),
    ],
    [
      'a test run of somebody who may not set the connection up',
      'identity.keep_test_run(uuid,uuid,integer,uuid,boolean,jsonb,jsonb,text[])',
      [" OR NOT coalesce('sso.manage' = ANY(tenancy.org_permissions_of(org, account)), false)", ''],
      () =>
        goes(member!, acme, "identity.keep_test_run($1, $2, 1, $3, true, '[]', '{}', '{}')", [
          ...[newId(), draft, rival!.id],
        ]),
    ],
    [
      'an owner by a connection that nobody knows who switched on',
      'identity.connection_reaches(uuid,uuid)',
      ['<@ c.activated_with END, false)', '<@ c.activated_with END, true)'],
      async () => {
        await world.sql(
          'UPDATE identity.connection SET activated_as_owner = NULL, activated_with = NULL WHERE connection_id = $1',
          [draft],
        );
        return goes(owner!, acme, 'identity.connection_reaches($1, $2)', [draft, owner!.id]);
      },
    ],
    [
      'a domain of another Organization, to be removed',
      LOCK_DOMAIN,
      ['d.org_id = org AND', ''],
      () => goes(rival!, rivals, 'identity.remove_domain($1)', [proven]),
    ],
    [
      'a domain of another Organization, to be called proven',
      LOCK_DOMAIN,
      ['d.org_id = org AND', ''],
      () => goes(admin!, acme, 'identity.verify_domain($1)', [asked]),
    ],
    [
      'an address of a domain that another Organization proved',
      HOLDS,
      ['d.org_id = org AND', ''],
      () => goes(owner!, acme, 'identity.holds_domain($1, $2)', [rivals.id, 'x@acme.example']),
    ],
    [
      'an address of a domain that nobody proved',
      HOLDS,
      [' AND d.verified_at IS NOT NULL', ''],
      () => goes(owner!, acme, 'identity.holds_domain($1, $2)', [rivals.id, 'x@asked.example']),
    ],
    [
      'an address of a domain that was removed',
      HOLDS,
      ['d.removed_at IS NULL AND d.verified_at IS NOT NULL', 'true'],
      async () => {
        await world.sql('UPDATE identity.domain SET removed_at = now(), verified_at = NULL');
        return goes(owner!, acme, 'identity.holds_domain($1, $2)', [acme.id, 'x@acme.example']);
      },
    ],
    [
      'an address of a domain below one that is proven',
      HOLDS,
      ["d.domain = lower(substring(mail FROM '@([^@]+)$'))", "mail LIKE '%' || d.domain"],
      () => goes(owner!, acme, 'identity.holds_domain($1, $2)', [acme.id, 'x@mail.acme.example']),
    ],
    [
      'the way by a connection that is off',
      WAY,
      ["c.status = 'active' AND", ''],
      async () => {
        await world.sql("UPDATE identity.connection SET status = 'off'");
        return goes(owner!, acme, '(SELECT count(*) > 0 FROM identity.connections_for_mail($1))', [
          'x@acme.example',
        ]);
      },
    ],
    [
      'the way by a domain that nobody proved',
      WAY,
      [' AND d.verified_at IS NOT NULL', ''],
      async () => {
        await world.sql('UPDATE identity.domain SET verified_at = NULL');
        return goes(owner!, acme, '(SELECT count(*) > 0 FROM identity.connections_for_mail($1))', [
          'x@acme.example',
        ]);
      },
    ],
  ];

  it.each(DEFENCES)('%s is refused, and taken without that defence', async (_what, fn, edit, attempt) => {
    expect(await attempt()).toBe(false);
    const { around } = await replaceInFunction(world, fn, edit);
    expect(await around(attempt)).toBe(true);
  });

  it('lets through what nothing speaks against', async () => {
    await tried();
    expect(await goes(owner!, acme, 'identity.activate_connection($1, 1)', [draft])).toBe(true);
    expect(await append('organization.member', 'organization.member')).toBe(true);
    expect(await goes(rival!, rivals, 'identity.verify_domain($1)', [asked])).toBe(true);
    expect(await goes(owner!, acme, 'identity.holds_domain($1, $2)', [acme.id, 'x@acme.example'])).toBe(true);
  });

  it('a domain is proven by one Organization at a time, for the index alone', async () => {
    await kit.giveDomain(world, rivals, rival!, 'mine.example', null);
    await world.sql(
      "UPDATE identity.domain SET verified_at = NULL, domain = 'acme.example' WHERE domain = 'mine.example'",
    );
    const taken = (): Promise<boolean> =>
      world
        .sql("SELECT domain_id FROM identity.domain WHERE org_id = $1 AND domain = 'acme.example'", [
          rivals.id,
        ])
        .then(([row]) =>
          goes(rival!, rivals, 'identity.verify_domain($1)', [(row as { domain_id: string }).domain_id]),
        );
    expect(await taken()).toBe(false);
    await world.sql('DROP INDEX identity.domain_held_once');
    expect(await taken()).toBe(true);
    await world.sql(
      'CREATE UNIQUE INDEX domain_held_once ON identity.domain (domain) WHERE verified_at IS NOT NULL AND removed_at IS NULL',
    );
  });
});
