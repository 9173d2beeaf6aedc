import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { openSessionResolver, type SessionResolver } from '#runtime/db/session-resolver.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';

let world: World;
let sessions: SessionResolver;
let ada: Person;
let acme: TestOrganization;
beforeAll(async () => {
  world = await createWorld([]);
  sessions = openSessionResolver(world.db.logins.kopexa_gateway);
  ada = await world.person('Ada Lange');
  acme = await world.organization('acme');
  await world.join(ada, acme, 'member');
});
afterAll(async () => {
  await sessions.close();
  await world.close();
});

const request = { requestId: 'request-1', operation: 'Home', ip: '127.0.0.1', userAgent: 'test' };
const resolve = (token: string, slug: string | null) =>
  sessions.resolve(createHash('sha256').update(token).digest(), slug, 'de', request);
const entries = () =>
  world.sql(
    "SELECT org_id, actor_id, outcome, request_id FROM compliance.audit_entry WHERE action = 'organization.enter'",
  );

it('a session that enters an Organization leaves one entry there, however many requests come at once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => resolve(ada.token, 'acme')));
  await resolve(ada.token, 'acme');
  expect(await entries()).toEqual([
    { org_id: acme.id, actor_id: ada.id, outcome: 'ok', request_id: 'request-1' },
  ]);
});

it('a session without a second factor, and one of somebody else, enter nothing', async () => {
  const before = (await entries()).length;
  const eve = await world.person('Eve Outside');
  expect((await resolve(eve.token, 'acme')).org).toBeNull();
  expect((await resolve(ada.halfToken, 'acme')).org).toBeNull();
  expect((await resolve(ada.token, null)).org).toBeNull();
  expect((await entries()).length).toBe(before);
});
