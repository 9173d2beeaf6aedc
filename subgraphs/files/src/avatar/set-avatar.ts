import { randomBytes } from 'node:crypto';
import { invalidInput, KopexaError } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import type { RouteHandler } from '#runtime/graphql/route.js';
import { writeSealed } from '#runtime/storage/sealed-file.js';
import { detectMediaType, HEAD_BYTES } from '../image/media-type.js';
import { isPicture, makeAvatar } from '../image/renditions.js';
import type { FilesServices } from '../services.js';
import { avatarUrl, newAvatarKey } from './avatar.js';
import { avatarRepository } from './avatar.repository.js';

/** Most bytes of the image that a picture is made of. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The internal route behind `POST /account/avatar`: makes a square picture of the image in the body and keeps only
 * that. Throws TOO_LARGE, and INVALID_INPUT for what is no image.
 */
export const setAvatar: RouteHandler<FilesServices> = async ({ ctx, http, audited }) => {
  const accountId = ownId(ctx);
  const { keyring, clock } = ctx.services;
  const store = await ctx.services.store();
  const picture = await pictureIn(await bytesOf(http.body));
  const object = randomBytes(16).toString('hex');
  const { key, wrapped } = newAvatarKey(keyring, accountId, object);
  await writeSealed({ store, name: object, key, part: 'avatar' }, picture);
  const kept = { object, size: picture.length, wrappedKey: wrapped, updatedAt: clock() };
  const previous = await audited('account.set_avatar', 'Account', async () => {
    const avatars = avatarRepository(ctx.change);
    ctx.change.subject(accountId);
    const own = await avatars.own(accountId);
    const before = own?.object ?? null;
    if (own) Object.assign(own, kept);
    else avatars.add({ accountId, ...kept });
    return before;
  });
  // What is left behind otherwise, the sweep finds.
  if (previous) await store.remove(previous).catch(() => undefined);
  return Response.json({ avatarUrl: avatarUrl({ accountId, object }) });
};

/** Removes one's own picture, inside the change of this request. No picture is no error. */
export async function removeAvatar(ctx: Context<FilesServices>): Promise<void> {
  const accountId = ownId(ctx);
  const avatars = avatarRepository(ctx.change);
  ctx.change.subject(accountId);
  const own = await avatars.own(accountId);
  if (own) avatars.remove(own);
}

function ownId({ actor }: Context): string {
  if (actor.kind !== 'user' || actor.userId === null) throw new KopexaError('FORBIDDEN');
  return actor.userId;
}

async function bytesOf(body: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES)
      throw new KopexaError('TOO_LARGE', {
        message: {
          de: 'Dieses Bild ist zu groß. Bitte wählen Sie eines mit höchstens 8 MB.',
          en: 'This image is too large. Please choose one of at most 8 MB.',
        },
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function pictureIn(image: Buffer): Promise<Buffer> {
  const head = image.subarray(0, HEAD_BYTES);
  const mediaType = await detectMediaType(head, { name: '', whole: image.length <= HEAD_BYTES });
  const picture = isPicture(mediaType) ? await makeAvatar(image) : null;
  if (picture) return picture;
  throw invalidInput(
    'image',
    'Das ist kein Bild, das wir lesen können. Bitte wählen Sie ein PNG, JPEG, WebP, GIF oder AVIF.',
    'This is no image that we can read. Please choose a PNG, JPEG, WebP, GIF or AVIF.',
  );
}
