import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { RoleId } from '../role/role-id.js';
import type { RequestState } from './request-state.js';

/** A request for access: its row in `tenancy.access_request`. */
export const AccessRequestEntity = defineEntity({
  name: 'AccessRequest',
  schema: 'tenancy',
  tableName: 'access_request',
  properties: (p) => ({
    orgId: p.uuid().primary(),
    requestId: p.uuid().primary(),
    spaceId: p.uuid(),
    documentId: p.uuid().nullable(),
    requestedBy: p.uuid(),
    message: p.text(),
    state: p.text().$type<RequestState>(),
    createdAt: p.datetime(),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    grantedRole: p.text().$type<RoleId>().nullable(),
    grantedUntil: p.datetime().nullable(),
    reason: p.text().nullable(),
  }),
});

/** A loaded request that the unit of work watches. */
export type AccessRequestRow = InferEntity<typeof AccessRequestEntity>;
