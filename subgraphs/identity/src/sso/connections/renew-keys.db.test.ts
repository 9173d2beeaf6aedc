import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { makeForge } from '#tests/kit/idp/saml-forge.js';
import { giveKeys, samlSettings } from '#tests/kit/idp/saml-connection.js';
import { giveConnection } from '#tests/kit/sso.js';
import { identitySubgraph } from '../../subgraph.js';
import { openSecret } from './secret.js';

const RENEW =
  'mutation($input: RenewConnectionKeysInput!) { renewConnectionKeys(input: $input) { version latestVersion isTested } }';
const ACTIVATE =
  'mutation($input: ActivateConnectionInput!) { activateConnection(input: $input) { version status } }';
const READ = `query($id: ID!) { connection(id: $id) { saml { ownCertificates { fingerprint } nextCertificates { fingerprint }
  pastCertificates { fingerprint } } } }`;

type Named = Record<
  'ownCertificates' | 'nextCertificates' | 'pastCertificates',
  readonly { readonly fingerprint: string }[]
>;

describe('our own keys of a SAML connection', () => {
  let world: World;
  let [owner, member]: Person[] = [];
  let acme: TestOrganization;
  let id: string;

  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [owner, member] = [await world.person('Olga Eigen'), await world.person('Mia Mitglied')];
    acme = await world.organization('acme');
    await world.join(owner, acme, 'owner');
    await world.join(member, acme, 'member');
    const [forge, keys] = await Promise.all([makeForge('https://idp.acme.example/saml'), giveKeys()]);
    const config = samlSettings(forge, keys);
    id = await giveConnection(world, acme, owner, { kind: 'saml', config, secret: keys.secret });
  }, 60_000);
  afterAll(() => world.close());

  const renew = (step: string, expectedVersion: number, person = owner!): Promise<Answer> =>
    world
      .as(person, acme)
      .at('identity')
      .run(RENEW, { input: { connectionId: id, expectedVersion, step, reason: 'Läuft aus' } });
  const codeOf = async (answer: Promise<Answer>): Promise<string | undefined> =>
    (await answer).errors[0]?.extensions.code;
  const known = async (): Promise<string[]> => {
    const { data } = await world.as(owner!, acme).at('identity').run(READ, { id });
    const { saml } = data['connection'] as { saml: Named };
    return [saml.ownCertificates, saml.nextCertificates, saml.pastCertificates].map((list) =>
      list.map(({ fingerprint }) => fingerprint).join(' '),
    );
  };
  const secretOf = async (version: number): Promise<string[]> => {
    const [row] = await world.sql<{ sealed: Buffer }>(
      'SELECT sealed FROM identity.connection_version WHERE connection_id = $1 AND version = $2',
      [id, version],
    );
    return Object.keys(openSecret(world.keyring, id, row!.sealed) ?? {}).sort();
  };
  const arrivalsCount = async (version: number): Promise<boolean> =>
    (
      await world.sql<{ good: boolean }>('SELECT identity.is_in_force($1, $2, $3) AS good', [
        ...[acme.id, id, version],
      ])
    )[0]!.good;

  it('begin to be renewed in force at once, and once; without the right not at all', async () => {
    const before = await known();
    expect(await codeOf(renew('BEGIN', 1, member))).toBe('FORBIDDEN');
    expect(await codeOf(renew('SWITCH', 1))).toBe('INVALID_INPUT');
    expect(await codeOf(renew('END', 1))).toBe('INVALID_INPUT');
    const { data, errors } = await renew('BEGIN', 1);
    expect(errors).toEqual([]);
    expect(data['renewConnectionKeys']).toEqual({ version: 2, latestVersion: 2, isTested: true });
    const [own, next] = await known();
    expect(own).toBe(before[0]);
    expect(next?.split(' ')).toHaveLength(2);
    expect(await secretOf(2)).toEqual([
      ...['encryptionKey', 'nextEncryptionKey', 'nextSigningKey', 'signingKey'],
    ]);
    expect(await codeOf(renew('BEGIN', 1))).toBe('CONFLICT');
    expect(await codeOf(renew('BEGIN', 2))).toBe('INVALID_INPUT');
  });

  it('are changed over in a version that is tried first, and nobody’s session ends by it', async () => {
    const [own, next] = await known();
    const { data } = await renew('SWITCH', 2);
    expect(data['renewConnectionKeys']).toEqual({ version: 2, latestVersion: 3, isTested: false });
    expect(await known()).toEqual([next, '', own]);
    expect(await secretOf(3)).toEqual(['encryptionKey', 'pastEncryptionKey', 'signingKey']);
    const activate = (): Promise<Answer> =>
      world
        .as(owner!, acme)
        .at('identity')
        .run(ACTIVATE, { input: { connectionId: id, expectedVersion: 3 } });
    expect(await codeOf(activate())).toBe('INVALID_INPUT');
    // The former pair is not taken away while it signs.
    expect(await codeOf(renew('END', 3))).toBe('INVALID_INPUT');
    await world.sql('SELECT identity.keep_test_run($1, $2, 3, $3, true, $4, $5, $6)', [
      ...[newId(), id, owner!.id, '[]', '{}', []],
    ]);
    const [session] = await world.sql<{ session_id: string }>(
      `UPDATE identity.session SET org_id = $2, connection_id = $3 WHERE account_id = $1 AND assurance = 2 RETURNING session_id`,
      [member!.id, acme.id, id],
    );
    const { data: activated } = await activate();
    expect(activated['activateConnection']).toEqual({ version: 3, status: 'ACTIVE' });
    const [after] = await world.sql<{ revoked_at: Date | null }>(
      'SELECT revoked_at FROM identity.session WHERE session_id = $1',
      [session!.session_id],
    );
    expect(after!.revoked_at).toBeNull();
    expect(await arrivalsCount(1)).toBe(true);
  });

  it('end with the pair that does not sign', async () => {
    const [own] = await known();
    const { data } = await renew('END', 3);
    expect(data['renewConnectionKeys']).toEqual({ version: 4, latestVersion: 4, isTested: true });
    expect(await known()).toEqual([own, '', '']);
    expect(await secretOf(4)).toEqual(['encryptionKey', 'signingKey']);
  });

  it('are all that changes without a test: the database refuses anything else', async () => {
    const [row] = await world.sql<{ config: object }>(
      'SELECT config FROM identity.connection_version WHERE connection_id = $1 AND version = 4',
      [id],
    );
    const tried = (change: object): Promise<unknown> =>
      world.sql(
        `SELECT set_config('kopexa.context', platform.mint_context('user', $1, (SELECT session_id FROM identity.session WHERE account_id = $1 AND assurance = 2 AND revoked_at IS NULL LIMIT 1), $2, 2::smallint, 60), true),
           identity.append_spare_keys($3, 4, $4, NULL, 'x')`,
        [owner!.id, acme.id, id, JSON.stringify({ ...row!.config, ...change })],
      );
    await expect(tried({ ssoUrl: 'https://evil.example/sso' })).rejects.toThrow(
      'More than keys beside those that sign.',
    );
    await expect(tried({ ownCertificates: [] })).rejects.toThrow('More than keys beside those that sign.');
  });
});
