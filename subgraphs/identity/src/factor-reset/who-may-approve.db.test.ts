import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { identitySubgraph } from '../subgraph.js';

const ASK = 'mutation ($input: ResetFactorsInput!) { resetMemberFactors(input: $input) { id } }';
const APPROVE = 'mutation ($id: ID!) { approveFactorReset(resetId: $id) { id } }';
const LIST = '{ factorResets { id viewerMayApprove } }';

/** What is offered is what would be done: nobody is shown a button that the server refuses. */
describe('who is told that they may agree to a reset', () => {
  let world: World;
  let org: TestOrganization;
  let elsewhere: TestOrganization;
  let [ada, bea]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [org, elsewhere] = [await world.organization('werk'), await world.organization('anderswo')];
    await world.sql("UPDATE tenancy.organization SET created_at = now() - interval '9 days'");
    [ada, bea] = [await owner('Ada'), await owner('Bea')];
  });
  afterAll(() => world.close());

  async function owner(name: string, since = '2 days'): Promise<Person> {
    const made = await world.person(name);
    await giveCredentials(world, made);
    await world.join(made, org, 'owner');
    await world.sql('UPDATE tenancy.membership SET valid_from = now() - $2::interval WHERE account_id = $1', [
      made.id,
      since,
    ]);
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [made.id]);
    return made;
  }
  async function pending(about: Person, by = ada!): Promise<string> {
    const input = { userId: about.id, reason: 'Am Telefon erkannt.' };
    const { data, errors } = await world
      .as(by, org)
      .at('identity')
      .run<{ resetMemberFactors: { id: string } }>(ASK, { input });
    expect(errors).toEqual([]);
    return data.resetMemberFactors.id;
  }
  /** What the page offers, and whether the server would do it. */
  async function offered(by: Person, id: string): Promise<{ told: boolean | undefined; done: boolean }> {
    const at = world.as(by, org).at('identity');
    const { data } = await at.run<{ factorResets: { id: string; viewerMayApprove: boolean }[] }>(LIST);
    const told = data.factorResets.find((reset) => reset.id === id)?.viewerMayApprove;
    return { told, done: (await at.run(APPROVE, { id })).errors.length === 0 };
  }
  const REFUSED = { told: false, done: false };

  it('owners of some time, by their own means', async () => {
    const id = await pending(await owner('Verloren'));
    expect(await offered(ada!, id)).toEqual(REFUSED);
    const puppet = await owner('Neu', '1 minute');
    expect(await offered(puppet, id)).toEqual(REFUSED);
    const { around } = await replaceInFunction(world, 'identity.factor_resets()', [
      'tenancy.was_settled_owner(me, r.asked_at)',
      'true',
    ]);
    expect(await around(() => offered(puppet, id))).toEqual({ told: true, done: false });
    expect(await offered(bea!, id)).toEqual({ told: true, done: true });
  });

  it('nobody who came by a connection', async () => {
    const id = await pending(await owner('Weg'));
    const guided = await owner('Gesine');
    await world.sql('UPDATE identity.session SET org_id = $2, connection_id = $3 WHERE account_id = $1', [
      guided.id,
      org.id,
      newId(),
    ]);
    expect(await offered(guided, id)).toEqual(REFUSED);
    const { around } = await replaceInFunction(world, 'identity.factor_resets()', [
      'NOT identity.is_bound()',
      'true',
    ]);
    expect(await around(() => offered(guided, id))).toEqual({ told: true, done: false });
  });

  it('nobody when who asked is an owner no longer, or the person joined elsewhere', async () => {
    const gone = await owner('Gegangen');
    const first = await pending(await owner('Bleibt'), gone);
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [gone.id]);
    expect(await offered(bea!, first)).toEqual(REFUSED);
    const lost = await owner('Inzwischen');
    const second = await pending(lost);
    await world.join(lost, elsewhere, 'member');
    expect(await offered(bea!, second)).toEqual(REFUSED);
  });
});
