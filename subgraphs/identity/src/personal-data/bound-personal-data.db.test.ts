import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { comeBySso, giveConnection, giveDomain, holder, tokenOf } from '#tests/kit/sso.js';
import { asserted, DOUBLE, DOUBLES } from '#tests/kit/sso-double.js';
import { identitySubgraph } from '../subgraph.js';

const ASK = '{ personalData { source total entries names } }';
const OWN = 'identity.own_personal_data()';
/** Stands in everything that the company's sign-in must not show. */
const CANARY = 'kanarienvogel';

interface DataSet {
  source: string;
  total: number;
  entries: Record<string, unknown>[];
  names: Record<string, string>;
}

/**
 * Whoever runs the identity provider of Acme can come as Ada at any time (THREATS 27): what is held about her there is
 * hers to read, and nothing of Rival, of her own devices and factors is in it.
 */
describe('what is held about a person who came by a connection', () => {
  let world: World;
  let acme: TestOrganization;
  let rival: TestOrganization;
  let boss: Person;
  let ada: Person;
  let bound: Person;
  beforeAll(async () => {
    world = await createWorld([
      {
        ...identitySubgraph,
        services: (given) => ({ ...identitySubgraph.services(given), protocols: DOUBLES }),
      },
    ]);
    [acme, rival] = [await world.organization('acme'), await world.organization(CANARY)];
    [boss, ada] = [await world.person('Olga Eigen'), await world.person('Ada Berg')];
    await world.join(boss, acme, 'owner');
    const email = 'ada@acme.example';
    await world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [email, ada.id]);
    await world.join(ada, acme, 'member');
    const connection = await giveConnection(world, acme, boss, {
      ...DOUBLE,
      name: 'Werkszugang',
      config: { ...DOUBLE.config, acceptedAssurance: ['amr:mfa'] },
    });
    await giveDomain(world, acme, boss, 'acme.example', connection);
    bound = await arrives('ada', email);
    await giveCredentials(world, ada);
    await world.join(ada, rival, 'member');
    await world.sql('UPDATE identity.session SET user_agent = $2 WHERE account_id = $1 AND org_id IS NULL', [
      ada.id,
      CANARY,
    ]);
    await world.sql('UPDATE identity.totp_factor SET name = $2 WHERE account_id = $1', [ada.id, CANARY]);
    for (const org of [acme, rival])
      await world.sql(
        `INSERT INTO tenancy.invitation (org_id, invitation_id, email, role_key, token_hash, invited_by, expires_at, accepted_at, accepted_by)
         VALUES ($1, uuidv7(), $2, 'organization.member', sha256($3), $4, now() + interval '1 day', now(), $4)`,
        [org.id, email, Buffer.from(org.id), ada.id],
      );
  });
  afterAll(() => world.close());

  async function arrives(subject: string, email: string): Promise<Person> {
    const connections = await world.sql<{ id: string }>(
      'SELECT connection_id AS id FROM identity.connection WHERE org_id = $1',
      [acme.id],
    );
    const who = asserted(subject, { email, isEmailVerified: true, assurance: ['amr:mfa'] });
    return holder(tokenOf(await comeBySso(world, connections[0]!.id, who)));
  }
  async function held(person: Person): Promise<{ text: string; sets: DataSet[]; sources: string[] }> {
    const { data, errors, text } = await world
      .as(person)
      .at('identity')
      .run<{ personalData: DataSet[] }>(ASK);
    expect(errors).toEqual([]);
    const sets = data.personalData;
    return { text, sets, sources: sets.map(({ source }) => source).sort() };
  }
  const leaks = (text: string): boolean => text.includes(CANARY) || text.includes(rival.id);

  it('is the account and what belongs to the Organization, and nothing of another one', async () => {
    const { text, sources } = await held(bound);
    expect(sources.filter((source) => !source.startsWith('identity.sso_'))).toEqual([
      ...['identity.account', 'identity.external_identity', 'identity.session'],
      ...['tenancy.invitation', 'tenancy.membership'],
    ]);
    expect(leaks(text)).toBe(false);
    const own = await held(ada);
    expect(own.sources).toEqual(expect.arrayContaining(['identity.totp_factor', 'identity.password']));
    expect(leaks(own.text)).toBe(true);
  });

  it('would tell of the others without what the database leaves out', async () => {
    const open = await replaceInFunction(world, OWN, ['alone uuid := identity.bound_to()', 'alone uuid']);
    expect(leaks((await open.around(() => held(bound))).text)).toBe(true);
    const own = await replaceInFunction(world, OWN, ['is_whole := alone IS NULL OR', 'is_whole := true OR']);
    expect(leaks((await own.around(() => held(bound))).text)).toBe(true);
    const rows = await replaceInFunction(world, 'identity.personal_rows(uuid, text, uuid, boolean)', [
      'AND x.org_id = $3',
      '',
    ]);
    expect(leaks((await rows.around(() => held(bound))).text)).toBe(true);
    const names = await replaceInFunction(world, 'tenancy.names_for(uuid, uuid, uuid[])', [
      'alone IS NULL OR m.org_id = alone',
      'true',
    ]);
    const both = await replaceInFunction(world, 'tenancy.personal_rows(uuid, text, uuid, boolean)', [
      'AND x.org_id = $3',
      '',
    ]);
    const told = await names.around(() => both.around(() => held(bound)));
    expect(JSON.stringify(told.sets.map((set) => set.names))).toContain(CANARY);
    const kept = await both.around(() => held(bound));
    expect(JSON.stringify(kept.sets.map((set) => set.names))).not.toContain(CANARY);
  });

  it('is all of it for who has no means of their own and was never anywhere else', async () => {
    const sole = await arrives('sole', 'sole@acme.example');
    const { userId } = await world.actor(sole, acme);
    await world.sql(
      "INSERT INTO identity.totp_factor (factor_id, account_id, name, sealed) VALUES (uuidv7(), $1, 'Mein Telefon', 'x')",
      [userId],
    );
    expect((await held(sole)).sources).toContain('identity.totp_factor');
    await world.sql("INSERT INTO identity.password (account_id, hash) VALUES ($1, '$argon2id$x')", [userId]);
    expect((await held(sole)).sources).not.toContain('identity.totp_factor');
    await world.sql('DELETE FROM identity.password WHERE account_id = $1', [userId]);
    await world.sql(
      `INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, valid_to)
       VALUES ($1, uuidv7(), $2, 'organization.member', now())`,
      [rival.id, userId],
    );
    expect((await held(sole)).sources).not.toContain('identity.totp_factor');
  });

  it('says what ids, roles and devices are called', async () => {
    const { sets } = await held(bound);
    const all = Object.assign({}, ...sets.map(({ names }) => names)) as Record<string, string>;
    expect(all[acme.id]).toBe('Organization acme');
    expect(Object.values(all)).toEqual(expect.arrayContaining(['Werkszugang', 'Member']));
    expect(JSON.stringify(sets)).not.toContain('Olga');
    const space = await world.space(acme, 'Lager');
    await world.sql(
      'UPDATE tenancy.invitation SET space_id = $2, space_role_key = $3 WHERE org_id = $1 AND email = $4',
      [acme.id, space, 'space.viewer', 'ada@acme.example'],
    );
    const named = async (): Promise<string> => JSON.stringify((await held(bound)).sets);
    expect(await named()).not.toContain('Lager');
    await world.grant(ada, acme, space, 'viewer');
    expect(await named()).toContain('Lager');
  });
});
