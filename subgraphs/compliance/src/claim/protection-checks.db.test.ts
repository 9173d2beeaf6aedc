import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { turnsRed as turning } from '#tests/kit/turns-red.js';
import { complianceSubgraph } from '../subgraph.js';
import { checkOf } from './all-checks.js';
import type { Measurement } from './check.js';
import { claimFigures } from './claim-figures.repository.js';
import { FIGURE_LABELS } from './figure-labels.js';
import type { Installation } from './ports.js';

/** None of these checks looks at the installation around the database. */
const UNSEEN = {} as Installation;

describe('a check of who can get in', () => {
  let world: World;
  let acme: TestOrganization;
  let ada: Person;
  let spaceId: string;

  const measure = (id: string): Promise<Measurement> =>
    withClient(world.db.logins.kopexa_worker, (client) =>
      checkOf(id)!.measure({
        figures: claimFigures(
          async <Row>(sql: string, params: readonly unknown[] = []) =>
            (await client.query(sql, [...params])).rows as Row[],
        ),
        installation: UNSEEN,
        clock: () => new Date(),
      }),
    );
  const outcomeOf = async (id: string) => {
    const { outcome, says, figures } = await measure(id);
    // Nothing that is measured may tell who is there or what they wrote.
    const told = JSON.stringify({ says, figures });
    for (const canary of ['Ada', 'acme', 'Wolkenkuckucksheim', ada.email, spaceId])
      expect(told).not.toContain(canary);
    expect(Object.keys(figures).filter((name) => !FIGURE_LABELS[name])).toEqual([]);
    return outcome;
  };
  const turnsRed = (id: string, plant: () => Promise<unknown>, takeOut: () => Promise<unknown>) =>
    turning(() => outcomeOf(id), plant, takeOut);
  const sql = (text: string, params: unknown[] = []) => world.sql(text, params);

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    acme = await world.organization('acme');
    ada = await world.person('Ada Berg');
    await world.join(ada, acme, 'owner');
    spaceId = await world.space(acme, 'Wolkenkuckucksheim');
    await world.grant(ada, acme, spaceId, 'manager');
    await sql(
      "INSERT INTO identity.totp_factor (account_id, sealed, confirmed_at) VALUES ($1, '\\x01', now())",
      [ada.id],
    );
  });
  afterAll(() => world.close());

  test('sees an account with access and no second factor', async () => {
    await turnsRed(
      'accounts.second_factor',
      () => sql('UPDATE identity.totp_factor SET confirmed_at = NULL'),
      () => sql('UPDATE identity.totp_factor SET confirmed_at = now()'),
    );
    const outsider = await world.person('Otto Offen');
    await sql('UPDATE identity.session SET revoked_at = now() WHERE account_id = $1', [outsider.id]);
    let grantId = '';
    await turnsRed(
      'accounts.second_factor',
      async () => (grantId = await world.grant(outsider, acme, spaceId, 'viewer')),
      () => world.revoke(grantId),
    );
  });

  test('sees a session without a second factor inside an Organization', async () => {
    const [half] = await world.sql<{ session_id: string }>(
      'SELECT session_id FROM identity.session WHERE account_id = $1 AND assurance = 1',
      [ada.id],
    );
    await turnsRed(
      'sessions.half_stays_outside',
      () =>
        sql('INSERT INTO tenancy.session_entry (session_id, org_id) VALUES ($1, $2)', [
          half!.session_id,
          acme.id,
        ]),
      () => sql('DELETE FROM tenancy.session_entry WHERE session_id = $1', [half!.session_id]),
    );
    const [before] = await world.sql<{ source: string }>(
      "SELECT pg_get_functiondef('platform.org_id()'::regprocedure) AS source",
    );
    await turnsRed(
      'sessions.half_stays_outside',
      () => sql(before!.source.replace('c.assurance >= 2', 'c.assurance >= 1')),
      () => sql(before!.source),
    );
  });

  test('sees a session that lasts too long', async () => {
    for (const [fault, mended] of [
      ["expires_at = created_at + interval '30 days'", "expires_at = created_at + interval '24 hours'"],
      ['idle_seconds = 86400', 'idle_seconds = 3600'],
    ])
      await turnsRed(
        'sessions.limits',
        () => sql(`UPDATE identity.session SET ${fault} WHERE account_id = $1`, [ada.id]),
        () => sql(`UPDATE identity.session SET ${mended} WHERE account_id = $1`, [ada.id]),
      );
  });

  test('sees roles that are not those of the catalogue', async () => {
    await turnsRed(
      'access.roles',
      () =>
        sql(
          "UPDATE tenancy.role SET permissions = permissions || '{document.read}' WHERE role_key = 'organization.guest'",
        ),
      () =>
        sql(
          "UPDATE tenancy.role SET permissions = array_remove(permissions, 'document.read') WHERE role_key = 'organization.guest'",
        ),
    );
  });

  test('sees that a function would open a Space to an outsider', async () => {
    const outsider = await world.person('Otto Offen');
    const grantId = await world.grant(outsider, acme, spaceId, 'viewer');
    const [before] = await world.sql<{ source: string }>(
      "SELECT pg_get_functiondef('tenancy.space_permissions_of(uuid,uuid)'::regprocedure) AS source",
    );
    await turnsRed(
      'access.members_only',
      () =>
        sql(
          before!.source.replace(
            'WHERE m.org_id = org AND m.account_id = account AND',
            'WHERE m.org_id = org AND',
          ),
        ),
      () => sql(before!.source),
    );
    await world.revoke(grantId);
  });

  test('sees a table without FORCE, a view of its owner and a privilege past the policies', async () => {
    for (const [fault, mended] of [
      [
        'ALTER TABLE content.document NO FORCE ROW LEVEL SECURITY',
        'ALTER TABLE content.document FORCE ROW LEVEL SECURITY',
      ],
      ['CREATE TABLE content.loose (x integer)', 'DROP TABLE content.loose'],
      ['CREATE VIEW content.all_documents AS SELECT 1 AS one', 'DROP VIEW content.all_documents'],
      [
        'GRANT TRUNCATE ON content.document TO kopexa_content',
        'REVOKE TRUNCATE ON content.document FROM kopexa_content',
      ],
    ])
      await turnsRed(
        'database.row_security',
        () => sql(fault!),
        () => sql(mended!),
      );
  });

  test('sees an open definer function', async () => {
    await turnsRed(
      'database.logins',
      () => sql("CREATE FUNCTION content.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"),
      () => sql('DROP FUNCTION content.peek()'),
    );
  });

  test('sees a reference that leads out of its Organization', async () => {
    await turnsRed(
      'database.references',
      () =>
        sql(
          'ALTER TABLE tenancy.space ADD UNIQUE (space_id); ALTER TABLE content.document ADD CONSTRAINT loose FOREIGN KEY (space_id) REFERENCES tenancy.space (space_id)',
        ),
      () => sql('ALTER TABLE content.document DROP CONSTRAINT loose'),
    );
  });

  test('sees a rule that reads the price tier', async () => {
    await turnsRed(
      'database.price_tier',
      () =>
        sql(
          "CREATE POLICY paying ON tenancy.organization FOR SELECT TO kopexa_tenancy USING (plan = 'enterprise')",
        ),
      () => sql('DROP POLICY paying ON tenancy.organization'),
    );
  });

  test('sees personal data that nobody approved, and columns that nobody classified', async () => {
    for (const comment of [
      '{"class":"personal","purpose":"x","retention":"y"}',
      '{"class":"personal"}',
      'a phone number',
    ])
      await turnsRed(
        'data.personal_columns',
        () =>
          sql(
            `ALTER TABLE identity.account ADD phone text; COMMENT ON COLUMN identity.account.phone IS '${comment}'`,
          ),
        () => sql('ALTER TABLE identity.account DROP phone'),
      );
  });

  test('sees details that became a duty, and pictures that others may enter', async () => {
    await turnsRed(
      'data.voluntary_profile',
      () =>
        sql(
          `ALTER TABLE identity.account ADD phone text NOT NULL DEFAULT ''; COMMENT ON COLUMN identity.account.phone IS '{"class":"personal","purpose":"x","retention":"y"}'`,
        ),
      () => sql('ALTER TABLE identity.account DROP phone'),
    );
    await turnsRed(
      'data.voluntary_profile',
      () => sql('CREATE POLICY boss ON files.avatar FOR INSERT TO kopexa_files WITH CHECK (true)'),
      () => sql('DROP POLICY boss ON files.avatar'),
    );
  });

  test('says that nothing was measured of a database on the same machine', async () => {
    expect(await outcomeOf('database.connection')).toBe('not_measured');
  });
});
