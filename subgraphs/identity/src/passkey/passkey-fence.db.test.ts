import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '#runtime/testing/world.js';
import { identitySubgraph } from '../subgraph.js';

describe('what verifies somebody', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  it('cannot be changed by any login: keys of passkeys, certificates of connections', async () => {
    const changes = [
      "UPDATE identity.passkey SET public_key = '\\x00'",
      'UPDATE identity.passkey SET counter = 0',
      'INSERT INTO identity.passkey (passkey_id) VALUES (uuidv7())',
      'UPDATE identity.connection_version SET config = NULL',
      'DELETE FROM identity.connection_version',
      'UPDATE identity.external_identity SET account_id = uuidv7()',
    ];
    for (const [login, connectionString] of Object.entries(world.db.logins)) {
      const client = new pg.Client({ connectionString });
      await client.connect();
      for (const change of changes) {
        const outcome = await client.query(change).then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
        expect([login, change, outcome]).toEqual([login, change, '42501']);
      }
      await client.end();
    }
  });

  it('is asked with a challenge of 256 random bits', async () => {
    const challenges = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const { data } = await world.as(null).at('identity').run('mutation { beginPasskey { json } }');
        const { json } = data['beginPasskey'] as { json: string };
        return (JSON.parse(json) as { challenge: string }).challenge;
      }),
    );
    for (const challenge of challenges) expect(Buffer.from(challenge, 'base64url')).toHaveLength(32);
    expect(new Set(challenges).size).toBe(12);
  });
});
