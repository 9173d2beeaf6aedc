import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { giveCredentials, givePassword } from '#tests/kit/credentials.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { asserted, DOUBLE, DOUBLES } from '#tests/kit/sso-double.js';
import * as kit from '#tests/kit/sso.js';
import { identitySubgraph } from '../../subgraph.js';

const ACCOUNT_OF = 'identity.account_of_arrival(identity.sso_arrival,text,text,boolean,text,text,uuid)';
const JOIN = 'tenancy.join_by_connection(uuid,uuid,text,uuid,uuid,jsonb,text,uuid)';

/** Each defence alone keeps somebody out: with it taken out, they come in. */
describe('what keeps people out of an Organization', () => {
  let world: World;
  let acme: TestOrganization;
  let other: TestOrganization;
  let owner: Person;
  let open: string;
  let closed: string;
  let above: string;
  let rogue: string;
  beforeAll(async () => {
    world = await createWorld([
      {
        ...identitySubgraph,
        services: (given) => ({ ...identitySubgraph.services(given), protocols: DOUBLES }),
      },
    ]);
    [acme, other] = [await world.organization('acme'), await world.organization('other')];
    owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
    open = await kit.giveConnection(world, acme, owner, DOUBLE);
    closed = await kit.giveConnection(world, acme, owner, { ...DOUBLE, newcomers: { allowed: false } });
    above = await kit.giveConnection(world, acme, owner, {
      ...DOUBLE,
      newcomers: { role: 'organization.admin' },
    });
    rogue = await kit.giveConnection(world, acme, owner, DOUBLE);
    await world.sql(
      "UPDATE identity.connection SET activated_as_owner = false, activated_with = '{}' WHERE connection_id = $1",
      [rogue],
    );
    await kit.giveDomain(world, acme, owner, 'acme.example', open);
  });
  afterAll(() => world.close());

  let number = 0;
  /** Somebody nobody knows, with an address of the company unless another is given. */
  const newcomer = (more: object = {}) => {
    number += 1;
    const email = `nobody${number}@acme.example`;
    return asserted(`nobody ${number}`, { email, isEmailVerified: true, name: 'Nobody', ...more });
  };
  /** A colleague whom the product knows, and who belongs to the named Organizations. */
  async function colleague(
    organizations: TestOrganization[],
    role: 'owner' | 'member' = 'member',
    give: typeof givePassword | typeof giveCredentials = givePassword,
  ) {
    number += 1;
    const email = `known${number}@acme.example`;
    const person = await world.person(`Known ${'abcdefghijklmnopqrstuvwxyz'[number % 26] ?? ''}`);
    await give(world, person);
    await world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [email, person.id]);
    for (const organization of organizations) await world.join(person, organization, role);
    return asserted(`known ${number}`, { email, isEmailVerified: true, name: 'Known' });
  }
  async function former() {
    const who = await colleague([acme]);
    await world.sql(
      'UPDATE tenancy.membership SET valid_to = now() WHERE account_id = (SELECT account_id FROM identity.account WHERE email = $1)',
      [who.email],
    );
    // Linked before, as they would be who came so while they were a member.
    await world.sql(
      `INSERT INTO identity.external_identity (connection_id, subject, account_id, org_id)
         SELECT $1, $2, account_id, $3 FROM identity.account WHERE email = $4`,
      [open, who.subject, acme.id, who.email],
    );
    return who;
  }
  const isIn = ({ data }: Answer): boolean =>
    ['ENROL_SECOND_FACTOR', 'VERIFY_SECOND_FACTOR', 'DONE'].includes(
      (data?.['finishSso'] as { next: string } | null | undefined)?.next ?? '',
    );

  type Try = () => Promise<Answer>;
  const DEFENCES: [what: string, fn: string, edit: readonly [string, string], attempt: Try][] = [
    [
      'an address that nobody vouches for',
      ACCOUNT_OF,
      ['mail IS NULL OR NOT is_vouched', 'mail IS NULL'],
      () => kit.comeBySso(world, open, newcomer({ isEmailVerified: false })),
    ],
    [
      'an address of a domain that is not the Organization’s',
      ACCOUNT_OF,
      ['NOT identity.holds_domain(a.org_id, mail)', 'false'],
      () => kit.comeBySso(world, open, newcomer({ email: `x${number}@victim.example` })),
    ],
    [
      'an account that belongs elsewhere, unproven',
      ACCOUNT_OF,
      ['tenancy.belongs_elsewhere(known, a.org_id)', 'false'],
      async () => kit.comeBySso(world, open, await colleague([acme, other])),
    ],
    [
      'an account that is no member, unproven',
      ACCOUNT_OF,
      ['OR NOT tenancy.is_member(known, a.org_id)', ''],
      async () => kit.comeBySso(world, open, await colleague([])),
    ],
    [
      'an account with a second factor of its own, unproven',
      ACCOUNT_OF,
      ['identity.has_second_factor(known) OR', ''],
      async () => kit.comeBySso(world, open, await colleague([acme], 'member', giveCredentials)),
    ],
    [
      'somebody whose membership was ended',
      JOIN,
      [
        'EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account)',
        'false',
      ],
      async () => kit.comeBySso(world, open, await former()),
    ],
    [
      'a newcomer where none are let in',
      JOIN,
      ["NOT coalesce((newcomers->>'allowed')::boolean, false)", 'false'],
      () => kit.comeBySso(world, closed, newcomer()),
    ],
    [
      'a role above the ceiling',
      JOIN,
      ["NOT tenancy.within_ceiling(org, wanted, newcomers->>'ceiling')", 'false'],
      () => kit.comeBySso(world, above, newcomer()),
    ],
    [
      'an owner by a connection that no owner switched on',
      'identity.connection_reaches(uuid,uuid)',
      ['SELECT EXISTS (', 'SELECT true OR EXISTS ('],
      async () => kit.comeBySso(world, rogue, await colleague([acme], 'owner')),
    ],
    [
      'an arrival in another browser',
      'identity.look_at_arrival(bytea,bytea)',
      ['a.browser = visitor', 'true'],
      async () => {
        const arrival = await kit.leaveArrival(world, open, kit.newBrowser(), newcomer());
        const thief = kit.newBrowser();
        const around = await replaceInFunction(world, 'identity.take_arrival(bytea,bytea,text)', [
          ' AND a.browser = visitor',
          '',
        ]);
        return around.around(() => kit.finish(world, thief, arrival));
      },
    ],
    [
      'an arrival that is over',
      'identity.look_at_arrival(bytea,bytea)',
      [' AND a.expires_at > clock_timestamp()', ''],
      async () => {
        const browser = kit.newBrowser();
        const arrival = await kit.leaveArrival(world, open, browser, newcomer());
        await world.sql(
          "UPDATE identity.sso_arrival SET expires_at = now() - interval '1 second' WHERE taken_at IS NULL",
        );
        const around = await replaceInFunction(world, 'identity.take_arrival(bytea,bytea,text)', [
          ' AND a.expires_at > clock_timestamp()',
          '',
        ]);
        return around.around(() => kit.finish(world, browser, arrival));
      },
    ],
  ];

  it('lets in whom nothing keeps out', async () => {
    expect(isIn(await kit.comeBySso(world, open, newcomer()))).toBe(true);
    expect(isIn(await kit.comeBySso(world, open, await colleague([acme])))).toBe(true);
  });

  it.each(DEFENCES)('%s is refused, and let in without that defence', async (_what, fn, edit, attempt) => {
    expect(isIn(await attempt())).toBe(false);
    const { around } = await replaceInFunction(world, fn, edit);
    expect(isIn(await around(attempt))).toBe(true);
  });
});
