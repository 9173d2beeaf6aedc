import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';
import { openDirectory, proveDomain, type Directory } from '#tests/kit/scim.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

describe('People of a directory', () => {
  let scenario: Scenario;
  let door: FrontDoor;
  let directory: Directory;
  beforeAll(async () => {
    scenario = await createScenario();
    door = await openFrontDoor(scenario.world);
    await proveDomain(scenario.world, scenario.acme, 'acme.test');
    directory = await openDirectory(scenario.world, door, scenario.ada, scenario.acme);
  });
  afterAll(async () => {
    await door.close();
    await scenario.world.close();
  });
  const call: Directory['call'] = (...args) => directory.call(...args);
  const made = async (name: string, more: object = {}) => {
    const { status, body } = await call('POST', 'Users', {
      schemas: [USER],
      userName: `${name}@acme.test`,
      ...more,
    });
    expect(status, JSON.stringify(body)).toBe(201);
    return body as { id: string; meta: { version: string } } & Record<string, unknown>;
  };

  test('come, are told about, change and go', async () => {
    const first = await made('bjensen', {
      externalId: '701984',
      name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
      emails: [{ value: 'bjensen@acme.test', type: 'work', primary: true }],
    });
    expect(first).toMatchObject({
      schemas: [USER],
      userName: 'bjensen@acme.test',
      active: true,
      externalId: '701984',
    });
    const found = await call('GET', `Users?filter=${encodeURIComponent('userName eq "BJensen@acme.test"')}`);
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: first.id }] });
    const off = await call('PATCH', `Users/${first.id}`, {
      schemas: [PATCH],
      Operations: [{ op: 'Replace', value: { active: false } }],
    });
    expect([off.status, off.body['active']]).toEqual([200, false]);
    const gone = await call('DELETE', `Users/${first.id}`);
    expect(gone.status).toBe(204);
    expect((await call('GET', `Users/${first.id}`)).status).toBe(404);
  });

  test('are put into groups', async () => {
    const person = await made('group.person');
    const group = await call('POST', 'Groups', {
      displayName: 'Tour Guides',
      members: [{ value: person.id }],
    });
    expect([group.status, group.body['members']]).toMatchObject([201, [{ value: person.id, type: 'User' }]]);
    const listed = await call(
      'GET',
      `Groups?filter=${encodeURIComponent(`members.value eq "${person.id}"`)}`,
    );
    expect(listed.body).toMatchObject({ totalResults: 1 });
    const left = await call('PATCH', `Groups/${String(group.body['id'])}`, {
      Operations: [{ op: 'remove', path: `members[value eq "${person.id}"]` }],
    });
    expect(left.body['members']).toEqual([]);
  });

  test('discovery', async () => {
    for (const path of [
      'ServiceProviderConfig',
      'ResourceTypes',
      'Schemas',
      `Schemas/${USER}`,
      'ResourceTypes/User',
    ])
      expect((await call('GET', path)).status, path).toBe(200);
  });
});
