import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import type { TenancyContext } from '../services.js';
import { writing } from '../tools.js';
import { addGroupMembers } from './add-group-members.js';
import { archiveGroup } from './archive-group.js';
import { createGroup } from './create-group.js';
import { createGroupInput, updateGroupInput } from './group-input.js';
import {
  AddGroupMembersInput,
  CreateGroupInput,
  Group,
  NestGroupInput,
  RemoveGroupMembersInput,
  UpdateGroupInput,
} from './group.type.js';
import { nestGroup } from './nest-group.js';
import { removeGroupMembers } from './remove-group-members.js';
import { restoreGroup } from './restore-group.js';
import { unnestGroup } from './unnest-group.js';
import { updateGroup } from './update-group.js';

/** Groups: making, filling, nesting and archiving them. */
@Resolver(() => Group)
export class ChangeGroupResolver {
  @Mutation(() => Group)
  @Directive('@audit(action: "group.create", subject: "Group", alone: true)')
  createGroup(
    @Arg('input', () => CreateGroupInput) input: CreateGroupInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Group> {
    return createGroup(writing(ctx), parse(createGroupInput, input));
  }

  @Mutation(() => Group)
  @Directive('@audit(action: "group.update", subject: "Group", alone: true)')
  updateGroup(
    @Arg('input', () => UpdateGroupInput) input: UpdateGroupInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Group> {
    return updateGroup(writing(ctx), parse(updateGroupInput, input));
  }

  @Mutation(() => Group, { description: 'What the group gives ends at once.' })
  @Directive('@audit(action: "group.archive", subject: "Group", alone: true)')
  archiveGroup(@Arg('groupId', () => ID) groupId: string, @Ctx() ctx: TenancyContext): Promise<Group> {
    return archiveGroup(writing(ctx), groupId);
  }

  @Mutation(() => Group, { description: 'What the group gave counts again.' })
  @Directive('@audit(action: "group.restore", subject: "Group", alone: true)')
  restoreGroup(@Arg('groupId', () => ID) groupId: string, @Ctx() ctx: TenancyContext): Promise<Group> {
    return restoreGroup(writing(ctx), groupId);
  }

  @Mutation(() => Group, { description: 'Puts people into a group, or changes when their time in it ends.' })
  @Directive('@audit(action: "group.add_members", subject: "Group", alone: true)')
  addGroupMembers(
    @Arg('input', () => AddGroupMembersInput) input: AddGroupMembersInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Group> {
    return addGroupMembers(writing(ctx), input);
  }

  @Mutation(() => Group)
  @Directive('@audit(action: "group.remove_members", subject: "Group", alone: true)')
  removeGroupMembers(
    @Arg('input', () => RemoveGroupMembersInput) input: RemoveGroupMembersInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Group> {
    return removeGroupMembers(writing(ctx), input);
  }

  @Mutation(() => Group, { description: 'Who is in the child has what the parent has; one level deep.' })
  @Directive('@audit(action: "group.nest", subject: "Group", alone: true)')
  nestGroup(
    @Arg('input', () => NestGroupInput) input: NestGroupInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Group> {
    return nestGroup(writing(ctx), input);
  }

  @Mutation(() => Group)
  @Directive('@audit(action: "group.unnest", subject: "Group", alone: true)')
  unnestGroup(
    @Arg('input', () => NestGroupInput) input: NestGroupInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Group> {
    return unnestGroup(writing(ctx), input);
  }
}
