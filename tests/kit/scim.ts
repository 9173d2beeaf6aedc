import { newId } from '#runtime/graphql/ids.js';
import type { Person, TestOrganization, World } from '#runtime/testing/world.js';
import type { FrontDoor } from './front-door.js';
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
