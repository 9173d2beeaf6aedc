import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '#runtime/db/statistics.js';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from './subgraph.js';

describe('the subgraph', () => {
  it('takes the Organization’s lock alone for every change of grants and roles', async () => {
    const { sdl } = await buildSchemaOf(tenancySubgraph);
    const changes = [
      'changeMemberRole',
      'removeMember',
      'grantSpaceAccess',
      'revokeSpaceAccess',
      'decideAccessRequest',
    ];
    for (const name of changes) expect(sdl).toMatch(new RegExp(`${name}\\(.*alone: true`));
  });
});

const OVERVIEW = `{
  organization {
    viewerCan
    members { edges { node { id secondFactor viewerMayChange user { id } } } }
    spaces { id viewerCan viewerRoles { id } grants { id user { id } } }
    invitations { id }
    accessRequests { id space { id } }
    settings { key versions { version } }
  }
}`;

describe('the number of SQL statements', () => {
  let world: World;
  let acme: TestOrganization;
  let ada: Person;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    ada = await world.person('Ada');
    await world.join(ada, acme, 'owner');
  });
  afterAll(() => world.close());

  async function addRows(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const person = await world.person(`Person ${index}`);
      await world.join(person, acme, 'member');
      const space = await world.space(acme, `Space ${index}`);
      await world.grant(ada, acme, space, 'manager');
      await world.grant(person, acme, space, 'viewer');
      await world.sql(
        'INSERT INTO tenancy.access_request (request_id, org_id, space_id, requested_by) VALUES (uuidv7(), $1, $2, $3)',
        [acme.id, space, person.id],
      );
    }
  }

  async function statements(): Promise<number> {
    const counts = countStatements();
    const { errors } = await world.as(ada, acme).at('tenancy').run(OVERVIEW);
    expect(errors).toEqual([]);
    return counts.stop().statements;
  }

  it('does not grow with the rows', async () => {
    await addRows(1);
    const few = await statements();
    await addRows(6);
    expect(await statements()).toBe(few);
    expect(few).toBeLessThanOrEqual(20);
  });
});
