import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import type { TenancyContext } from '../services.js';
import { reading, writing } from '../tools.js';
import { createOrganization, createOrganizationInput } from './create-organization.js';
import { organizationPermissions } from './organization.policy.js';
import {
  CreateOrganizationInput,
  MyOrganization,
  Organization,
  UpdateOrganizationInput,
} from './organization.type.js';
import { updateOrganization, updateOrganizationInput } from './update-organization.js';

/** Organizations: the one in which the request acts, and the reader's own. */
@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => [MyOrganization], { description: 'The Organizations of which the reader is a member.' })
  myOrganizations(@Ctx() ctx: TenancyContext): Promise<MyOrganization[]> {
    return reading(ctx).organizations.mine();
  }

  @Query(() => Organization, { nullable: true, description: 'The Organization in which the request acts.' })
  organization(@Ctx() ctx: TenancyContext): Promise<Organization | null> {
    const id = ctx.actor.org?.id;
    return id ? reading(ctx).organizations.find(id) : Promise.resolve(null);
  }

  @Mutation(() => MyOrganization, { description: 'Creates an Organization; the reader becomes its owner.' })
  @Directive('@audit(action: "organization.create", subject: "Organization")')
  createOrganization(
    @Arg('input', () => CreateOrganizationInput) input: CreateOrganizationInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<MyOrganization> {
    return createOrganization(writing(ctx), parse(createOrganizationInput, input));
  }

  @Mutation(() => Organization)
  @Directive('@audit(action: "organization.update", subject: "Organization")')
  updateOrganization(
    @Arg('input', () => UpdateOrganizationInput) input: UpdateOrganizationInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Organization> {
    return updateOrganization(writing(ctx), parse(updateOrganizationInput, input));
  }

  @FieldResolver(() => [PermissionEnum], { description: 'What the reader may do in the Organization.' })
  viewerCan(@Ctx() ctx: TenancyContext): readonly Permission[] {
    return organizationPermissions(ctx.actor);
  }

  @FieldResolver(() => Role)
  viewerRole(@Ctx() ctx: TenancyContext): Promise<Role> {
    const role = ctx.actor.org?.role;
    if (!role) throw new KopexaError('NOT_FOUND');
    return roleHeld(reading(ctx).roles, role);
  }
}

/** The reader's own Organizations, also outside of them. */
@Resolver(() => MyOrganization)
export class MyOrganizationResolver {
  @FieldResolver(() => Role)
  role(@Root() { role }: MyOrganization, @Ctx() ctx: TenancyContext): Promise<Role> {
    const { findOwn } = reading(ctx).roles;
    return roleHeld({ find: findOwn }, role);
  }
}
