import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { ask, createWorld, type Person, type World } from '#runtime/testing/world.js';
import { codeFor, giveCredentials } from '#tests/kit/credentials.js';
import { identitySubgraph } from '../subgraph.js';
import { hashToken } from './session-token.js';

const VERIFY = 'mutation ($code: String!) { verifySecondFactor(input: { code: $code }) { next } }';
const ME = '{ me { assurance isIdle } }';

describe('a session that idled out', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
  });
  afterAll(() => world.close());

  /** Somebody with an app, whose session began five hours ago and was last seen 61 minutes ago. */
  async function idler(): Promise<Person & { readonly code: () => string }> {
    const person = await world.person('Ada');
    const secret = await giveCredentials(world, person);
    await rest(person, '61 minutes');
    return { ...person, code: () => codeFor(secret) };
  }
  const rest = (person: Person, idle: string) =>
    world.sql(
      `UPDATE identity.session SET started_at = now() - interval '5 hours', expires_at = now() + interval '19 hours',
              mfa_at = now() - interval '5 hours', last_seen_at = now() - $2::interval WHERE account_id = $1 AND assurance = 2`,
      [person.id, idle],
    );
  const sessions = (person: Person) =>
    world.sql<{ assurance: number; authenticated_by: string; age: number; left: number; visits: number }>(
      `SELECT assurance, authenticated_by, round(extract(epoch FROM now() - started_at) / 3600)::integer AS age,
              round(extract(epoch FROM expires_at - now()) / 3600)::integer AS left,
              (SELECT count(*)::integer FROM identity.session_visit v WHERE v.session_id = s.session_id) AS visits
         FROM identity.session s WHERE account_id = $1 AND revoked_at IS NULL AND assurance = 2`,
      [person.id],
    );

  it('opens nothing until one factor wakes it, and ends when it would have ended', async () => {
    const ada = await idler();
    const acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    await world.sql(
      'INSERT INTO identity.session_visit (session_id, org_id) SELECT session_id, $2 FROM identity.session WHERE account_id = $1 AND assurance = 2',
      [ada.id, acme.id],
    );
    const at = world.as(ada, acme).at('identity');
    expect((await at.run(ME)).data).toEqual({ me: { assurance: 'PASSWORD', isIdle: true } });
    expect((await world.actor(ada, acme)).org).toBeNull();
    expect((await at.run('{ sessions { id } }')).errors[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    const woken = await at.run(VERIFY, { code: ada.code() });
    expect(woken.errors).toEqual([]);
    const token = woken.extensions.kopexa?.session?.token ?? '';
    expect(
      (
        await world
          .as({ ...ada, token })
          .at('identity')
          .run(ME)
      ).data,
    ).toEqual({
      me: { assurance: 'MFA', isIdle: false },
    });
    expect(await sessions(ada)).toEqual([
      { assurance: 2, authenticated_by: 'password+totp', age: 5, left: 19, visits: 1 },
    ]);
    expect((await world.as(ada).at('identity').run(ME)).data).toEqual({ me: null });
  });

  it('is not woken past its end, nor by what refreshes a whole one', async () => {
    const bob = await idler();
    const idle = await world.actor(bob);
    const confirm = 'mutation ($code: String!) { confirmSecondFactor(input: { code: $code }) }';
    const refused = await world.as(bob).at('identity').run(confirm, { code: bob.code() });
    expect(refused.errors[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    await world.sql(
      "UPDATE identity.session SET expires_at = now() - interval '1 second' WHERE account_id = $1",
      [bob.id],
    );
    expect((await world.as(bob).at('identity').run(ME)).data).toEqual({ me: null });
    const late = await ask(world.subgraph('identity'), idle, world.passportSecret, VERIFY, {
      code: bob.code(),
    });
    expect(late.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await sessions(bob)).toEqual([expect.objectContaining({ left: 0 })]);
  });

  it('lets nobody enrol a factor, not even where there is none yet', async () => {
    const eve = await world.person('Eve');
    await rest(eve, '61 minutes');
    for (const document of [
      'mutation { beginTotpEnrolment { secret } }',
      'mutation { beginPasskeyRegistration { json } }',
    ]) {
      const answer = await world.as(eve).at('identity').run(document);
      expect([document, answer.errors.length, answer.data]).toEqual([document, 1, null]);
    }
    expect(await world.sql('SELECT 1 FROM identity.totp_factor WHERE account_id = $1', [eve.id])).toEqual([]);
  });

  it('with a password alone is over when it idles', async () => {
    const cy = await world.person('Cy');
    await world.sql(
      "UPDATE identity.session SET last_seen_at = now() - interval '61 minutes' WHERE account_id = $1",
      [cy.id],
    );
    expect((await world.as(cy, null, { half: true }).at('identity').run(ME)).data).toEqual({ me: null });
  });

  it('that came by a connection stays bound to its Organization, and sees no other session', async () => {
    const dan = await idler();
    const beta = await world.organization('beta');
    const peer = hashToken('peer');
    await world.sql(
      `UPDATE identity.session SET org_id = $2, connection_id = $3, peer_session = $4, browser = $5, authenticated_by = 'sso+idp',
              not_after = now() + interval '2 hours', last_seen_at = now() WHERE account_id = $1 AND assurance = 2`,
      [dan.id, beta.id, newId(), peer, randomBytes(32)],
    );
    const at = world.as(dan).at('identity');
    const listed = await at.run<{ sessions: unknown[] }>('{ sessions { id } }');
    expect(listed.data.sessions).toHaveLength(1);
    expect((await at.run('mutation { revokeOtherSessions }')).data).toEqual({ revokeOtherSessions: 0 });
    await at.run(VERIFY, { code: dan.code() });
    expect(
      await world.sql(
        'SELECT org_id, authenticated_by, peer_session, browser IS NOT NULL AS known FROM identity.session WHERE account_id = $1 AND assurance = 2 AND revoked_at IS NULL',
        [dan.id],
      ),
    ).toEqual([{ org_id: beta.id, authenticated_by: 'sso+totp', peer_session: peer, known: true }]);
  });

  it('is judged by each Organization on its own: by the last request there, or the last factor', async () => {
    const fay = await world.person('Fay');
    const orgs = [await world.organization('gamma'), await world.organization('delta')];
    for (const each of orgs) {
      await world.join(fay, each, 'member');
      expect((await world.actor(fay, each)).org).not.toBeNull();
    }
    const ago = async () => {
      const seen = orgs.map(({ id }) =>
        world.sql<{ minutes: number }>(
          `SELECT round(extract(epoch FROM now() - f.seen_at) / 60)::integer AS minutes FROM identity.session s,
                  identity.session_facts(s.session_id, $2) f WHERE s.account_id = $1 AND s.assurance = 2`,
          [fay.id, id],
        ),
      );
      return (await Promise.all(seen)).map(([row]) => row?.minutes);
    };
    await world.sql(
      "UPDATE identity.session_visit v SET last_seen_at = now() - interval '20 minutes' FROM identity.session s WHERE s.session_id = v.session_id AND s.account_id = $1",
      [fay.id],
    );
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '40 minutes' WHERE account_id = $1",
      [fay.id],
    );
    expect(await ago()).toEqual([20, 20]);
    await world.actor(fay, orgs[1]);
    expect(await ago()).toEqual([20, 0]);
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [fay.id]);
    expect(await ago()).toEqual([0, 0]);
  });
});
