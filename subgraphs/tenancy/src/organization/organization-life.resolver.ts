import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { notFound } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import type { TenancyContext } from '../services.js';
import { reading, writing } from '../tools.js';
import {
  archiveOrganization,
  cancelOrganizationDeletion,
  deleteOrganization,
  deleteOrganizationInput,
} from './change-organization-life.js';
import type { OrganizationState as State } from './organization-life.js';
import {
  DeleteOrganizationInput,
  OrganizationDeletionEffect,
  OrganizationState,
  Plan,
} from './organization-life.type.js';
import { MyOrganization, Organization } from './organization.type.js';

const stateOf = async (id: string, ctx: TenancyContext): Promise<State> => {
  const state = await reading(ctx).organizationLife.state(id);
  if (!state) throw notFound('Organization', id);
  return state;
};

/** In which state an Organization is, and how it changes. */
@Resolver(() => Organization)
export class OrganizationLifeResolver {
  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when it is archived: everybody reads, nobody changes anything.',
  })
  async archivedAt(@Root() { id }: Organization, @Ctx() ctx: TenancyContext): Promise<Date | null> {
    return (await stateOf(id, ctx)).archivedAt;
  }

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When it will be deleted for good; null unless that was decided. Until then nobody changes anything.',
  })
  async deletesAt(@Root() { id }: Organization, @Ctx() ctx: TenancyContext): Promise<Date | null> {
    return (await stateOf(id, ctx)).deletesAt;
  }

  @FieldResolver(() => Plan, { description: 'By what it is billed.' })
  async plan(@Root() { id }: Organization, @Ctx() ctx: TenancyContext): Promise<Plan> {
    return (await stateOf(id, ctx)).plan as Plan;
  }

  @FieldResolver(() => OrganizationDeletionEffect, {
    nullable: true,
    description: 'What deleting it would remove, for those who may decide that.',
  })
  deletionEffect(@Ctx() ctx: TenancyContext): Promise<OrganizationDeletionEffect | null> {
    return reading(ctx).organizationLife.numbers();
  }

  @Mutation(() => OrganizationState, {
    description: 'From now on everybody reads and nobody changes anything.',
  })
  @Directive('@audit(action: "organization.archive", subject: "Organization", alone: true)')
  archiveOrganization(@Ctx() ctx: TenancyContext): Promise<OrganizationState> {
    return archiveOrganization(writing(ctx), true);
  }

  @Mutation(() => OrganizationState)
  @Directive('@audit(action: "organization.unarchive", subject: "Organization", alone: true)')
  unarchiveOrganization(@Ctx() ctx: TenancyContext): Promise<OrganizationState> {
    return archiveOrganization(writing(ctx), false);
  }

  @Mutation(() => OrganizationState, {
    description:
      'Decides the deletion, thirty days from now; needs a fresh second factor. Its owners can call it off.',
  })
  @Directive('@audit(action: "organization.delete", subject: "Organization", alone: true)')
  deleteOrganization(
    @Arg('input', () => DeleteOrganizationInput) input: DeleteOrganizationInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<OrganizationState> {
    return deleteOrganization(writing(ctx), parse(deleteOrganizationInput, input));
  }

  @Mutation(() => OrganizationState, { description: 'Calls the deletion off.' })
  @Directive('@audit(action: "organization.cancel_deletion", subject: "Organization", alone: true)')
  cancelOrganizationDeletion(@Ctx() ctx: TenancyContext): Promise<OrganizationState> {
    return cancelOrganizationDeletion(writing(ctx));
  }
}

/** The state of the reader's own Organizations, also outside of them. */
@Resolver(() => MyOrganization)
export class MyOrganizationLifeResolver {
  @FieldResolver(() => GraphQLDateTime, { nullable: true })
  async archivedAt(@Root() { id }: MyOrganization, @Ctx() ctx: TenancyContext): Promise<Date | null> {
    return (await reading(ctx).organizationLife.myState(id))?.archivedAt ?? null;
  }

  @FieldResolver(() => GraphQLDateTime, { nullable: true })
  async deletesAt(@Root() { id }: MyOrganization, @Ctx() ctx: TenancyContext): Promise<Date | null> {
    return (await reading(ctx).organizationLife.myState(id))?.deletesAt ?? null;
  }
}
