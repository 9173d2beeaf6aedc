import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A Space: its row in `tenancy.space`. */
export const SpaceEntity = defineEntity({
  name: 'Space',
  schema: 'tenancy',
  tableName: 'space',
  properties: (p) => ({
    orgId: p.uuid().primary(),
    spaceId: p.uuid().primary(),
    name: p.text(),
    description: p.text(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    archivedAt: p.datetime().nullable(),
  }),
});

/** A loaded Space that the unit of work watches. */
export type SpaceRow = InferEntity<typeof SpaceEntity>;
