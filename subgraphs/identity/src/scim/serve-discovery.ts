import type { RouteHandler } from '#runtime/graphql/route.js';
import { notFound } from '#runtime/errors/catalogue.js';
import type { IdentityServices } from '../services.js';
import { MOST_RESULTS } from './list-query.js';
import { answerScim, baseOf, SCHEMA } from './resources.js';
import { scimRoute } from './scim-route.js';
import { SCHEMAS } from './schemas.js';
import type { ScimObject } from './scim-value.js';

/** What is supported here (RFC 7643 §5). */
export const serveScimConfig: RouteHandler<IdentityServices> = scimRoute(({ ctx }) =>
  Promise.resolve(
    answerScim({
      schemas: [SCHEMA.serviceProviderConfig],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: MOST_RESULTS },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      authenticationSchemes: [
        {
          type: 'oauthbearertoken',
          name: 'Bearer token',
          description: 'The token of a service account of the Organization.',
          specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
          primary: true,
        },
      ],
      meta: { resourceType: 'ServiceProviderConfig', location: `${baseOf(ctx)}/ServiceProviderConfig` },
    }),
  ),
);

/** The kinds of resources (RFC 7643 §6), all or one. */
export const serveScimResourceTypes: RouteHandler<IdentityServices> = scimRoute(({ ctx, params }) => {
  const types = [
    ['User', '/Users', SCHEMA.user, 'People of the directory'],
    ['Group', '/Groups', SCHEMA.group, 'Groups of people'],
  ] as const;
  const resources = types.map(([id, endpoint, schema, description]) => ({
    schemas: [SCHEMA.resourceType],
    ...{ id, name: id, endpoint, description, schema },
    meta: { resourceType: 'ResourceType', location: `${baseOf(ctx)}/ResourceTypes/${id}` },
  }));
  return Promise.resolve(listOrOne(resources, params['name']));
});

/** What the resources are made of (RFC 7643 §7), all or one. */
export const serveScimSchemas: RouteHandler<IdentityServices> = scimRoute(({ ctx, params }) => {
  const resources = SCHEMAS.map((schema) => ({
    schemas: [SCHEMA.schema],
    ...schema,
    meta: { resourceType: 'Schema', location: `${baseOf(ctx)}/Schemas/${schema.id}` },
  }));
  return Promise.resolve(listOrOne(resources, params['name']));
});

function listOrOne(resources: readonly (ScimObject & { readonly id: string })[], name?: string): Response {
  if (name === undefined) {
    const count = resources.length;
    return answerScim({
      schemas: [SCHEMA.list],
      ...{ totalResults: count, startIndex: 1, itemsPerPage: count, Resources: resources },
    });
  }
  const found = resources.find(({ id }) => id.toLowerCase() === name.toLowerCase());
  if (!found) throw notFound('Schema', null);
  return answerScim(found);
}
