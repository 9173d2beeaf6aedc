import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import {
  AccessPrincipalResolver,
  AccessReviewResolver,
  AccessStepResolver,
} from './access/access.resolver.js';
import { AccessRequestEntity } from './access-request/access-request.entity.js';
import {
  AccessRequestListResolver,
  AccessRequestResolver,
  OwnAccessRequestResolver,
} from './access-request/access-request.resolver.js';
import { GrantListResolver, GrantResolver } from './grant/grant.resolver.js';
import { ChangeGroupResolver } from './group/change-group.resolver.js';
import { GroupListResolver, GroupMemberResolver, GroupResolver } from './group/group.resolver.js';
import { groupReference } from './group/group.reference.js';
import { InvitationEntity } from './invitation/invitation.entity.js';
import { ChangeInvitationResolver } from './invitation/change-invitation.resolver.js';
import {
  InvitationLineResolver,
  InvitationListResolver,
  InvitationResolver,
} from './invitation/invitation.resolver.js';
import { ChangeMemberResolver } from './member/change-member.resolver.js';
import { LeavingMemberResolver, LeavingResolver } from './member/leaving.resolver.js';
import { MemberListResolver, MemberResolver } from './member/member.resolver.js';
import { OrganizationEntity } from './organization/organization.entity.js';
import {
  MyOrganizationLifeResolver,
  OrganizationLifeResolver,
} from './organization/organization-life.resolver.js';
import {
  PolicyEffectResolver,
  PolicyExemptionResolver,
  PolicyListResolver,
} from './policy/policy.resolver.js';
import { organizationReference } from './organization/organization.reference.js';
import { MyOrganizationResolver, OrganizationResolver } from './organization/organization.resolver.js';
import { OwnStayResolver } from './organization/own-stay.resolver.js';
import { outbox } from './outbox.js';
import { roleReference } from './role/role.reference.js';
import { ChangeRoleResolver } from './role/change-role.resolver.js';
import {
  RoleEffectResolver,
  RoleListResolver,
  RoleResolver,
  RoleVersionResolver,
  SpaceRoleListResolver,
} from './role/role.resolver.js';
import { rules } from './rules.js';
import type { TenancyServices } from './services.js';
import { SettingListResolver, SettingResolver, SettingVersionResolver } from './setting/setting.resolver.js';
import {
  DeletedSpaceListResolver,
  DeletedSpaceResolver,
  SpaceLifeResolver,
} from './space/space-life.resolver.js';
import { SpaceEntity } from './space/space.entity.js';
import { spaceReference } from './space/space.reference.js';
import { SpaceListResolver, SpaceResolver } from './space/space.resolver.js';
import {
  OperatorSupportResolver,
  SupportAccessResolver,
  SupportListResolver,
  SupportSpaceResolver,
  SupportVisitResolver,
} from './support/support.resolver.js';

/** The room of Organizations, Spaces, members, grants, invitations, requests for access and settings. */
export const tenancySubgraph: SubgraphDefinition<TenancyServices> = {
  name: 'tenancy',
  resolvers: [
    OrganizationResolver,
    MyOrganizationResolver,
    OwnStayResolver,
    OrganizationLifeResolver,
    MyOrganizationLifeResolver,
    RoleListResolver,
    SpaceRoleListResolver,
    RoleResolver,
    RoleVersionResolver,
    RoleEffectResolver,
    ChangeRoleResolver,
    MemberListResolver,
    MemberResolver,
    ChangeMemberResolver,
    LeavingResolver,
    LeavingMemberResolver,
    SpaceListResolver,
    SpaceResolver,
    SpaceLifeResolver,
    DeletedSpaceListResolver,
    DeletedSpaceResolver,
    GrantListResolver,
    GrantResolver,
    GroupListResolver,
    GroupResolver,
    GroupMemberResolver,
    ChangeGroupResolver,
    InvitationListResolver,
    InvitationResolver,
    InvitationLineResolver,
    ChangeInvitationResolver,
    AccessRequestListResolver,
    AccessRequestResolver,
    AccessReviewResolver,
    AccessStepResolver,
    AccessPrincipalResolver,
    OwnAccessRequestResolver,
    SettingListResolver,
    SettingResolver,
    SettingVersionResolver,
    PolicyListResolver,
    PolicyEffectResolver,
    PolicyExemptionResolver,
    SupportListResolver,
    SupportAccessResolver,
    SupportSpaceResolver,
    SupportVisitResolver,
    OperatorSupportResolver,
  ],
  references: {
    Group: groupReference,
    Organization: organizationReference,
    Role: roleReference,
    Space: spaceReference,
  },
  rules,
  entities: [OrganizationEntity, SpaceEntity, InvitationEntity, AccessRequestEntity],
  outbox,
  services: ({ clock }) => ({ clock }),
};
