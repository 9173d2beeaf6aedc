import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { RouteHandler } from '#runtime/graphql/route.js';
import { readSealed } from '#runtime/storage/sealed-file.js';
import { pictureHeaders } from '../download/answer-headers.js';
import { firstThenRest } from '../download/first-then-rest.js';
import type { FilesServices } from '../services.js';
import { openAvatarKey } from './avatar.js';
import { avatarsAmong } from './avatar.repository.js';

/**
 * The internal route behind `GET` and `HEAD /people/:id/avatar`: seen by whoever shares an Organization with the
 * person. For everybody else there is no picture, as there is none of somebody who has none.
 */
export const serveAvatar: RouteHandler<FilesServices> = async ({ ctx, http, params }) => {
  const id = params['id'] ?? '';
  const [avatar] = isId(id) ? await avatarsAmong(ctx, [id]) : [];
  if (!avatar) throw notFound('User', id);
  const headers = {
    ...pictureHeaders(`"${avatar.object.slice(0, 16)}"`),
    'content-length': String(avatar.size),
  };
  if (http.method === 'HEAD') return new Response(null, { headers });
  const store = await ctx.services.store();
  const key = openAvatarKey(ctx.services.keyring, avatar);
  const sealed = { store, name: avatar.object, key, part: 'avatar', size: avatar.size };
  return new Response(await firstThenRest(readSealed(sealed)), { headers });
};
