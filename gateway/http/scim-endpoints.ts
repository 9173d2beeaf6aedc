import type { Endpoint, ForwardedRoute } from './endpoint.js';

const scim = (name: string, body: ForwardedRoute['body'] = 'none'): ForwardedRoute => ({
  ...{ subgraph: 'identity', name: `scim-${name}`, operation: 'Scim', body },
  requestHeaders: ['if-match', 'if-none-match'],
  answerHeaders: ['etag', 'location', 'cache-control'],
});

const endpoint = (
  method: Endpoint['method'],
  path: string,
  purpose: string,
  route: ForwardedRoute,
): Endpoint => ({ method, path: `/o/:slug/scim/v2/${path}`, authentication: 'directory', purpose, route });

/** What can be done with a kind of resources (RFC 7644 §3.2). */
const resources = (path: 'Users' | 'Groups', what: string): Endpoint[] => {
  const [reading, writing] = [scim(path.toLowerCase()), scim(path.toLowerCase(), 'scim')];
  return [
    endpoint('GET', path, `Lists ${what} of the company’s directory (SCIM 2.0, RFC 7644).`, reading),
    endpoint('POST', path, `Takes new ${what} from the company’s directory (SCIM 2.0).`, writing),
    endpoint('GET', `${path}/:id`, `Tells about one of the ${what} (SCIM 2.0).`, reading),
    endpoint('PUT', `${path}/:id`, `Sets one of the ${what} anew (SCIM 2.0).`, writing),
    endpoint('PATCH', `${path}/:id`, `Changes one of the ${what} (SCIM 2.0).`, writing),
    endpoint('DELETE', `${path}/:id`, `Removes one of the ${what} (SCIM 2.0).`, reading),
  ];
};

const describing = (path: string, name: string, purpose: string): Endpoint[] =>
  [path, `${path}/:name`].map((each) => endpoint('GET', each, purpose, scim(name)));

/** Where the directory of an Organization tells about its people: the protocol of directories, which is not GraphQL. */
export const SCIM_ENDPOINTS: readonly Endpoint[] = [
  endpoint('GET', 'ServiceProviderConfig', 'Says what of SCIM 2.0 is supported.', scim('config')),
  ...describing('ResourceTypes', 'resource-types', 'Says which resources SCIM 2.0 finds here.'),
  ...describing('Schemas', 'schemas', 'Says what these resources are made of (SCIM 2.0).'),
  ...resources('Users', 'people'),
  ...resources('Groups', 'groups'),
];
