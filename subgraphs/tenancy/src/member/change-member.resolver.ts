import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import type { TenancyContext } from '../services.js';
import { writing } from '../tools.js';
import { changeMemberRole } from './change-member-role.js';
import { changeMemberRoles, changeMemberRolesInput } from './change-member-roles.js';
import { leaveOrganization, leaveOrganizationInput } from './leave-organization.js';
import {
  ChangeMemberRoleInput,
  ChangeMemberRolesInput,
  LeaveOrganizationInput,
  Member,
  RemoveMembersInput,
  TransferOwnershipInput,
} from './member.type.js';
import { removeMember } from './remove-member.js';
import { removeMembers, removeMembersInput } from './remove-members.js';
import { transferOwnership, transferOwnershipInput } from './transfer-ownership.js';

/** Changes of memberships, one or many. */
@Resolver(() => Member)
export class ChangeMemberResolver {
  @Mutation(() => Member)
  @Directive('@audit(action: "member.change_role", subject: "Member", alone: true)')
  changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput) input: ChangeMemberRoleInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Member> {
    return changeMemberRole(writing(ctx), input);
  }

  @Mutation(() => [Member], {
    description: 'Gives up to 200 members another role: all of them, or none. Leaves an entry with each.',
  })
  @Directive('@audit(action: "member.change_roles", subject: "Member", alone: true)')
  async changeMemberRoles(
    @Arg('input', () => ChangeMemberRolesInput) input: ChangeMemberRolesInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Member[]> {
    const changed = await changeMemberRoles(writing(ctx), parse(changeMemberRolesInput, input));
    for (const { member, changes } of changed) ctx.change.entry(member.id, changes);
    return changed.map(({ member }) => member);
  }

  @Mutation(() => Boolean, { description: 'Ends a membership with every grant of the person.' })
  @Directive('@audit(action: "member.remove", subject: "Member", alone: true)')
  removeMember(@Arg('memberId', () => ID) memberId: string, @Ctx() ctx: TenancyContext): Promise<boolean> {
    return removeMember(writing(ctx), memberId);
  }

  @Mutation(() => [ID], {
    description: 'Ends up to 200 memberships: all of them, or none. Leaves an entry with each.',
  })
  @Directive('@audit(action: "member.remove_several", subject: "Member", alone: true)')
  async removeMembers(
    @Arg('input', () => RemoveMembersInput) input: RemoveMembersInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<string[]> {
    const removed = await removeMembers(writing(ctx), parse(removeMembersInput, input));
    for (const { id, changes } of removed) ctx.change.entry(id, changes);
    return removed.map(({ id }) => id);
  }

  @Mutation(() => Boolean, { description: 'Ends the reader’s own membership.' })
  @Directive('@audit(action: "member.leave", subject: "Member", alone: true)')
  leaveOrganization(
    @Arg('input', () => LeaveOrganizationInput) input: LeaveOrganizationInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<boolean> {
    return leaveOrganization(writing(ctx), parse(leaveOrganizationInput, input));
  }

  @Mutation(() => Member, {
    description:
      'Makes a member an owner; the reader becomes an admin or stays. Asks for a fresh second factor.',
  })
  @Directive('@audit(action: "member.transfer_ownership", subject: "Member", alone: true)')
  transferOwnership(
    @Arg('input', () => TransferOwnershipInput) input: TransferOwnershipInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Member> {
    return transferOwnership(writing(ctx), parse(transferOwnershipInput, input));
  }
}
