import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { RoleId } from '../role/role-id.js';

/** An invitation: its row in `tenancy.invitation`. Only the hash of its token is kept. */
export const InvitationEntity = defineEntity({
  name: 'Invitation',
  schema: 'tenancy',
  tableName: 'invitation',
  properties: (p) => ({
    orgId: p.uuid().primary(),
    invitationId: p.uuid().primary(),
    email: p.text(),
    roleKey: p.text().$type<RoleId>(),
    spaceId: p.uuid().nullable(),
    spaceRoleKey: p.text().$type<RoleId>().nullable(),
    until: p.datetime().nullable(),
    tokenHash: p.blob(),
    invitedBy: p.uuid(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    revokedBy: p.uuid().nullable(),
  }),
});

/** A loaded invitation that the unit of work watches. */
export type InvitationRow = InferEntity<typeof InvitationEntity>;
