import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hash as argon2 } from '@node-rs/argon2';
import { createWorld, type World } from '#runtime/testing/world.js';
import { identitySubgraph } from '../subgraph.js';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { next } }';

describe('a refused sign-in by somebody who acts in an Organization', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  it('does not tell in its trail who has an account', async () => {
    const [owner, stranger] = [await world.person('Owner'), await world.person('Stranger')];
    const acme = await world.organization('acme');
    await world.join(owner, acme, 'owner');
    await world.sql('INSERT INTO identity.password (account_id, hash) VALUES ($1, $2)', [
      stranger.id,
      await argon2('Birke Anker Lampe'),
    ]);
    for (const email of [stranger.email, `x${stranger.email}`]) {
      const input = { email, password: 'ganz falsch geraten' };
      await world.as(owner, acme).at('identity').run(SIGN_IN, { input });
    }
    const entries = await world.sql(
      "SELECT subject_id, code FROM compliance.audit_entry WHERE org_id = $1 AND action = 'session.sign_in'",
      [acme.id],
    );
    const entry = { subject_id: null, code: 'INVALID_CREDENTIALS' };
    expect(entries).toEqual([entry, entry]);
  });
});
