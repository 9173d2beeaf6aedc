import { KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { RouteHandler, RouteRequest } from '#runtime/graphql/route.js';
import { readSealed, type SealedFile } from '#runtime/storage/sealed-file.js';
import { fileReads } from '../file/file-reads.repository.js';
import { mayRead } from '../file/file.policy.js';
import type { VersionContent } from '../file/file.js';
import { openFileKey } from '../key/file-key.js';
import { keyRepository } from '../key/key.repository.js';
import type { FilesServices } from '../services.js';
import { attachmentHeaders, pictureHeaders } from './answer-headers.js';
import { openLink } from './link.js';
import { readRange } from './range.js';
import { firstThenRest } from './first-then-rest.js';

type Route = RouteRequest<FilesServices>;

/**
 * The internal route behind `GET` and `HEAD /o/:slug/files/links/:token`: the bytes of a version, or a range of them.
 *
 * The link says what; whether, the database says again. A link that is edited, expired or somebody else's, and one
 * whose rights were taken, answers what a missing one answers; the refusal is an audit entry.
 */
export const serveFile: RouteHandler<FilesServices> = async (route) => {
  const { ctx, http, params } = route;
  const { keyring, clock } = ctx.services;
  const target = openLink(keyring, ctx.actor, params['token'] ?? '', clock());
  const version = target && (await readable(ctx, target.fileId, target.number));
  if (!version) return refuse(route, target?.fileId ?? null);
  const etag = `"${version.sha256}"`;
  const headers = attachmentHeaders({ ...version, etag });
  if (http.method === 'HEAD') return new Response(null, { headers: sized(headers, version.size) });
  const range = readRange(http.headers.get('range'), http.headers.get('if-range'), { ...version, etag });
  if (range.kind === 'unsatisfiable')
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${version.size}` },
    });
  const sealed = await open(ctx, version, 'content', version.size);
  if (range.kind === 'whole')
    return new Response(await firstThenRest(readSealed(sealed)), { headers: sized(headers, version.size) });
  const { start, end } = range;
  return new Response(await firstThenRest(readSealed(sealed, start, end)), {
    status: 206,
    headers: { ...sized(headers, end - start), 'content-range': `bytes ${start}-${end - 1}/${version.size}` },
  });
};

const RENDITIONS = { preview: 'previewSize', thumb: 'thumbSize' } as const;

/**
 * The internal route behind `GET` and `HEAD /o/:slug/files/:id/preview` and `…/thumb`: a picture that we made. Its
 * address is stable, so that documents can show it; who may see it is asked every time. `?v=` names a version.
 */
export const servePicture =
  (rendition: keyof typeof RENDITIONS): RouteHandler<FilesServices> =>
  async (route) => {
    const { ctx, http, params, query } = route;
    const id = params['id'] ?? '';
    const number = /^[1-9]\d{0,8}$/.exec(query['v'] ?? '')?.[0];
    const version = isId(id) ? await readable(ctx, id, number === undefined ? null : Number(number)) : null;
    const size = version?.[RENDITIONS[rendition]];
    if (!version || !size) throw notFound('File', id);
    const headers = sized(pictureHeaders(`"${version.sha256}-${rendition}"`), size);
    if (http.method === 'HEAD') return new Response(null, { headers });
    const sealed = await open(ctx, version, rendition, size);
    return new Response(await firstThenRest(readSealed(sealed)), { headers });
  };

async function readable(
  ctx: Context<FilesServices>,
  fileId: string,
  number: number | null,
): Promise<VersionContent | null> {
  const version = await fileReads(ctx).content(fileId, number);
  return version && mayRead(ctx.actor, version) ? version : null;
}

async function open(
  ctx: Context<FilesServices>,
  version: VersionContent,
  part: 'content' | keyof typeof RENDITIONS,
  size: number,
): Promise<SealedFile> {
  const { keyring, store } = ctx.services;
  const orgId = ctx.actor.org?.id;
  if (!orgId) throw new KopexaError('NOT_FOUND');
  const name = part === 'content' ? version.object : `${version.object}-${part}`;
  const [key, opened] = await Promise.all([
    openFileKey({ keyring, keys: keyRepository(ctx), orgId }, version),
    store(),
  ]);
  return { store: opened, name, key, part, size };
}

/** The people in charge see who tried; the answer is the same for every reason. */
function refuse({ audited }: Route, fileId: string | null): Promise<Response> {
  return audited('file.open_link', 'File', () => Promise.reject(notFound('File', fileId)));
}

const sized = (headers: Record<string, string>, bytes: number): Record<string, string> => ({
  ...headers,
  'content-length': String(bytes),
});
