import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type World } from '#runtime/testing/world.js';
import { identitySubgraph } from '../subgraph.js';

const ME = '{ me { assurance } }';

describe('accounts', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  it('lists own sessions and ends one; a stranger’s is as good as missing', async () => {
    const [ada, bob] = [await world.person('Ada'), await world.person('Bob')];
    const list = await world
      .as(ada)
      .at('identity')
      .run<{ sessions: { id: string; current: boolean }[] }>('{ sessions { id current } }');
    expect(list.data.sessions.map((session) => session.current)).toEqual([true, false]);
    const REVOKE = 'mutation ($id: ID!) { revokeSession(sessionId: $id) }';
    const other = list.data.sessions[1]!.id;
    const foreign = await world.as(bob).at('identity').run(REVOKE, { id: other });
    const missing = await world.as(bob).at('identity').run(REVOKE, { id: newId() });
    expect(foreign.text).toBe(missing.text);
    expect((await world.as(ada).at('identity').run(REVOKE, { id: other })).data).toEqual({
      revokeSession: true,
    });
    expect((await world.as(ada, null, { half: true }).at('identity').run(ME)).data).toEqual({ me: null });
  });

  it('shows a person to people of the same Organization only', async () => {
    const [ada, bob, eve] = [await world.person('Ada'), await world.person('Bob'), await world.person('Eve')];
    const [acme, other] = [
      await world.organization(`acme-${newId().slice(-6)}`),
      await world.organization(`other-${newId().slice(-6)}`),
    ];
    await world.join(ada, acme, 'member');
    await world.join(bob, acme, 'guest');
    await world.join(eve, other, 'owner');
    const ENTITIES =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id name email } } }';
    const r = [bob, eve, { id: newId() }, { id: 'no id' }].map(({ id }) => ({ __typename: 'User', id }));
    const seen = await world.as(ada, acme).at('identity').run(ENTITIES, { r });
    expect(seen.data['_entities']).toEqual([{ id: bob.id, name: 'Bob', email: bob.email }, null, null, null]);
    const guest = await world
      .as(bob, acme)
      .at('identity')
      .run(ENTITIES, { r: [{ __typename: 'User', id: ada.id }] });
    expect(guest.data['_entities']).toEqual([{ id: ada.id, name: 'Ada', email: null }]);
  });

  it('lets a session with a password alone do nothing but show a second factor', async () => {
    const ada = await world.person('Ada');
    for (const document of [
      '{ sessions { id } }',
      'mutation { revokeOtherSessions }',
      'mutation { updateProfile(input: { name: "A", locale: DE }) { name } }',
      'mutation { changePassword(input: { currentPassword: "a", newPassword: "b", code: "1" }) }',
      'mutation { beginTotpReplacement(input: { code: "123456" }) { secret } }',
      'mutation { confirmTotpReplacement(input: { code: "123456" }) { recoveryCodes } }',
      'mutation { regenerateRecoveryCodes(input: { code: "123456" }) { recoveryCodes } }',
    ]) {
      const answer = await world.as(ada, null, { half: true }).at('identity').run(document);
      expect([document, answer.errors[0]?.extensions.code]).toEqual([document, 'SECOND_FACTOR_REQUIRED']);
    }
  });
});
