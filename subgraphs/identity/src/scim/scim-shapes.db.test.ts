import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScimWorld, type ScimWorld } from '#tests/kit/scim.js';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Requests as Okta and Microsoft Entra ID write them, word by word. */
describe('What directories really send', () => {
  let scim: ScimWorld;
  beforeAll(async () => {
    scim = await openScimWorld();
  });
  afterAll(() => scim.close());
  const call: ScimWorld['acme']['call'] = (...args) => scim.acme.call(...args);
  const patch = async (path: string, ...Operations: object[]) => {
    const { status, body } = await call('PATCH', path, { schemas: [PATCH], Operations });
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };

  test('Okta: looks for a person, creates them, updates by PUT and deactivates', async () => {
    const search = await call(
      'GET',
      'Users?filter=userName%20eq%20%22okta.person%40acme.test%22&startIndex=1&count=100',
    );
    expect(search.body).toMatchObject({ totalResults: 0, Resources: [], startIndex: 1, itemsPerPage: 0 });
    const created = await call('POST', 'Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'okta.person@acme.test',
      name: { givenName: 'Okta', familyName: 'Person' },
      emails: [{ primary: true, value: 'okta.person@acme.test', type: 'work' }],
      displayName: 'Okta Person',
      locale: 'en-US',
      externalId: '00ujl29u0le5T6Aj10h7',
      groups: [],
      password: '1mz050nq',
      active: true,
    });
    expect(created.status).toBe(201);
    expect(JSON.stringify(created.body)).not.toMatch(/1mz050nq|password/);
    const id = String(created.body['id']);
    const updated = await call('PUT', `Users/${id}`, {
      ...created.body,
      name: { givenName: 'Another', middleName: 'X', familyName: 'Person' },
    });
    expect(updated.body).toMatchObject({
      name: { givenName: 'Another', familyName: 'Person' },
      active: true,
    });
    const off = await patch(`Users/${id}`, { op: 'replace', value: { active: false } });
    expect(off['active']).toBe(false);
    const on = await call('PUT', `Users/${id}`, { ...created.body, active: true });
    expect(on.body['active']).toBe(true);
  });

  test('Okta: pushes a group, renames it with its id in the value, and changes its members', async () => {
    const people = [await scim.made('okta.a'), await scim.made('okta.b')];
    const [first, second] = people.map(({ id }) => ({ value: id, display: 'x@acme.test' }));
    const created = await call('POST', 'Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Test SCIMv2',
      members: [],
    });
    const id = String(created.body['id']);
    await patch(`Groups/${id}`, { op: 'replace', value: { id, displayName: 'Test SCIMv2a' } });
    await patch(`Groups/${id}`, { op: 'add', path: 'members', value: [first, second] });
    const left = await patch(`Groups/${id}`, { op: 'remove', path: `members[value eq "${people[0]!.id}"]` });
    expect(left).toMatchObject({ displayName: 'Test SCIMv2a', members: [{ value: people[1]!.id }] });
    const set = await patch(`Groups/${id}`, { op: 'replace', path: 'members', value: [first] });
    expect(set['members']).toMatchObject([{ value: people[0]!.id }]);
  });

  test('Entra: creates a person with its extension and its own words', async () => {
    const created = await call('POST', 'Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
      externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
      userName: 'Test_User_ab6490ee@acme.test',
      active: true,
      emails: [{ primary: true, type: 'work', value: 'Test_User_fd0ea19b@testuser.com' }],
      meta: { resourceType: 'User' },
      name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
      roles: [],
      title: 'Boss',
      [ENTERPRISE]: { department: 'IT', manager: { value: '1' } },
    });
    expect([created.status, created.body['userName']]).toEqual([201, 'test_user_ab6490ee@acme.test']);
    const id = String(created.body['id']);
    const changed = await patch(
      `Users/${id}`,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updatedEmail@acme.test' },
      { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
      { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Sales' },
      { op: 'Add', path: 'title', value: 'Chef' },
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+49 30 1' },
      { op: 'Add', path: 'emails[type eq "home"].value', value: 'home@acme.test' },
    );
    expect(changed).toMatchObject({
      emails: [
        { value: 'updatedEmail@acme.test', type: 'work', primary: true },
        { value: 'home@acme.test', type: 'home' },
      ],
      name: { familyName: 'updatedFamilyName' },
    });
    const off = await patch(`Users/${id}`, { op: 'Replace', path: 'active', value: 'False' });
    expect(off['active']).toBe(false);
    const on = await patch(`Users/${id}`, {
      op: 'replace',
      value: { active: 'True', 'name.givenName': 'Neu', displayName: 'Neuer Name' },
    });
    expect(on).toMatchObject({ active: true, displayName: 'Neuer Name', name: { givenName: 'Neu' } });
    const none = await patch(`Users/${id}`, { op: 'Remove', path: 'displayName' });
    expect(none['displayName']).toBeUndefined();
  });

  test('Entra: asks whether a group is there, without members, and changes them in its two ways', async () => {
    const [one, other] = [await scim.made('entra.a'), await scim.made('entra.b')];
    const created = await call('POST', 'Groups', {
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:Group',
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ],
      externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
      displayName: 'displayName',
      meta: { resourceType: 'Group' },
    });
    const id = String(created.body['id']);
    const asked = await call(
      'GET',
      `Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "displayName"')}`,
    );
    expect(asked.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    expect(JSON.stringify(asked.body)).not.toContain('members');
    await patch(`Groups/${id}`, {
      op: 'Add',
      path: 'members',
      value: [{ $ref: null, value: one.id }, { value: other.id }],
    });
    const left = await patch(`Groups/${id}`, {
      op: 'Remove',
      path: 'members',
      value: [{ $ref: null, value: one.id }],
    });
    expect(left['members']).toMatchObject([{ value: other.id }]);
    await patch(`Groups/${id}`, {
      op: 'Replace',
      path: 'displayName',
      value: '1879db59-3bdf-4490-ad68-ab880a269474updatedDisplayName',
    });
    await patch(`Groups/${id}`, { op: 'Replace', path: 'externalId', value: 'neu' });
    expect((await call('DELETE', `Groups/${id}`)).status).toBe(204);
    expect((await call('GET', `Groups/${id}`)).status).toBe(404);
  });

  test('bodies as application/json, and other types not at all', async () => {
    const body = { userName: 'plain.json@acme.test' };
    expect(
      (await call('POST', 'Users', body, { 'content-type': 'application/json; charset=utf-8' })).status,
    ).toBe(201);
    expect((await call('POST', 'Users', body, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(
      (await call('POST', 'Users', 'userName=x', { 'content-type': 'application/x-www-form-urlencoded' }))
        .status,
    ).toBe(415);
  });

  test.each([
    ['no operations', {}, 'invalidSyntax'],
    ['an operation that is none', { Operations: [{ op: 'move', path: 'active' }] }, 'invalidSyntax'],
    ['a path that is none', { Operations: [{ op: 'add', path: 'a b', value: 1 }] }, 'invalidPath'],
    [
      'an attribute that nobody knows',
      { Operations: [{ op: 'add', path: 'isOwner', value: true }] },
      'invalidPath',
    ],
    ['something of ours', { Operations: [{ op: 'replace', path: 'id', value: 'x' }] }, 'mutability'],
    [
      'something of ours',
      { Operations: [{ op: 'replace', path: 'meta.version', value: 'x' }] },
      'mutability',
    ],
    ['a removal of nothing', { Operations: [{ op: 'remove' }] }, 'noTarget'],
    ['a removal of the name', { Operations: [{ op: 'remove', path: 'userName' }] }, 'mutability'],
    [
      'an address that is not there',
      { Operations: [{ op: 'replace', path: 'emails[type eq "fax"].value', value: 'a@b.c' }] },
      'noTarget',
    ],
  ])('PATCH with %s is refused', async (_what, body, scimType) => {
    const { id } = await scim.made(`patch.${Math.random().toString(36).slice(2)}`);
    const answer = await call('PATCH', `Users/${id}`, body);
    expect([answer.status, answer.body['scimType']]).toEqual([400, scimType]);
  });
});
