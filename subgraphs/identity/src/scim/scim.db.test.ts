import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { openScimWorld, patchOf, type ScimWorld } from '#tests/kit/scim.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** RFC 7644's own examples, with addresses of a domain that the Organization proved. */
describe('People of a directory', () => {
  let scim: ScimWorld;
  beforeAll(async () => {
    scim = await openScimWorld();
  });
  afterAll(() => scim.close());
  const call: ScimWorld['acme']['call'] = (...args) => scim.acme.call(...args);
  const list = async (query: Readonly<Record<string, string>>) => {
    const { body } = await call('GET', `Users?${new URLSearchParams(query).toString()}`);
    return body as unknown as {
      totalResults: number;
      startIndex: number;
      Resources: Record<string, unknown>[];
    };
  };

  test('are created (§3.3), read (§3.4.1), found (§3.4.2), replaced (§3.5.1) and removed (§3.6)', async () => {
    const created = await call('POST', 'Users', {
      schemas: [USER],
      userName: 'bjensen@acme.test',
      externalId: 'bjensen',
      name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
    });
    expect(created.status).toBe(201);
    const id = String(created.body['id']);
    const location = `${scim.door.gateway.url}/o/acme/scim/v2/Users/${id}`;
    expect(created.headers.get('location')).toBe(location);
    expect(created.headers.get('content-type')).toMatch('application/scim+json');
    expect(created.body).toMatchObject({
      schemas: [USER],
      externalId: 'bjensen',
      name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
      active: true,
      meta: { resourceType: 'User', location, version: created.headers.get('etag') },
    });
    const read = await call('GET', `Users/${id}`);
    expect(read.body).toEqual(created.body);
    expect(await list({ filter: 'userName eq "BJENSEN@acme.test"' })).toMatchObject({
      totalResults: 1,
      startIndex: 1,
      Resources: [read.body],
    });
    const replaced = await call('PUT', `Users/${id}`, {
      schemas: [USER],
      id,
      userName: 'bjensen@acme.test',
      externalId: 'bjensen',
      name: {
        formatted: 'Ms. Barbara J Jensen III',
        familyName: 'Jensen',
        givenName: 'Barbara',
        middleName: 'Jane',
      },
      roles: [],
      emails: [{ value: 'bjensen@acme.test' }, { value: 'babs@jensen.org' }],
    });
    expect(replaced.body).toMatchObject({
      active: true,
      emails: [{ value: 'bjensen@acme.test' }, { value: 'babs@jensen.org' }],
    });
    expect(replaced.headers.get('etag')).not.toBe(created.headers.get('etag'));
    expect((await call('DELETE', `Users/${id}`)).status).toBe(204);
    expect((await call('GET', `Users/${id}`)).body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '404',
    });
    const again = await scim.made('bjensen', { externalId: 'bjensen' });
    expect(again.id).not.toBe(id);
  });

  test('are conflicts where they are there already (§3.3)', async () => {
    await scim.made('twice');
    const { status, body } = await call('POST', 'Users', { userName: 'Twice@acme.test' });
    expect([status, body['scimType']]).toEqual([409, 'uniqueness']);
  });

  test('lose everything at once when they are deactivated, and come back when they are active again', async () => {
    const { world, acme, spaceId } = scim.scenario;
    const { id } = await scim.made('leaver');
    const account = (await scim.accountOf('leaver@acme.test'))!.account_id;
    const person = { ...(await world.person('Lea Leaver')), id: account };
    await world.grant(person, acme, spaceId, 'editor');
    const bound = newId();
    const free = newId();
    for (const [session, org] of [
      [bound, acme.id],
      [free, null],
    ])
      await world.sql(
        `INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, mfa_at, org_id, connection_id)
           VALUES ($1::uuid, $2, sha256($1::uuid::text::bytea), 2, 'sso+idp', now(), $3::uuid, $3::uuid)`,
        [session, account, org],
      );
    const enters = async (session: string | null | undefined): Promise<unknown> =>
      (
        await world.sql<{ answer: { kind: string; org?: unknown } }>(
          "SELECT tenancy.resolve_session(sha256($1::text::bytea), 'acme') AS answer",
          [session],
        )
      ).map(({ answer }) => [answer.kind, Boolean(answer.org)])[0];
    expect([await enters(bound), await enters(free)]).toEqual([
      ['user', true],
      ['user', true],
    ]);
    const off = await call('PATCH', `Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }));
    expect(off.body['active']).toBe(false);
    expect([await enters(bound), await enters(free)]).toEqual([
      ['anonymous', false],
      ['user', false],
    ]);
    const entries = await world.sql<{ changes: string; actor_id: string }>(
      "SELECT changes, actor_id FROM compliance.audit_entry WHERE action = 'directory.update_user' AND subject_id = $1",
      [account],
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ actor_id: scim.acme.serviceId });
    expect(entries[0]?.changes).toMatch(/ended_grants.*ended_sessions.*membership/);
    const on = await call('PATCH', `Users/${id}`, patchOf({ op: 'replace', path: 'active', value: true }));
    expect(on.body['active']).toBe(true);
    expect(await enters(free)).toEqual(['user', true]);
    const grants = await world.sql(
      'SELECT 1 FROM tenancy.space_grant WHERE principal_id = $1 AND valid_to > now()',
      [account],
    );
    expect(grants, 'what was given by hand does not come back by itself').toEqual([]);
  });

  test('show as inactive when somebody removed them here', async () => {
    const { world, ada, acme } = scim.scenario;
    const { id } = await scim.made('removed');
    const tag = (await call('GET', `Users/${id}`)).headers.get('etag');
    const account = (await scim.accountOf('removed@acme.test'))!.account_id;
    const [{ member_id } = { member_id: '' }] = await world.sql<{ member_id: string }>(
      'SELECT member_id FROM tenancy.membership WHERE account_id = $1',
      [account],
    );
    const { errors } = await world
      .as(ada, acme)
      .at('tenancy')
      .run('mutation($id: ID!) { removeMember(memberId: $id) { id } }', { id: member_id });
    if (errors.length > 0)
      await world.sql('UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE account_id = $1', [
        account,
      ]);
    const now = await call('GET', `Users/${id}`);
    expect([now.body['active'], now.headers.get('etag') === tag]).toEqual([false, false]);
    expect(await list({ filter: 'userName eq "removed@acme.test" and active eq true' })).toMatchObject({
      totalResults: 0,
    });
    await call(
      'PATCH',
      `Users/${id}`,
      patchOf({ op: 'replace', path: 'displayName', value: 'Immer noch weg' }),
    );
    expect((await call('GET', `Users/${id}`)).body['active']).toBe(false);
  });

  test('are found by filters, sorted, paged and cut to what was asked for (§3.4.2, §3.9)', async () => {
    for (const [name, family] of [
      ['p.carla', 'Ober'],
      ['p.anna', 'Mitte'],
      ['p.bernd', "O'Malley"],
    ] as const)
      await scim.made(name, {
        externalId: `id-${name}`,
        displayName: name.toUpperCase(),
        name: { familyName: family },
        emails: [{ value: `${name}@acme.test`, type: 'work', primary: true }],
      });
    const names = async (query: Readonly<Record<string, string>>) =>
      (await list({ sortBy: 'userName', ...query })).Resources.map(
        (each) => String(each['userName']).split('@')[0],
      );
    const all = { filter: 'userName sw "p."' };
    expect(await names(all)).toEqual(['p.anna', 'p.bernd', 'p.carla']);
    expect(await names({ ...all, sortOrder: 'descending' })).toEqual(['p.carla', 'p.bernd', 'p.anna']);
    expect(await names({ ...all, startIndex: '2', count: '1' })).toEqual(['p.bernd']);
    expect(await list({ ...all, count: '0' })).toMatchObject({ totalResults: 3, Resources: [] });
    expect(await list({ ...all, startIndex: '100' })).toMatchObject({ totalResults: 3, Resources: [] });
    for (const [filter, expected] of [
      ['name.familyName co "O\'Malley"', ['p.bernd']],
      ['displayName eq "p.anna"', ['p.anna']],
      ['externalId eq "ID-p.anna"', []],
      ['externalId eq "id-p.anna"', ['p.anna']],
      ['emails[type eq "work" and value sw "p.c"]', ['p.carla']],
      ['userName sw "p." and not (name.familyName eq "ober" or name.familyName eq "mitte")', ['p.bernd']],
      ['userName ew "@acme.test" and name.familyName pr and userName gt "p.b"', ['p.bernd', 'p.carla']],
      ['meta.created lt "2020-01-01T00:00:00Z"', []],
      [
        'userName sw "p." and meta.created gt "2020-01-01T00:00:00Z" and active ne false',
        ['p.anna', 'p.bernd', 'p.carla'],
      ],
      ['userName sw "p." and displayName ne "P.ANNA"', ['p.bernd', 'p.carla']],
    ] as const)
      expect(await names({ filter }), filter).toEqual(expected);
    const cut = (await list({ ...all, attributes: 'userName,name.familyName' })).Resources[0]!;
    expect(Object.keys(cut).sort()).toEqual(['id', 'name', 'schemas', 'userName']);
    const rest = (await list({ ...all, excludedAttributes: 'emails,meta' })).Resources[0]!;
    expect([rest['emails'], rest['meta'], rest['externalId']]).toEqual([
      undefined,
      undefined,
      expect.any(String),
    ]);
  });

  test('are changed only as they were known (§3.14)', async () => {
    const { id } = await scim.made('tagged');
    const tag = (await call('GET', `Users/${id}`)).headers.get('etag')!;
    const change = (name: string, match: string) =>
      call('PATCH', `Users/${id}`, patchOf({ op: 'replace', path: 'displayName', value: name }), {
        'if-match': match,
      });
    expect((await change('Eins', tag)).status).toBe(200);
    expect((await change('Zwei', tag)).status).toBe(412);
    expect((await change('Zwei', '*')).status).toBe(200);
    expect((await call('DELETE', `Users/${id}`, undefined, { 'if-match': tag })).status).toBe(412);
    const now = (await call('GET', `Users/${id}`)).headers.get('etag')!;
    expect((await call('GET', `Users/${id}`, undefined, { 'if-none-match': now })).status).toBe(304);
    expect((await call('GET', `Users/${id}`, undefined, { 'if-none-match': tag })).status).toBe(200);
  });

  test.each([
    ['no JSON', '{', 400, 'invalidSyntax'],
    ['a list', '[]', 400, 'invalidSyntax'],
    ['no address', { displayName: 'x' }, 400, 'invalidValue'],
    ['no mail address', { userName: 'bjensen' }, 400, 'invalidValue'],
    ['a name that is a text', { userName: 'a@acme.test', name: 'x' }, 400, 'invalidValue'],
    [
      'a name that is too long',
      { userName: 'a@acme.test', displayName: 'x'.repeat(500) },
      400,
      'invalidValue',
    ],
    ['a truth that is none', { userName: 'a@acme.test', active: 'perhaps' }, 400, 'invalidValue'],
    ['addresses without value', { userName: 'a@acme.test', emails: [{}] }, 400, 'invalidValue'],
    [
      'more than a body holds',
      { userName: 'a@acme.test', displayName: 'x'.repeat(1_200_000) },
      413,
      undefined,
    ],
  ])('are refused in the words of §3.12: %s', async (_what, body, status, scimType) => {
    const answer = await call('POST', 'Users', body);
    expect([answer.status, answer.body['scimType'], answer.body['status']]).toEqual([
      status,
      scimType,
      String(status),
    ]);
    expect(answer.body['schemas']).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
    expect(answer.headers.get('content-type')).toMatch('application/scim+json');
  });

  test('are told what there is (§4)', async () => {
    expect((await call('GET', 'ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
      etag: { supported: true },
      changePassword: { supported: false },
    });
    expect((await call('GET', 'ResourceTypes')).body).toMatchObject({ totalResults: 2 });
    expect((await call('GET', 'ResourceTypes/User')).body).toMatchObject({
      endpoint: '/Users',
      schema: USER,
    });
    expect((await call('GET', `Schemas/${USER}`)).body).toMatchObject({ id: USER, name: 'User' });
    expect((await call('GET', 'Schemas/urn:nothing')).status).toBe(404);
  });
});
