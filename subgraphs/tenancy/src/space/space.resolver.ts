import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import { notFound } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { Organization } from '../organization/organization.type.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import type { TenancyContext } from '../services.js';
import { reading, writing } from '../tools.js';
import { archiveSpace } from './archive-space.js';
import { createSpace, createSpaceInput } from './create-space.js';
import { findSpace } from './find-space.js';
import { listSpaces } from './list-spaces.js';
import { CreateSpaceInput, Space, UpdateSpaceInput } from './space.type.js';
import { unarchiveSpace } from './unarchive-space.js';
import { updateSpace, updateSpaceInput } from './update-space.js';
import { viewerPermissions } from './viewer-permissions.js';

/** The Spaces of an Organization. */
@Resolver(() => Organization)
export class SpaceListResolver {
  @FieldResolver(() => [Space], { description: 'The Spaces that the reader may open, by name.' })
  spaces(
    @Ctx() ctx: TenancyContext,
    @Arg('includeArchived', () => Boolean, { nullable: true, defaultValue: false })
    includeArchived: boolean | null,
  ): Promise<Space[]> {
    return listSpaces(reading(ctx), includeArchived ?? false);
  }
}

/** Spaces. */
@Resolver(() => Space)
export class SpaceResolver {
  @Query(() => Space, { nullable: true })
  async space(@Arg('id', () => ID) id: string, @Ctx() ctx: TenancyContext): Promise<Space | null> {
    const space = await findSpace(reading(ctx), id);
    if (!space) throw notFound('Space', id);
    return space;
  }

  @Mutation(() => Space, { description: 'Creates a Space; the reader becomes its manager.' })
  @Directive('@audit(action: "space.create", subject: "Space", alone: true)')
  createSpace(
    @Arg('input', () => CreateSpaceInput) input: CreateSpaceInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Space> {
    return createSpace(writing(ctx), parse(createSpaceInput, input));
  }

  @Mutation(() => Space)
  @Directive('@audit(action: "space.update", subject: "Space")')
  updateSpace(
    @Arg('input', () => UpdateSpaceInput) input: UpdateSpaceInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Space> {
    return updateSpace(writing(ctx), parse(updateSpaceInput, input));
  }

  @Mutation(() => Space)
  @Directive('@audit(action: "space.archive", subject: "Space", alone: true)')
  archiveSpace(@Arg('spaceId', () => ID) spaceId: string, @Ctx() ctx: TenancyContext): Promise<Space> {
    return archiveSpace(writing(ctx), spaceId);
  }

  @Mutation(() => Space)
  @Directive('@audit(action: "space.unarchive", subject: "Space", alone: true)')
  unarchiveSpace(@Arg('spaceId', () => ID) spaceId: string, @Ctx() ctx: TenancyContext): Promise<Space> {
    return unarchiveSpace(writing(ctx), spaceId);
  }

  @FieldResolver(() => [PermissionEnum], { description: 'What the reader may do in the Space.' })
  viewerCan(@Root() space: Space, @Ctx() ctx: TenancyContext): Promise<readonly Permission[]> {
    return viewerPermissions(reading(ctx), space.id);
  }

  @FieldResolver(() => [Role], {
    description: 'The reader’s own roles, held directly or through a group.',
  })
  async viewerRoles(@Root() space: Space, @Ctx() ctx: TenancyContext): Promise<readonly Role[]> {
    const { roles, spaces } = reading(ctx);
    return Promise.all((await spaces.rolesIn(space.id)).map((id) => roleHeld(roles, id)));
  }
}
