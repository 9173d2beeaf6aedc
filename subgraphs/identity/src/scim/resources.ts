import type { IdentityContext } from '../dependencies.js';
import type { DirectoryGroupRow } from './directory-groups.repository.js';
import type { DirectoryUserRow } from './directory.repository.js';
import { project } from './projection.js';
import { SCIM_JSON, scimError } from './scim-error.js';
import type { ScimObject } from './scim-value.js';

/** URNs of RFC 7643 and RFC 7644. */
export const SCHEMA = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  serviceProviderConfig: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const;

/** Somebody in a group, by the id of their entry in the directory. */
export interface ScimMember {
  readonly value: string;
  readonly display: string | null;
}

/** Where the endpoint of the context's Organization is, for example `https://kopexa.example/o/acme/scim/v2`. */
export const baseOf = (ctx: IdentityContext): string =>
  `${ctx.request.origin}/o/${ctx.actor.org?.slug ?? ''}/scim/v2`;

/** The entity tag of a person's entry (RFC 7644 §3.14): what others do to the membership changes it, too. */
export const userTag = ({ version, active }: Pick<DirectoryUserRow, 'version' | 'active'>): string =>
  `W/"${version}${active ? 'a' : 'i'}"`;

/** The entity tag of a group; whoever leaves it otherwise changes it, too. */
export const groupTag = ({ version, members }: Pick<DirectoryGroupRow, 'version' | 'members'>): string =>
  `W/"${version}.${members}"`;

/** A person as RFC 7643 §4.1 writes them; what is not set is left out. */
export function userResource(row: DirectoryUserRow, base: string): ScimObject {
  const name = filled({ formatted: row.formatted, givenName: row.givenName, familyName: row.familyName });
  return {
    schemas: [SCHEMA.user],
    id: row.id,
    ...filled({ externalId: row.externalId }),
    userName: row.userName,
    ...(Object.keys(name).length > 0 ? { name } : {}),
    ...filled({ displayName: row.displayName }),
    active: row.active,
    ...(row.emails.length > 0 ? { emails: row.emails.map((each) => filled({ ...each })) } : {}),
    meta: metaOf('User', row, `${base}/Users/${row.id}`, userTag(row)),
  };
}

/** A group as RFC 7643 §4.2 writes it. */
export function groupResource(
  row: DirectoryGroupRow,
  members: readonly ScimMember[] | null,
  base: string,
): ScimObject {
  return {
    schemas: [SCHEMA.group],
    id: row.id,
    ...filled({ externalId: row.externalId }),
    displayName: row.displayName,
    ...(members
      ? {
          members: members.map(({ value, display }) => ({
            value,
            $ref: `${base}/Users/${value}`,
            type: 'User',
            ...filled({ display }),
          })),
        }
      : {}),
    meta: metaOf('Group', row, `${base}/Groups/${row.id}`, groupTag(row)),
  };
}

function metaOf(
  resourceType: string,
  { createdAt, updatedAt }: { readonly createdAt: Date; readonly updatedAt: Date },
  location: string,
  version: string,
): ScimObject {
  return {
    resourceType,
    created: createdAt.toISOString(),
    lastModified: updatedAt.toISOString(),
    location,
    version,
  };
}

const filled = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** An answer in SCIM's media type. */
export function answerScim(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': SCIM_JSON, 'cache-control': 'no-store', ...headers },
  });
}

/** One resource, as far as it was asked for, with its place and entity tag. */
export function answerResource(
  resource: ScimObject,
  query: Readonly<Record<string, string>>,
  status = 200,
): Response {
  const { location, version } = resource['meta'] as { location: string; version: string };
  return answerScim(project(resource, query), status, {
    etag: version,
    ...(status === 201 ? { location } : {}),
  });
}

/**
 * Refuses a change of something that is not what the directory thinks (RFC 7644 §3.14, RFC 9110 §13.1.1).
 *
 * @throws KopexaError 412
 */
export function requireMatch(http: Request, tag: string): void {
  const wanted = http.headers.get('if-match');
  if (wanted === null || namesTag(wanted, tag)) return;
  throw scimError(412, `The resource has changed: its version is ${tag}.`);
}

/** Whether the reader has this version already (RFC 9110 §13.1.2). */
export function hasAlready(http: Request, tag: string): boolean {
  const known = http.headers.get('if-none-match');
  return known !== null && namesTag(known, tag);
}

function namesTag(header: string, tag: string): boolean {
  const bare = (text: string): string => text.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((each) => bare(each) === bare(tag));
}
