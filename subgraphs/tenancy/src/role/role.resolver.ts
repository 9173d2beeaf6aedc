import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { Space } from '../space/space.type.js';
import { User, userStub } from '../stubs.js';
import { reading } from '../tools.js';
import { listGrantableRoles, listRoles, mayGive, permissionsShown } from './list-roles.js';
import type { RoleScope } from './role-id.js';
import { roleHeld } from './role-to-give.js';
import { previewRole } from './preview-role.js';
import { Role, RoleEffect, RoleHolders, RolePreview, RoleScopeEnum, RoleVersion } from './role.type.js';

/** The roles of an Organization. */
@Resolver(() => Organization)
export class RoleListResolver {
  @FieldResolver(() => [Role], { description: 'Built-in roles, then the Organization’s own by name.' })
  roles(
    @Ctx() ctx: TenancyContext,
    @Arg('scope', () => RoleScopeEnum, { nullable: true }) scope: RoleScope | null,
    @Arg('includeArchived', () => Boolean, { nullable: true, defaultValue: false })
    includeArchived: boolean | null,
  ): Promise<readonly Role[]> {
    return listRoles(reading(ctx), scope ?? null, includeArchived ?? false);
  }

  @FieldResolver(() => Role, { nullable: true, description: 'One role, archived or not.' })
  role(@Ctx() ctx: TenancyContext, @Arg('id', () => ID) id: string): Promise<Role> {
    return roleHeld(reading(ctx).roles, id);
  }

  @FieldResolver(() => RolePreview, {
    description: 'Who would gain and lose what if a role held these permissions.',
  })
  rolePreview(
    @Ctx() ctx: TenancyContext,
    @Arg('roleId', () => ID) roleId: string,
    @Arg('permissions', () => [PermissionEnum]) permissions: Permission[],
  ): Promise<RolePreview> {
    return previewRole(reading(ctx), roleId, permissions);
  }
}

/** The roles that may be given in a Space. */
@Resolver(() => Space)
export class SpaceRoleListResolver {
  @FieldResolver(() => [Role], { description: 'What the reader may give in the Space; none for most.' })
  grantableRoles(@Root() space: Space, @Ctx() ctx: TenancyContext): Promise<readonly Role[]> {
    return listGrantableRoles(reading(ctx), space.id);
  }
}

/** Roles. */
@Resolver(() => Role)
export class RoleResolver {
  @FieldResolver(() => [PermissionEnum], { description: 'What it allows here.' })
  permissions(@Root() role: Role, @Ctx() ctx: TenancyContext): readonly Permission[] {
    return permissionsShown(ctx.actor, role);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader may give it: in the Organization, or in at least one Space.',
  })
  canGive(@Root() role: Role, @Ctx() ctx: TenancyContext): boolean {
    return mayGive(ctx.actor, role);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may change it: never a built-in one.' })
  canChange(@Root() role: Role, @Ctx() ctx: TenancyContext): Promise<boolean> {
    return role.isBuiltIn ? Promise.resolve(false) : reading(ctx).customRoles.mayChange(role.id);
  }

  @FieldResolver(() => RoleHolders)
  holders(@Root() role: Role, @Ctx() ctx: TenancyContext): Promise<RoleHolders> {
    return reading(ctx).customRoles.holdersOf(role.id);
  }

  @FieldResolver(() => [RoleVersion], { description: 'Newest first; built-in roles have none.' })
  versions(@Root() role: Role, @Ctx() ctx: TenancyContext): Promise<readonly RoleVersion[]> {
    return role.isBuiltIn ? Promise.resolve([]) : reading(ctx).customRoles.versionsOf(role.id);
  }
}

/** Versions of roles. */
@Resolver(() => RoleVersion)
export class RoleVersionResolver {
  @FieldResolver(() => User, { nullable: true })
  author(@Root() version: RoleVersion): User | null {
    return userStub(version.authorId);
  }
}

/** Whom a change of a role concerns. */
@Resolver(() => RoleEffect)
export class RoleEffectResolver {
  @FieldResolver(() => User, { nullable: true })
  user(@Root() effect: RoleEffect): User | null {
    return userStub(effect.userId);
  }
}
