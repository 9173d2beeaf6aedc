import type { Person } from '#runtime/testing/world.js';
import { newId } from '#runtime/graphql/ids.js';
import { givePassword, giveCredentials } from '#tests/kit/credentials.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const ASK = 'mutation($input: ResetFactorsInput!) { resetMemberFactors(input: $input) { id state } }';
const APPROVE = 'mutation($id: ID!) { approveFactorReset(resetId: $id) { id state } }';
const CANCEL = 'mutation($id: ID!) { cancelFactorReset(resetId: $id) { id state } }';
const REDEEM = 'mutation($token: String!) { redeemFactorReset(token: $token) }';

/** An owner of an Organization of their own, with a second factor that is a moment old. */
async function owners(
  scenario: Scenario,
  count: number,
): Promise<{ org: Scenario['acme']; people: Person[] }> {
  const { world } = scenario;
  const org = await world.organization(`notfall-${newId().slice(-12)}`);
  const people: Person[] = [];
  for (let at = 0; at < count; at += 1) {
    const person = await world.person(`Inge Inhaberin ${at}`);
    await giveCredentials(world, person);
    await world.join(person, org, 'owner');
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
      person.id,
    ]);
    people.push(person);
  }
  return { org, people };
}

async function pending(scenario: Scenario) {
  const { org, people } = await owners(scenario, 3);
  const [asks, agrees, lost] = people as [Person, Person, Person];
  const input = { userId: lost.id, reason: 'Am Telefon erkannt.' };
  const { id } = await must<{ id: string }>(scenario.world.as(asks, org).at('identity').run(ASK, { input }));
  return { org, asks, agrees, id };
}

/** Break-glass: who may reset the second factors of somebody who lost everything. */
export const factorResetCases: MutationCases = {
  resetMemberFactors: async (scenario) => {
    const { world, eve } = scenario;
    const { org, people } = await owners(scenario, 1);
    const member = await world.person('Moritz Ohne');
    await giveCredentials(world, member);
    await world.join(member, org, 'member');
    const run = (userId: string) => () =>
      world
        .as(people[0]!, org)
        .at('identity')
        .run(ASK, { input: { userId, reason: 'Persönlich erkannt.' } });
    return { allowed: run(member.id), denied: run(eve.id) };
  },
  approveFactorReset: async (scenario) => {
    const { org, asks, agrees, id } = await pending(scenario);
    const run = (by: Person) => () => scenario.world.as(by, org).at('identity').run(APPROVE, { id });
    return { allowed: run(agrees), denied: run(asks) };
  },
  cancelFactorReset: async (scenario) => {
    const { org, agrees, id } = await pending(scenario);
    const stranger = await owners(scenario, 1);
    return {
      allowed: () => scenario.world.as(agrees, org).at('identity').run(CANCEL, { id }),
      denied: () => scenario.world.as(stranger.people[0]!, stranger.org).at('identity').run(CANCEL, { id }),
    };
  },
  redeemFactorReset: async (scenario) => {
    const { world } = scenario;
    const { org, people } = await owners(scenario, 1);
    const member = await world.person('Lisa Link');
    await givePassword(world, member);
    await world.join(member, org, 'member');
    const token = `mailed to ${member.id}`;
    await world.sql(
      `INSERT INTO identity.factor_reset (reset_id, org_id, account_id, reason, asked_by, done_by, done_at, token_hash, link_ends_at)
       VALUES (uuidv7(), $1, $2, 'Erkannt.', $3, $3, now(), sha256($4::text::bytea), now() + interval '1 hour')`,
      [org.id, member.id, people[0]!.id, token],
    );
    const run = (link: string) => () =>
      world.as(member, null, { half: true }).at('identity').run(REDEEM, { token: link });
    return { allowed: run(token), denied: run('kein Link') };
  },
};
