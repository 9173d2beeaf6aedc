import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** An Organization: its row in `tenancy.organization`, without the price tier, which nothing here may read. */
export const OrganizationEntity = defineEntity({
  name: 'Organization',
  schema: 'tenancy',
  tableName: 'organization',
  properties: (p) => ({
    orgId: p.uuid().primary(),
    slug: p.text(),
    name: p.text(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});

/** A loaded Organization that the unit of work watches. */
export type OrganizationRow = InferEntity<typeof OrganizationEntity>;
