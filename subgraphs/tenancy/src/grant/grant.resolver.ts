import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { TenancyContext } from '../services.js';
import { Space } from '../space/space.type.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { grantSpaceAccess } from './grant-space-access.js';
import { Grant, GrantAccessInput } from './grant.type.js';
import { listGrants } from './list-grants.js';
import { revokeSpaceAccess } from './revoke-space-access.js';

/** Who has access to a Space. */
@Resolver(() => Space)
export class GrantListResolver {
  @FieldResolver(() => [Grant], { description: 'Who has access; for those who may share the Space.' })
  grants(@Root() space: Space, @Ctx() ctx: TenancyContext): Promise<readonly Grant[]> {
    return listGrants(reading(ctx), space.id);
  }
}

/** Grants: giving and ending access to a Space. */
@Resolver(() => Grant)
export class GrantResolver {
  @Mutation(() => Grant, {
    description: 'Gives a member a role in a Space, in place of the one they hold there.',
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

  @FieldResolver(() => Role)
  role(@Root() grant: Grant, @Ctx() ctx: TenancyContext): Promise<Role> {
    return roleHeld(reading(ctx).roles, grant.role);
  }

  @FieldResolver(() => User, { nullable: true })
  user(@Root() grant: Grant): User | null {
    return userStub(grant.userId);
  }

  @FieldResolver(() => User, { nullable: true })
  grantedBy(@Root() grant: Grant): User | null {
    return userStub(grant.grantedBy);
  }
}
