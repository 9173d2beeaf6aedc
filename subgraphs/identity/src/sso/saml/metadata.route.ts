import { notFound } from '#runtime/errors/catalogue.js';
import type { RouteHandler } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import { findPublishedKeys } from './saml-connection.repository.js';
import { ownAddresses } from './names.js';
import { spMetadata } from './sp-metadata.js';

/**
 * What an identity provider has to know of us, from the moment that the connection is a draft: most want it before they
 * say anything of themselves. The same for everybody, because it is public (SAML Metadata §4.1).
 */
export const samlMetadata: RouteHandler<IdentityServices> = async (request) => {
  const id = request.params['id'] ?? '';
  const keys = await findPublishedKeys(request);
  if (!keys) throw notFound('Connection', id);
  return new Response(spMetadata(keys, ownAddresses(request.ctx.request.origin, id)), {
    headers: {
      'content-type': 'application/samlmetadata+xml',
      'content-disposition': 'attachment; filename="kopexa-metadata.xml"',
      'cache-control': 'no-store',
    },
  });
};
