import { accessRepository } from './access/access.repository.js';
import { accessRequestRepository } from './access-request/access-request.repository.js';
import { grantRepository } from './grant/grant.repository.js';
import { groupChanges } from './group/group-changes.repository.js';
import { groupRepository } from './group/group.repository.js';
import { invitationRepository } from './invitation/invitation.repository.js';
import { leavingRepository } from './member/leaving.repository.js';
import { memberRepository } from './member/member.repository.js';
import { organizationLifeRepository } from './organization/organization-life.repository.js';
import { organizationRepository } from './organization/organization.repository.js';
import { ownStayRepository } from './organization/own-stay.repository.js';
import { customRoleRepository } from './role/custom-role.repository.js';
import { policyRepository } from './policy/policy.repository.js';
import { roleRepository } from './role/role.repository.js';
import type { TenancyContext } from './services.js';
import { settingRepository } from './setting/setting.repository.js';
import { spaceLifeRepository } from './space/space-life.repository.js';
import { spaceRepository } from './space/space.repository.js';
import { supportRepository } from './support/support.repository.js';

/** What use cases that read get: who asks, and the queries of this request. */
export function reading(ctx: TenancyContext) {
  return {
    actor: ctx.actor,
    access: accessRepository(ctx),
    clock: ctx.services.clock,
    organizations: organizationRepository(ctx),
    organizationLife: organizationLifeRepository(ctx),
    stay: ownStayRepository(ctx),
    members: memberRepository(ctx),
    leaving: leavingRepository(ctx),
    roles: roleRepository(ctx),
    customRoles: customRoleRepository(ctx),
    spaces: spaceRepository(ctx),
    spaceLife: spaceLifeRepository(ctx),
    grants: grantRepository(ctx),
    groups: groupRepository(ctx),
    invitations: invitationRepository(ctx),
    accessRequests: accessRequestRepository(ctx),
    policies: policyRepository(ctx),
    settings: settingRepository(ctx),
    support: supportRepository(ctx),
  };
}

/** What use cases that write get in addition; throws outside a mutation. */
export function writing(ctx: TenancyContext) {
  return { ...reading(ctx), groupChanges: groupChanges(ctx), change: ctx.change };
}
