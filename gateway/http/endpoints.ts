import type { Endpoint, ForwardedRoute } from './endpoint.js';
import { SCIM_ENDPOINTS } from './scim-endpoints.js';
import { SSO_ENDPOINTS } from './sso-endpoints.js';

/** What tus says and is told (https://tus.io/protocols/resumable-upload). */
const UPLOAD: ForwardedRoute = {
  ...{ subgraph: 'files', name: 'upload', operation: 'UploadFile', body: 'none' },
  requestHeaders: ['tus-resumable', 'upload-offset', 'content-type'],
  answerHeaders: ['tus-resumable', 'upload-offset', 'upload-length', 'upload-expires'],
};

/** What goes out with the bytes of a file; none of it comes from whoever uploaded it. */
const FILE_HEADERS = [
  ...['content-disposition', 'content-length', 'content-security-policy', 'cache-control'],
  ...['etag', 'accept-ranges', 'content-range'],
];
const FILE: ForwardedRoute = {
  ...{ subgraph: 'files', name: 'file', operation: 'FetchFile', body: 'none' },
  requestHeaders: ['range', 'if-range'],
  answerHeaders: FILE_HEADERS,
};
const picture = (name: string): ForwardedRoute => ({
  ...{ subgraph: 'files', name, operation: 'FetchPicture', body: 'none' },
  answerHeaders: FILE_HEADERS,
});

/** The same resource for `GET` and for `HEAD`, which tells about it and sends nothing. */
const fetched = (endpoint: Omit<Endpoint, 'method'>): Endpoint[] =>
  (['GET', 'HEAD'] as const).map((method) => ({ method, ...endpoint }));

const FILES: readonly Endpoint[] = [
  {
    method: 'HEAD',
    path: '/o/:slug/uploads/:id',
    authentication: 'session',
    purpose: 'Tells where an upload goes on (tus 1.0).',
    route: UPLOAD,
  },
  {
    method: 'PATCH',
    path: '/o/:slug/uploads/:id',
    authentication: 'session',
    purpose: 'Takes the bytes of an upload, too many for a GraphQL request (tus 1.0).',
    route: { ...UPLOAD, body: 'stream' },
  },
  {
    method: 'DELETE',
    path: '/o/:slug/uploads/:id',
    authentication: 'session',
    purpose: 'Cancels an upload (tus 1.0, termination).',
    route: UPLOAD,
  },
  ...fetched({
    path: '/o/:slug/files/links/:token',
    authentication: 'session',
    purpose: 'Streams a file by a short link, whole or a range of it, always as an attachment.',
    route: FILE,
  }),
  ...fetched({
    path: '/o/:slug/files/:id/preview',
    authentication: 'session',
    purpose: 'A picture of an image that the product made, for documents and previews.',
    route: picture('preview'),
  }),
  ...fetched({
    path: '/o/:slug/files/:id/thumb',
    authentication: 'session',
    purpose: 'A small picture of an image that the product made, for lists.',
    route: picture('thumb'),
  }),
  ...fetched({
    path: '/people/:id/avatar',
    authentication: 'account',
    purpose: 'The picture of a person, for whoever shares an Organization with them.',
    route: picture('avatar'),
  }),
  {
    method: 'POST',
    path: '/account/avatar',
    authentication: 'account',
    purpose: 'Takes the image that one’s own picture is made of.',
    route: { subgraph: 'files', name: 'set-avatar', operation: 'SetAvatar', body: 'stream' },
  },
];

/**
 * The approved endpoints: nothing else answers, and a route off this list makes the start fail. Adding one is a
 * decision about what the world may reach; say who may call it and why it cannot be GraphQL.
 */
export const ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: '/health', authentication: 'none', purpose: 'The process lives.' },
  { method: 'GET', path: '/ready', authentication: 'none', purpose: 'The gateway takes requests.' },
  { method: 'POST', path: '/graphql', authentication: 'operation', purpose: 'Persisted operations.' },
  { method: 'GET', path: '/graphql', authentication: 'operation', purpose: 'Persisted queries.' },
  {
    method: 'GET',
    path: '/o/:slug/audit-exports/:id',
    authentication: 'session',
    purpose: 'Streams an audit export as JSON lines, too long for a GraphQL answer.',
    route: {
      subgraph: 'compliance',
      name: 'audit-export',
      operation: 'DownloadAuditExport',
      body: 'none',
      answerHeaders: ['content-disposition'],
    },
  },
  {
    method: 'POST',
    path: '/o/:slug/ai/answers',
    authentication: 'session',
    purpose: 'Streams the answer of a model as server-sent events, which GraphQL answers cannot.',
    route: {
      subgraph: 'ai',
      name: 'answers',
      operation: 'AskAi',
      body: 'json',
    },
  },
  ...FILES,
  ...SSO_ENDPOINTS,
  ...SCIM_ENDPOINTS,
  {
    method: 'GET',
    path: '/demo-people.json',
    authentication: 'none',
    purpose: 'The people of the demo, for the cards of the sign-in page; empty where there is no demo.',
  },
  {
    method: 'GET',
    path: '/*',
    authentication: 'none',
    purpose: 'The web client: hashed files, else its page.',
  },
];

/**
 * Makes sure that a route is approved.
 *
 * @throws Error with what to do
 */
export function assertApproved(method: string, path: string): void {
  if (ENDPOINTS.some((each) => each.method === method && each.path === path)) return;
  throw new Error(
    `${method} ${path} is not an approved endpoint: add it to gateway/http/endpoints.ts with its authentication ` +
      'and purpose, or do not register it.',
  );
}
