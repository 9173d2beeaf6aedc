import type { Change } from '#runtime/graphql/context.js';
import type { Statements } from '../key/key.repository.js';
import { AvatarEntity, type AvatarRecord } from './avatar.entity.js';

/** A picture as it is read. */
export interface AvatarRow {
  readonly accountId: string;
  readonly object: string;
  readonly size: number;
  readonly wrappedKey: Buffer;
}

const AMONG = `SELECT account_id AS "accountId", object, size, wrapped_key AS "wrappedKey" FROM files.avatars($1::uuid[])`;

/** Pictures of those of these people with whom the reader shares an Organization. */
export const avatarsAmong = (statements: Statements, ids: readonly string[]): Promise<AvatarRow[]> =>
  statements.query<AvatarRow>(AMONG, [ids]);

/** One's own picture in the unit of work of a change. */
export function avatarRepository({ em }: Change) {
  return {
    own: async (accountId: string): Promise<AvatarRecord | null> =>
      (await em.findOne(AvatarEntity, { accountId })) as AvatarRecord | null,
    add: (avatar: AvatarRecord): void => {
      em.persist(em.create(AvatarEntity, avatar));
    },
    remove: (avatar: AvatarRecord): void => {
      em.remove(avatar);
    },
  };
}
