import { newId } from '#runtime/graphql/ids.js';
import type { Person, TestOrganization, World } from '#runtime/testing/world.js';
import { openFrontDoor, type FrontDoor } from './front-door.js';
import { createScenario, type Scenario } from './scenario.js';
import { makeService } from './service.js';

/** What a directory was answered. */
export interface ScimAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** A directory of an Organization, calling from outside. */
export interface Directory {
  readonly organization: TestOrganization;
  readonly serviceId: string;
  readonly token: string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ScimAnswer>;
}

/** A domain that an Organization proved. */
export async function proveDomain(
  world: World,
  organization: TestOrganization,
  domain: string,
): Promise<void> {
  await world.sql(
    `INSERT INTO identity.domain (domain_id, org_id, domain, challenge, verified_at, checked_at, created_by)
       VALUES ($1, $2, $3, 'kopexa-domain=0123456789abcdef', now(), now(), $1)`,
    [newId(), organization.id, domain],
  );
}

/** A directory with a token that an owner made through the product. */
export async function openDirectory(
  world: World,
  door: Pick<FrontDoor, 'gateway'>,
  owner: Person,
  organization: TestOrganization,
): Promise<Directory> {
  const { id, token } = await makeService(world, owner, organization, {
    permissions: ['DIRECTORY_PROVISION'],
    operations: ['Scim'],
  });
  return directoryWith(door.gateway.url, organization, token, id);
}

/** The same with a token that is known already. */
export function directoryWith(
  url: string,
  organization: TestOrganization,
  token: string,
  serviceId = '',
): Directory {
  return {
    ...{ organization, serviceId, token },
    call: async (method, path, body, headers = {}) => {
      const response = await fetch(`${url}/o/${organization.slug}/scim/v2/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        headers: response.headers,
      };
    },
  };
}

/** A directory's world: Acme has proved acme.test, Rival rival.test, and each has a directory. */
export interface ScimWorld {
  readonly scenario: Scenario;
  readonly door: FrontDoor;
  readonly acme: Directory;
  readonly rival: Directory;
  /** A person whom Acme's directory made; throws unless that succeeds. */
  made(name: string, more?: object): Promise<{ readonly id: string } & Record<string, unknown>>;
  /** The account behind a mail address. */
  accountOf(mail: string): Promise<{ account_id: string; name: string; email: string } | undefined>;
  /** Runs something while a piece of a database function is another: a defence that is out. */
  weakened<T>(signature: string, from: string, to: string, run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a {@link ScimWorld}; the caller closes it. */
export async function openScimWorld(): Promise<ScimWorld> {
  const scenario = await createScenario();
  const { world, ada, eve } = scenario;
  const door = await openFrontDoor(world);
  await proveDomain(world, scenario.acme, 'acme.test');
  await proveDomain(world, scenario.rival, 'rival.test');
  const acme = await openDirectory(world, door, ada, scenario.acme);
  const rival = await openDirectory(world, door, eve, scenario.rival);
  return {
    ...{ scenario, door, acme, rival },
    made: async (name, more = {}) => {
      const { status, body } = await acme.call('POST', 'Users', { userName: `${name}@acme.test`, ...more });
      if (status !== 201) throw new Error(`The set-up of this test failed: ${JSON.stringify(body)}`);
      return body as { id: string } & Record<string, unknown>;
    },
    accountOf: async (mail) =>
      (
        await world.sql<{ account_id: string; name: string; email: string }>(
          'SELECT account_id, name, email FROM identity.account WHERE email = $1',
          [mail],
        )
      )[0],
    weakened: async (signature, from, to, run) => {
      const [{ code = '' } = {}] = await world.sql<{ code: string }>(
        'SELECT pg_get_functiondef($1::regprocedure) AS code',
        [signature],
      );
      if (!code.includes(from)) throw new Error(`${signature} has no ${from}`);
      await world.sql(code.replace(from, to));
      return run().finally(() => world.sql(code));
    },
    close: () => door.close().then(() => world.close()),
  };
}

/** A PATCH in SCIM's frame (RFC 7644 §3.5.2). */
export const patchOf = (...operations: readonly object[]): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
});
