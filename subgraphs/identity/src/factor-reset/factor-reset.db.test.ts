import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { codeFor, giveCredentials, newestEvent } from '#tests/kit/credentials.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { identitySubgraph } from '../subgraph.js';

const ASK = 'mutation ($input: ResetFactorsInput!) { resetMemberFactors(input: $input) { id state } }';
const APPROVE = 'mutation ($id: ID!) { approveFactorReset(resetId: $id) { id state } }';
const CANCEL = 'mutation ($id: ID!) { cancelFactorReset(resetId: $id) { id state } }';
const LIST = '{ factorResets { id state viewerMayApprove viewerMayCancel } }';
const REDEEM = 'mutation ($token: String!) { redeemFactorReset(token: $token) }';
const BEGIN_APP = 'mutation { beginTotpEnrolment { secret } }';
const BEGIN_KEY = 'mutation { beginPasskeyEnrolment { json } }';
const CONFIRM_APP = 'mutation ($input: CodeInput!) { confirmTotpEnrolment(input: $input) { next } }';

const codeOf = (answer: Answer): string => answer.errors[0]?.extensions.code ?? 'DONE';

describe('break-glass: resetting second factors', () => {
  let world: World;
  let org: TestOrganization;
  let elsewhere: TestOrganization;
  let ada: Person;
  let bea: Person;
  let cem: Person;
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [org, elsewhere] = [await world.organization('werk'), await world.organization('anderswo')];
    [ada, bea, cem] = [await owner('Ada'), await owner('Bea'), await owner('Cem')];
  });
  afterAll(() => world.close());

  const fresh = (person: Person) =>
    world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
      person.id,
    ]);

  async function person(name: string, role: 'owner' | 'admin' | 'member' | null): Promise<Person> {
    const made = await world.person(name);
    await giveCredentials(world, made);
    if (role) await world.join(made, org, role);
    await fresh(made);
    return made;
  }
  /** An owner of some days already. */
  async function owner(name: string): Promise<Person> {
    const made = await person(name, 'owner');
    await world.sql(
      "UPDATE tenancy.membership SET valid_from = now() - interval '2 days' WHERE account_id = $1",
      [made.id],
    );
    return made;
  }

  const ask = (by: Person, about: Person, place: TestOrganization = org): Promise<Answer> =>
    world
      .as(by, place)
      .at('identity')
      .run(ASK, { input: { userId: about.id, reason: 'Am Telefon erkannt.' } });
  const run = (by: Person, document: string, id: string, place: TestOrganization = org): Promise<Answer> =>
    world.as(by, place).at('identity').run(document, { id });
  const half = (by: Person, document: string, variables = {}): Promise<Answer> =>
    world.as(by, null, { half: true }).at('identity').run(document, variables);

  /** Asks about an owner who lost everything; returns the id of the request. */
  async function pending(lost: Person, by = ada): Promise<string> {
    const answer = await ask(by, lost);
    expect(answer.data['resetMemberFactors']).toMatchObject({ state: 'PENDING' });
    return (answer.data['resetMemberFactors'] as { id: string }).id;
  }
  const factorsOf = async (about: Person): Promise<number> => {
    const rows = await world.sql(
      'SELECT 1 FROM identity.totp_factor WHERE account_id = $1 AND removed_at IS NULL AND confirmed_at IS NOT NULL',
      [about.id],
    );
    return rows.length;
  };
  /** Puts a rule of the database out of force: what it kept away is then let in. */
  const without = async (name: string, condition: string, instead: string, act: () => Promise<void>) =>
    (await replaceInFunction(world, name, [condition, instead])).around(act);

  it('takes everything away at once, ends every session and mails a link that alone lets a new factor in', async () => {
    const max = await person('Max', 'member');
    expect((await ask(ada, max)).data['resetMemberFactors']).toMatchObject({ state: 'DONE' });
    expect(await factorsOf(max)).toBe(0);
    const open = await world.sql(
      'SELECT 1 FROM identity.session WHERE account_id = $1 AND revoked_at IS NULL',
      [max.id],
    );
    expect(open).toEqual([]);
    const { token, moment } = await newestEvent(world, 'identity.factor_reset');
    expect(moment).toBe('done');
    // The password again: it opens no enrolment, of neither kind.
    await world.sql('UPDATE identity.session SET revoked_at = NULL WHERE account_id = $1 AND assurance = 1', [
      max.id,
    ]);
    for (const document of [BEGIN_APP, BEGIN_KEY]) expect(codeOf(await half(max, document))).toBe('CONFLICT');
    await without('identity.enrolment_bar()', "'LINK'", 'NULL', async () => {
      expect(codeOf(await half(max, BEGIN_KEY))).toBe('DONE');
    });
    const stranger = await person('Fremd', null);
    expect(codeOf(await half(stranger, REDEEM, { token }))).toBe('LINK_EXPIRED');
    expect(codeOf(await half(max, REDEEM, { token: 'kein Link' }))).toBe('LINK_EXPIRED');
    expect(codeOf(await half(max, REDEEM, { token }))).toBe('DONE');
    const { secret } = (await half(max, BEGIN_APP)).data['beginTotpEnrolment'] as { secret: string };
    expect(codeOf(await half(max, CONFIRM_APP, { input: { code: codeFor(secret) } }))).toBe('DONE');
    expect(await factorsOf(max)).toBe(1);
    // Used up.
    await world.sql('UPDATE identity.session SET revoked_at = NULL WHERE account_id = $1 AND assurance = 1', [
      max.id,
    ]);
    expect(codeOf(await half(max, REDEEM, { token }))).toBe('LINK_EXPIRED');
  });

  it('opens nothing with a link that is a day old, and voids the link of an earlier reset', async () => {
    const mia = await person('Mia', 'member');
    await ask(ada, mia);
    const first = (await newestEvent(world, 'identity.factor_reset'))['token'];
    await ask(bea, mia);
    const second = (await newestEvent(world, 'identity.factor_reset'))['token'];
    await world.sql('UPDATE identity.session SET revoked_at = NULL WHERE account_id = $1 AND assurance = 1', [
      mia.id,
    ]);
    expect(codeOf(await half(mia, REDEEM, { token: first }))).toBe('LINK_EXPIRED');
    expect(codeOf(await half(mia, REDEEM, { token: second }))).toBe('DONE');
    await world.sql("UPDATE identity.factor_reset SET link_ends_at = now() - interval '1 second'");
    expect(codeOf(await half(mia, REDEEM, { token: second }))).toBe('LINK_EXPIRED');
    expect(codeOf(await half(mia, BEGIN_APP))).toBe('CONFLICT');
    await without(
      'identity.redeem_factor_reset(bytea)',
      'r.link_ends_at > clock_timestamp()',
      'true',
      async () => {
        expect(codeOf(await half(mia, REDEEM, { token: second }))).toBe('DONE');
      },
    );
  });

  it('needs an owner with a fresh factor, and somebody else than oneself', async () => {
    const [adam, max] = [await person('Adam', 'admin'), await person('Moritz', 'member')];
    expect(codeOf(await ask(adam, max))).toBe('FORBIDDEN');
    expect(codeOf(await ask(max, adam))).toBe('FORBIDDEN');
    expect(codeOf(await ask(ada, ada))).toBe('INVALID_INPUT');
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [ada.id],
    );
    expect(codeOf(await ask(ada, max))).toBe('STEP_UP_REQUIRED');
    await fresh(ada);
    expect(await factorsOf(max)).toBe(1);
  });

  it('answers for an account of another Organization as for none', async () => {
    const eve = await person('Eve', null);
    await world.join(eve, elsewhere, 'member');
    const [foreign, missing] = [await ask(ada, eve), await ask(ada, { ...eve, id: newId() })];
    const shape = ({ errors }: Answer) => ({
      ...errors[0],
      extensions: { ...errors[0]?.extensions, requestId: '' },
    });
    expect(codeOf(foreign)).toBe('NOT_FOUND');
    await without(
      'identity.ask_factor_reset(uuid, uuid, text, bytea)',
      'NOT standing.is_member',
      'false',
      async () => {
        expect(codeOf(await ask(ada, eve))).not.toBe('NOT_FOUND');
      },
    );
    expect(shape(foreign)).toEqual(shape(missing));
    const reset = await pending(await owner('Ohne'));
    const rival = await person('Rivalin', null);
    await world.join(rival, elsewhere, 'owner');
    for (const document of [APPROVE, CANCEL])
      expect(shape(await run(rival, document, reset, elsewhere))).toEqual(
        shape(await run(rival, document, newId(), elsewhere)),
      );
    await run(ada, CANCEL, reset);
  });

  it('leaves alone who is also somewhere else, also with a membership that is still to begin', async () => {
    const max = await person('Zweifach', 'member');
    await world.join(max, elsewhere, 'guest');
    const refused = await ask(ada, max);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.userId' });
    await world.sql(
      "UPDATE tenancy.membership SET valid_from = now() + interval '1 day' WHERE account_id = $1 AND org_id = $2",
      [max.id, elsewhere.id],
    );
    expect((await ask(ada, max)).errors[0]?.message).toBe(refused.errors[0]?.message);
    expect(await factorsOf(max)).toBe(1);
    await without('tenancy.standing_of(uuid)', 'NOT EXISTS', 'EXISTS', async () => {
      expect(codeOf(await ask(ada, max))).toBe('DONE');
    });
  });

  it('takes two owners for an owner: not who asked, not the person, in time, and either refuses', async () => {
    const lost = await owner('Verloren');
    const id = await pending(lost);
    expect(codeOf(await ask(bea, lost))).toBe('INVALID_INPUT');
    expect(codeOf(await run(ada, APPROVE, id))).toBe('FORBIDDEN');
    expect(codeOf(await run(lost, APPROVE, id))).toBe('FORBIDDEN');
    expect(await factorsOf(lost)).toBe(1);
    expect((await world.as(bea, org).at('identity').run(LIST)).data['factorResets']).toContainEqual({
      id,
      state: 'PENDING',
      viewerMayApprove: true,
      viewerMayCancel: true,
    });
    expect(codeOf(await run(lost, CANCEL, id))).toBe('DONE');
    expect(codeOf(await run(bea, APPROVE, id))).toBe('NOT_FOUND');
    const late = await pending(lost);
    await world.sql(
      "UPDATE identity.factor_reset SET expires_at = now() - interval '1 second' WHERE reset_id = $1",
      [late],
    );
    expect(codeOf(await run(bea, APPROVE, late))).toBe('NOT_FOUND');
    const again = await pending(lost);
    expect((await run(bea, APPROVE, again)).data['approveFactorReset']).toMatchObject({ state: 'DONE' });
    expect(await factorsOf(lost)).toBe(0);
    expect(codeOf(await run(cem, APPROVE, again))).toBe('NOT_FOUND');
  });

  it('would let one person agree with themselves, or late, with these conditions out', async () => {
    const lost = await owner('Selbst');
    const id = await pending(lost);
    const [where, body] = [
      'identity.approve_factor_reset(uuid, bytea)',
      'c.user_id IN (asked.asked_by, asked.account_id)',
    ];
    await without(where, body, 'false', async () => expect(codeOf(await run(ada, APPROVE, id))).toBe('DONE'));
    const late = await pending(await owner('Spät'));
    await world.sql(
      "UPDATE identity.factor_reset SET expires_at = now() - interval '1 second' WHERE reset_id = $1",
      [late],
    );
    await without(
      'identity.approve_factor_reset(uuid, bytea)',
      'r.expires_at > clock_timestamp()',
      'true',
      async () => {
        expect(codeOf(await run(bea, APPROVE, late))).toBe('DONE');
      },
    );
  });

  it('does not let an owner be demoted first, nor a new owner agree', async () => {
    // In its first hour the owners are those who found it.
    await world.sql("UPDATE tenancy.organization SET created_at = now() - interval '2 days'");
    const lost = await owner('Herabgestuft');
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [lost.id]);
    await world.join(lost, org, 'member');
    const early = await person('Eben', 'owner');
    const id = await pending(lost);
    const puppet = await person('Neu', 'owner');
    expect(codeOf(await run(puppet, APPROVE, id))).toBe('FORBIDDEN');
    expect(codeOf(await run(early, APPROVE, id))).toBe('FORBIDDEN');
    await without(
      'identity.approve_factor_reset(uuid, bytea)',
      'NOT tenancy.was_settled_owner(c.user_id',
      'false AND NOT tenancy.was_settled_owner(c.user_id',
      async () => {
        expect(codeOf(await run(puppet, APPROVE, id))).toBe('DONE');
      },
    );
    const other = await owner('Vorgestern');
    await world.sql(
      "UPDATE tenancy.membership SET valid_from = now() - interval '20 days', valid_to = now() - interval '8 days' WHERE account_id = $1",
      [other.id],
    );
    await world.join(other, org, 'member');
    expect((await ask(ada, other)).data['resetMemberFactors']).toMatchObject({ state: 'DONE' });
  });

  it('asks again at the moment of agreeing: who joined elsewhere meanwhile stays as they are', async () => {
    const lost = await owner('Inzwischen');
    const id = await pending(lost);
    await world.join(lost, elsewhere, 'member');
    expect((await run(bea, APPROVE, id)).errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await factorsOf(lost)).toBe(1);
  });

  it('does not go through when who asked is an owner no longer', async () => {
    const [gone, lost] = [await owner('Gegangen'), await owner('Bleibt')];
    const id = await pending(lost, gone);
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [gone.id]);
    expect(codeOf(await run(bea, APPROVE, id))).toBe('INVALID_INPUT');
  });

  it('shows requests to owners alone', async () => {
    const adam = await person('Alwin', 'admin');
    expect((await world.as(adam, org).at('identity').run(LIST)).data).toEqual({ factorResets: [] });
  });
});
