import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { holds } from '#runtime/actor/actor.js';
import { Group } from '../group/group.type.js';
import { roleHeld } from '../role/role-to-give.js';
import { Role } from '../role/role.type.js';
import type { TenancyContext } from '../services.js';
import { findSpace } from '../space/find-space.js';
import { Space } from '../space/space.type.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { grantSpaceAccess } from './grant-space-access.js';
import { Grant, GrantAccessInput } from './grant.type.js';
import { listEndedGrants, listGrants } from './list-grants.js';
import { revokeSpaceAccess } from './revoke-space-access.js';

/** Who has and had access to a Space. */
@Resolver(() => Space)
export class GrantListResolver {
  @FieldResolver(() => [Grant], { description: 'Who has access; for those who may share the Space.' })
  grants(@Root() space: Space, @Ctx() ctx: TenancyContext): Promise<readonly Grant[]> {
    return listGrants(reading(ctx), space.id);
  }

  @FieldResolver(() => [Grant], {
    description: 'Who had access, last ended first, at most 200; for those who may share the Space.',
  })
  endedGrants(@Root() space: Space, @Ctx() ctx: TenancyContext): Promise<readonly Grant[]> {
    return listEndedGrants(reading(ctx), space.id);
  }
}

/** Grants: giving and ending access to a Space. */
@Resolver(() => Grant)
export class GrantResolver {
  @Mutation(() => Grant, {
    description: 'Gives a member or a group a role in a Space, in place of the one that is held there.',
  })
  @Directive('@audit(action: "space_grant.create", subject: "Grant", alone: true)')
  grantSpaceAccess(
    @Arg('input', () => GrantAccessInput) input: GrantAccessInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Grant> {
    return grantSpaceAccess(writing(ctx), input);
  }

  @Mutation(() => Boolean)
  @Directive('@audit(action: "space_grant.revoke", subject: "Grant", alone: true)')
  revokeSpaceAccess(@Arg('grantId', () => ID) grantId: string, @Ctx() ctx: TenancyContext): Promise<boolean> {
    return revokeSpaceAccess(writing(ctx), grantId);
  }

  @FieldResolver(() => Space, { nullable: true })
  space(@Root() grant: Grant, @Ctx() ctx: TenancyContext): Promise<Space | null> {
    return findSpace(reading(ctx), grant.spaceId);
  }

  @FieldResolver(() => Role)
  role(@Root() grant: Grant, @Ctx() ctx: TenancyContext): Promise<Role> {
    return roleHeld(reading(ctx).roles, grant.role);
  }

  @FieldResolver(() => User, { nullable: true })
  user(@Root() grant: Grant): User | null {
    return userStub(grant.userId);
  }

  @FieldResolver(() => Group, {
    nullable: true,
    description: 'The group that has the role; null for a person, and for those who may not see groups.',
  })
  async group(@Root() grant: Grant, @Ctx() ctx: TenancyContext): Promise<Group | null> {
    if (grant.groupId === null || !holds(ctx.actor, 'member.read')) return null;
    return reading(ctx).groups.find(grant.groupId);
  }

  @FieldResolver(() => User, { nullable: true })
  grantedBy(@Root() grant: Grant): User | null {
    return userStub(grant.grantedBy);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who ended it; null where it ended as planned, or with something else.',
  })
  endedBy(@Root() grant: Grant): User | null {
    return userStub(grant.endedBy);
  }
}
