import { newId } from '#runtime/graphql/ids.js';
import type { Person } from '#runtime/testing/world.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import { giveConnection, giveDomain, inBrowser, leaveArrival, newBrowser } from '#tests/kit/sso.js';
import { asserted, DOUBLE } from '#tests/kit/sso-double.js';
import type { MutationCases } from './mutation-cases.js';

const START = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
const TEST = 'mutation($input: TestConnectionInput!) { testConnection(input: $input) { redirectUrl } }';
const FINISH = 'mutation($input: FinishSsoInput!) { finishSso(input: $input) { next } }';
const LINK = 'mutation($arrival: String!) { linkSso(arrival: $arrival) { returnPath } }';
const FINISH_TEST = 'mutation($arrival: String!) { finishConnectionTest(arrival: $arrival) }';

/** A connection of Acme, whose people have addresses of the domain that is returned. */
async function connected({ world, acme, ada }: Scenario): Promise<{ id: string; domain: string }> {
  const id = await giveConnection(world, acme, ada, { ...DOUBLE, name: `Way ${newId().slice(-8)}` });
  const domain = `${newId().slice(-12)}.example`;
  await giveDomain(world, acme, ada, domain, id);
  return { id, domain };
}

/** The way in by a connection. What comes of an answer is tried beside the protocols, in subgraphs/identity/src/sso. */
export const ssoCases: MutationCases = {
  startSso: async (scenario) => {
    const { id } = await connected(scenario);
    const start = (connectionId: string) => () =>
      inBrowser(scenario.world, newBrowser(), START, { input: { connectionId, returnPath: '/' } });
    return { allowed: start(id), denied: start(newId()) };
  },
  testConnection: async (scenario) => {
    const { world, acme, ada, max } = scenario;
    const { id: connectionId } = await connected(scenario);
    const test = (person: Person) => () =>
      inBrowser(world, newBrowser(person), TEST, { input: { connectionId, returnPath: '/' } }, acme);
    return { allowed: test(ada), denied: test(max) };
  },
  finishSso: async (scenario) => {
    const { id, domain } = await connected(scenario);
    const browser = newBrowser();
    const assertion = asserted('anna', {
      email: `anna@${domain}`,
      isEmailVerified: true,
      name: 'Anna Ankunft',
    });
    const again = () => leaveArrival(scenario.world, id, browser, assertion);
    // The first time makes an account and a member besides, each with an entry.
    await must(inBrowser(scenario.world, browser, FINISH, { input: { arrival: await again() } }));
    const arrival = await again();
    const finish = (handle: string) => () =>
      inBrowser(scenario.world, browser, FINISH, { input: { arrival: handle } });
    return { allowed: finish(arrival), denied: finish('never left') };
  },
  linkSso: async (scenario) => {
    const { world } = scenario;
    const { id, domain } = await connected(scenario);
    const person = await world.person('Liane Link');
    const email = `liane@${domain}`;
    await world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [email, person.id]);
    const browser = newBrowser(person);
    const arrival = await leaveArrival(
      world,
      id,
      browser,
      asserted('liane', { email, isEmailVerified: true }),
    );
    const link = (handle: string) => () => inBrowser(world, browser, LINK, { arrival: handle });
    return { allowed: link(arrival), denied: link('never left') };
  },
  finishConnectionTest: async (scenario) => {
    const { world, acme, ada } = scenario;
    const { id } = await connected(scenario);
    const browser = newBrowser(ada);
    const arrival = await leaveArrival(world, id, browser, asserted('ada'), 'test');
    const finish = (handle: string) => () =>
      inBrowser(world, browser, FINISH_TEST, { arrival: handle }, acme);
    return { allowed: finish(arrival), denied: finish('never left') };
  },
};
