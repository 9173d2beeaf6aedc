import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { withClient } from '#runtime/db/bootstrap.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const CAN = '{ organization { viewerCan } }';
const OPERATOR = ['OPERATOR_CLAIMS', 'OPERATOR_DPA', 'OPERATOR_SUPPLIERS', 'OPERATOR_SUPPORT'];

describe('the operator', () => {
  let world: World;
  let paula: Person;
  let ada: Person;
  let operator: TestOrganization;
  let acme: TestOrganization;

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    [paula, ada] = [await world.person('Paula'), await world.person('Ada')];
    [operator, acme] = [await world.organization('operator'), await world.organization('acme')];
    await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [operator.id]);
    await world.join(paula, operator, 'owner');
    await world.join(ada, acme, 'owner');
  });
  afterAll(() => world.close());

  const can = async (person: Person, organization: TestOrganization): Promise<string[]> => {
    const answer = await world
      .as(person, organization)
      .at('tenancy')
      .run<{ organization: { viewerCan: string[] } }>(CAN);
    return answer.data.organization.viewerCan;
  };
  const holdsOperator = (permissions: readonly string[]): string[] =>
    permissions.filter((each) => each.startsWith('OPERATOR_')).toSorted();

  test('has rights of its own, which no customer’s owner has', async () => {
    expect(holdsOperator(await can(paula, operator))).toEqual(OPERATOR);
    expect(holdsOperator(await can(ada, acme))).toEqual([]);
  });

  test('concludes no contract with itself; a customer’s owner does, an admin does not', async () => {
    const otto = await world.person('Otto');
    await world.join(otto, acme, 'admin');
    expect(await can(ada, acme)).toContain('DPA_ACCEPT');
    expect(await can(otto, acme)).not.toContain('DPA_ACCEPT');
    expect(await can(paula, operator)).not.toContain('DPA_ACCEPT');
  });

  test('is fenced in the database: tenancy.may() answers the same', async () => {
    const may = async (person: Person, organization: TestOrganization): Promise<boolean> => {
      const { context } = await world.actor(person, organization);
      return withClient(world.db.logins.kopexa_compliance, async (client) => {
        await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
        const { rows } = await client.query<{ may: boolean }>("SELECT tenancy.may('operator.suppliers')");
        return rows[0]!.may;
      });
    };
    expect([await may(paula, operator), await may(ada, acme)]).toEqual([true, false]);
    // What keeps it so is the flag, and no login may set it.
    await expect(
      withClient(world.db.logins.kopexa_tenancy, (client) =>
        client.query('UPDATE tenancy.organization SET is_operator = true'),
      ),
    ).rejects.toThrow(/permission denied/);
    await world.sql('UPDATE tenancy.organization SET is_operator = false WHERE org_id = $1', [operator.id]);
    expect(await may(paula, operator)).toBe(false);
    await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [operator.id]);
  });

  test('is one alone', async () => {
    await expect(
      world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [acme.id]),
    ).rejects.toThrow(/one_operator/);
  });

  test('gives its roles on, as everybody does', async () => {
    const rows = await world.sql<{ gives: boolean }>(
      "SELECT tenancy.may_give_as(o, a, 'organization.admin') AS gives FROM unnest($1::uuid[], $2::uuid[]) u (o, a)",
      [
        [operator.id, acme.id],
        [paula.id, ada.id],
      ],
    );
    expect(rows).toEqual([{ gives: true }, { gives: true }]);
  });

  test('is founded by whoever claims the installation, once', async () => {
    const fresh = await createWorld([]);
    const token = createHash('sha256').update('first').digest();
    await fresh.sql("INSERT INTO identity.first_run (token_hash, expires_at) VALUES ($1, now() + '1 day')", [
      token,
    ]);
    const id = 'd0000000-0000-4000-8000-000000000001';
    await fresh.sql(
      "SELECT identity.create_account($1, $2, 'a@example.com', 'Anna', 'de', '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA')",
      [id, token],
    );
    const rows = await fresh.sql(
      `SELECT o.slug, o.is_operator, m.role_key FROM tenancy.organization o JOIN tenancy.membership m USING (org_id)
        WHERE m.account_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ slug: 'kopexa-betrieb', is_operator: true, role_key: 'organization.owner' }]);
    const entries = await fresh.sql(
      'SELECT action, actor_id FROM compliance.audit_entry WHERE org_id IS NOT NULL',
    );
    expect(entries).toEqual([{ action: 'organization.create', actor_id: id }]);
    expect(await fresh.sql('SELECT tenancy.found_operator($1, $2) AS made', [id, 'de'])).toEqual([
      { made: null },
    ]);
    await fresh.close();
  });
});
