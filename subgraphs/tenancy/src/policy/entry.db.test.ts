import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const OFFICE = '203.0.113.9';

describe('entering an Organization', () => {
  let world: World;
  let [acme, elsewhere]: TestOrganization[] = [];
  let ada: Person;
  let session = '';
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    [acme, elsewhere] = [await world.organization('acme'), await world.organization('elsewhere')];
    ada = await world.person('Ada');
    for (const each of [acme, elsewhere]) await world.join(ada, each, 'member');
    await world.sql("UPDATE tenancy.membership SET joined_at = now() - interval '2 hours'");
    const rows = await world.sql<{ session_id: string }>(
      'SELECT session_id FROM identity.session WHERE account_id = $1 AND assurance = 2',
      [ada.id],
    );
    session = rows[0]!.session_id;
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.sql('DELETE FROM tenancy.entry_policy');
    await world.sql('DELETE FROM tenancy.policy_exemption');
    await world.sql('DELETE FROM identity.session_visit');
    await is({ started_at: 'now()', mfa_at: 'now()', authenticated_by: "'password+totp'" });
  });

  const is = (columns: Record<string, string>) =>
    world.sql(
      `UPDATE identity.session SET ${Object.entries(columns)
        .map(([column, value]) => `${column} = ${value}`)
        .join(', ')} WHERE session_id = $1`,
      [session],
    );
  const policy = (columns: Record<string, unknown>, organization = acme) => {
    const all = {
      org_id: organization!.id,
      is_sso_required: false,
      is_passkeys_only: false,
      idle_minutes: 60,
      session_hours: 24,
      addresses: '{}',
      password_length: 8,
      password_history: 0,
      password_days: 0,
      sign_up_domains: '{}',
      ...columns,
    };
    const names = Object.keys(all);
    const places = names.map((_, index) => `$${index + 1}`).join(', ');
    return world.sql(
      `INSERT INTO tenancy.entry_policy (${names.join(', ')}) VALUES (${places})`,
      Object.values(all),
    );
  };
  const bar = async (organization = acme, address = OFFICE): Promise<string | null> => {
    const [row] = await world.sql<{ bar: string | null }>('SELECT tenancy.entry_bar($1, $2, $3, $4) AS bar', [
      organization!.id,
      ada.id,
      session,
      address,
    ]);
    return row!.bar;
  };
  /** The bar here, and none elsewhere, nor the other way round. */
  const bars = async (columns: Record<string, unknown>, reason: string): Promise<void> => {
    await policy(columns);
    expect(await bar()).toBe(reason);
    expect(await bar(elsewhere)).toBeNull();
    await world.sql('UPDATE tenancy.entry_policy SET org_id = $1', [elsewhere!.id]);
    expect(await bar()).toBeNull();
    expect(await bar(elsewhere)).toBe(reason);
    const actor = await world.actor(ada, elsewhere);
    expect(actor.org).toBeNull();
    expect(actor.barred).toMatchObject({ reason, organization: { id: elsewhere!.id, slug: 'elsewhere' } });
    expect((await world.actor(ada, acme)).org?.id).toBe(acme!.id);
    expect((await world.actor(ada)).assurance).toBe(2);
  };

  it('is open where no policy says otherwise', async () => {
    expect(await bar()).toBeNull();
    await policy({});
    expect(await bar()).toBeNull();
  });

  it('asks for company sign-in there alone', async () => {
    await bars({ is_sso_required: true }, 'SSO_REQUIRED');
  });

  it('lets in who came by a connection of this very Organization', async () => {
    await policy({ is_sso_required: true });
    await is({ org_id: `'${acme!.id}'`, connection_id: 'uuidv7()', authenticated_by: "'sso+idp'" });
    expect(await bar()).toBeNull();
    await is({ org_id: `'${elsewhere!.id}'` });
    expect(await bar()).toBe('SSO_REQUIRED');
    await is({ org_id: 'NULL', connection_id: 'NULL' });
  });

  it('lets exempt people in for as long as they are', async () => {
    await policy({ is_sso_required: true, addresses: '{198.51.100.0/24}' });
    const exempt = (until: string) =>
      world.sql(
        `INSERT INTO tenancy.policy_exemption (org_id, exemption_id, account_id, reason, granted_by, valid_from, valid_to)
         VALUES ($1, uuidv7(), $2, 'Why', $2, now() - interval '1 hour', ${until})`,
        [acme!.id, ada.id],
      );
    await exempt("now() - interval '1 minute'");
    expect(await bar()).toBe('ADDRESS');
    await exempt("'infinity'");
    expect(await bar()).toBeNull();
  });

  it('asks for a passkey there alone, and takes what an identity provider asserted to be one', async () => {
    await bars({ is_passkeys_only: true }, 'FACTOR');
    for (const [method, expected] of [
      ['passkey', null],
      ['password+passkey', null],
      ['sso+phr', null],
      ['sso+passkey', null],
      ['sso+idp', 'FACTOR'],
      ['password+recovery_code', 'FACTOR'],
      ['password+totp', 'FACTOR'],
    ] as const) {
      await is({ authenticated_by: `'${method}'` });
      expect([method, await bar(elsewhere)]).toEqual([method, expected]);
    }
  });

  it('asks for a newer sign-in there alone', async () => {
    await is({ started_at: "now() - interval '121 minutes'" });
    await bars({ session_hours: 2 }, 'TOO_OLD');
    await is({ started_at: "now() - interval '119 minutes'" });
    expect(await bar(elsewhere)).toBeNull();
  });

  it('asks for a factor after a pause there alone', async () => {
    await is({ mfa_at: "now() - interval '11 minutes'" });
    await bars({ idle_minutes: 10 }, 'IDLE');
    await world.sql(
      "INSERT INTO identity.session_visit (session_id, org_id, last_seen_at) VALUES ($1, $2, now() - interval '9 minutes')",
      [session, elsewhere!.id],
    );
    expect(await bar(elsewhere)).toBeNull();
  });

  it('asks for a network there alone', async () => {
    await policy({ addresses: '{203.0.113.0/24,2001:db8::/48}' });
    for (const [address, expected] of [
      [OFFICE, null],
      ['::ffff:203.0.113.9', null],
      ['::FFFF:203.0.113.9', null],
      ['2001:db8::7', null],
      ['2001:db8:1::7', 'ADDRESS'],
      ['203.0.114.1', 'ADDRESS'],
      ['::ffff:203.0.114.1', 'ADDRESS'],
      ['', 'ADDRESS'],
      ['nonsense', 'ADDRESS'],
    ] as const) {
      expect([address, await bar(acme, address)]).toEqual([address, expected]);
      expect(await bar(elsewhere, address)).toBeNull();
    }
  });

  it('asks for another password there alone, of those who came by one', async () => {
    await world.sql(
      "INSERT INTO identity.password (account_id, hash, changed_at) VALUES ($1, '$argon2id$x', now() - interval '91 days')",
      [ada.id],
    );
    await bars({ password_days: 90 }, 'PASSWORD');
    await world.sql('UPDATE tenancy.entry_policy SET password_days = 92');
    expect(await bar(elsewhere)).toBeNull();
    await world.sql('UPDATE tenancy.entry_policy SET password_days = 0, password_length = 12');
    expect(await bar(elsewhere)).toBe('PASSWORD');
    await world.sql("SELECT identity.note_password_rule($1, '$argon2id$x', 11)", [ada.id]);
    expect(await bar(elsewhere)).toBe('PASSWORD');
    await world.sql("SELECT identity.note_password_rule($1, '$argon2id$other', 20)", [ada.id]);
    expect(await bar(elsewhere)).toBe('PASSWORD');
    await is({ authenticated_by: "'passkey'" });
    expect(await bar(elsewhere)).toBeNull();
    await is({ authenticated_by: "'password+totp'" });
    await world.sql("SELECT identity.note_password_rule($1, '$argon2id$x', 12)", [ada.id]);
    expect(await bar(elsewhere)).toBeNull();
  });
});
