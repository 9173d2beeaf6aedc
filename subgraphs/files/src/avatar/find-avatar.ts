import type { Context } from '#runtime/graphql/context.js';
import { avatarUrl } from './avatar.js';
import { avatarsAmong } from './avatar.repository.js';

/** Path of a person's picture, all of a request in one statement; null for nobody's. */
export function findAvatar(ctx: Context, id: string): Promise<string | null> {
  const loader = ctx.load<string, string>('avatar', async (ids) => {
    const found = new Map((await avatarsAmong(ctx, ids)).map((row) => [row.accountId, avatarUrl(row)]));
    return ids.map((each) => found.get(each) ?? null);
  });
  return loader.load(id);
}
