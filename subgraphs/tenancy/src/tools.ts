import { accessRequestRepository } from './access-request/access-request.repository.js';
import { grantRepository } from './grant/grant.repository.js';
import { invitationRepository } from './invitation/invitation.repository.js';
import { memberRepository } from './member/member.repository.js';
import { organizationRepository } from './organization/organization.repository.js';
import type { TenancyContext } from './services.js';
import { settingRepository } from './setting/setting.repository.js';
import { spaceRepository } from './space/space.repository.js';

/** What use cases that read get: who asks, and the queries of this request. */
export function reading(ctx: TenancyContext) {
  return {
    actor: ctx.actor,
    clock: ctx.services.clock,
    organizations: organizationRepository(ctx),
    members: memberRepository(ctx),
    spaces: spaceRepository(ctx),
    grants: grantRepository(ctx),
    invitations: invitationRepository(ctx),
    accessRequests: accessRequestRepository(ctx),
    settings: settingRepository(ctx),
  };
}

/** What use cases that write get in addition; throws outside a mutation. */
export function writing(ctx: TenancyContext) {
  return { ...reading(ctx), change: ctx.change };
}
