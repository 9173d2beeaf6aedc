import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const STAY = '{ organization { viewerStay { idleSeconds endsAt } } }';

describe('how long one may stay in an Organization', () => {
  let world: World;
  let strict: TestOrganization;
  let free: TestOrganization;
  let ada: Person;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    [strict, free] = [await world.organization('strict'), await world.organization('free')];
    ada = await world.person('Ada');
    for (const organization of [strict, free]) await world.join(ada, organization, 'member');
    await world.sql(
      `INSERT INTO tenancy.entry_policy (org_id, is_sso_required, is_passkeys_only, idle_minutes, session_hours, addresses,
         password_length, password_history, password_days, sign_up_domains) VALUES ($1, false, false, 5, 2, '{}', 8, 0, 0, '{}')`,
      [strict.id],
    );
    await world.sql(
      "UPDATE identity.session SET started_at = now(), expires_at = now() + interval '24 hours' WHERE account_id = $1",
      [ada.id],
    );
  });
  afterAll(() => world.close());

  async function stay(organization: TestOrganization): Promise<{ idleSeconds: number; hours: number }> {
    const { data, errors } = await world
      .as(ada, organization)
      .at('tenancy')
      .run<{ organization: { viewerStay: { idleSeconds: number; endsAt: string } } }>(STAY);
    expect(errors).toEqual([]);
    const { idleSeconds, endsAt } = data.organization.viewerStay;
    return { idleSeconds, hours: Math.round((Date.parse(endsAt) - Date.now()) / 3_600_000) };
  }

  it('is what its policy says where that is stricter, there alone', async () => {
    expect(await stay(strict)).toEqual({ idleSeconds: 300, hours: 2 });
    expect(await stay(free)).toEqual({ idleSeconds: 3600, hours: 24 });
  });

  it('is never longer than the session', async () => {
    await world.sql(
      "UPDATE identity.session SET expires_at = now() + interval '1 hour', idle_seconds = 120 WHERE account_id = $1",
      [ada.id],
    );
    expect(await stay(strict)).toEqual({ idleSeconds: 120, hours: 1 });
  });
});
