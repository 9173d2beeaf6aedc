import { defineEntity } from '@mikro-orm/core';

/** The columns of `files.avatar`. */
export const AvatarEntity = defineEntity({
  name: 'Avatar',
  schema: 'files',
  tableName: 'avatar',
  properties: (p) => ({
    accountId: p.uuid().primary(),
    object: p.text(),
    size: p.integer(),
    wrappedKey: p.blob(),
    updatedAt: p.datetime(),
  }),
});

/** A person's picture in the unit of work. */
export interface AvatarRecord {
  readonly accountId: string;
  object: string;
  size: number;
  wrappedKey: Buffer;
  updatedAt: Date;
}
