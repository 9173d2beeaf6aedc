import type { Actor } from '#runtime/actor/actor.js';
import { serviceTokenHash } from '#runtime/actor/service-token.js';
import { openSessionResolver, type ResolvedService } from '#runtime/db/session-resolver.js';
import { ask, type Answer, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { must } from './scenario.js';

/** What a service account of a test is given; all else is ordinary. */
export interface ServiceOptions {
  readonly name?: string;
  readonly permissions?: readonly string[];
  readonly spaces?: readonly { spaceId: string; role: string }[];
  readonly ipRanges?: readonly string[];
  readonly operations?: readonly string[] | null;
}

/** A service account with a valid token. */
export interface TestService {
  readonly id: string;
  readonly token: string;
}

const CREATE = `mutation($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { id version } }`;
const SECRET = `mutation($id: ID!) { createServiceAccountSecret(serviceAccountId: $id) { token } }`;
let made = 0;

/** What creating one takes. */
export function serviceInput(options: ServiceOptions = {}): Record<string, unknown> {
  made += 1;
  return {
    name: options.name ?? `Werkzeug ${made}`,
    purpose: 'Abgleich mit dem Archiv',
    expiresAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
    ipRanges: options.ipRanges ?? [],
    operations: options.operations ?? null,
    permissions: options.permissions ?? [],
    spaces: options.spaces ?? [],
  };
}

/** Makes a service account through the product itself. */
export async function makeService(
  world: World,
  owner: Person,
  organization: TestOrganization,
  options: ServiceOptions = {},
): Promise<TestService> {
  const identity = world.as(owner, organization).at('identity');
  const { id } = await must<{ id: string }>(identity.run(CREATE, { input: serviceInput(options) }));
  return { id, token: await newSecret(world, owner, organization, id) };
}

/** Another secret of a service account. */
export async function newSecret(
  world: World,
  owner: Person,
  organization: TestOrganization,
  id: string,
): Promise<string> {
  const identity = world.as(owner, organization).at('identity');
  return (await must<{ token: string }>(identity.run(SECRET, { id }))).token;
}

/** Resolves a token as the gateway does. */
export async function resolveToken(
  world: World,
  token: string,
  request: { ip?: string; operation?: string; orgSlug?: string | null } = {},
): Promise<ResolvedService> {
  const sessions = openSessionResolver(world.db.logins.kopexa_gateway, 1);
  const info = { requestId: 'test', operation: 'ToolWhoami', ip: '127.0.0.1', userAgent: 'test', ...request };
  const hash = serviceTokenHash(token) ?? Buffer.alloc(32);
  return sessions.resolveService(hash, request.orgSlug ?? null, 'en', info).finally(() => sessions.close());
}

/** The actor behind a token that is accepted. */
export async function serviceActor(world: World, token: string): Promise<Actor> {
  const { actor } = await resolveToken(world, token);
  if (!actor) throw new Error('The token was refused.');
  return actor;
}

/** A service account at one subgraph, with the passport that the gateway would have signed. */
export async function askAs<Data = Record<string, unknown>>(
  world: World,
  actor: Actor,
  subgraph: string,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<Data>> {
  return ask<Data>(world.subgraph(subgraph), actor, world.passportSecret, document, variables);
}
