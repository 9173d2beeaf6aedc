import { notFound } from '#runtime/errors/catalogue.js';
import type { RouteHandler } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import { findSamlConnection } from './saml-connection.repository.js';
import { ownAddresses } from './names.js';
import { spMetadata } from './sp-metadata.js';

/** What an identity provider has to know of us; the same for everybody, because it is public (SAML Metadata §4.1). */
export const samlMetadata: RouteHandler<IdentityServices> = async (request) => {
  const connection = await findSamlConnection(request, 'newest');
  if (!connection) throw notFound('Connection', request.params['id'] ?? null);
  const own = ownAddresses(request.ctx.request.origin, connection.id);
  return new Response(spMetadata(connection.config, own), {
    headers: {
      'content-type': 'application/samlmetadata+xml',
      'content-disposition': 'attachment; filename="kopexa-metadata.xml"',
      'cache-control': 'no-store',
    },
  });
};
