import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Grant } from '../grant/grant.type.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { User, userStub } from '../stubs.js';
import { reading } from '../tools.js';
import { findGroup } from './find-group.js';
import { Group, GroupMember } from './group.type.js';
import { nestedGroups } from './nested-groups.js';

/** The groups of an Organization. */
@Resolver(() => Organization)
export class GroupListResolver {
  @FieldResolver(() => [Group], { description: 'Groups by name, archived ones last.' })
  groups(
    @Ctx() ctx: TenancyContext,
    @Arg('includeArchived', () => Boolean, { nullable: true, defaultValue: false })
    includeArchived: boolean | null,
  ): Promise<Group[]> {
    return reading(ctx).groups.all(includeArchived ?? false);
  }
}

/** Groups. */
@Resolver(() => Group)
export class GroupResolver {
  @Query(() => Group, { nullable: true })
  group(@Arg('id', () => ID) id: string, @Ctx() ctx: TenancyContext): Promise<Group> {
    return findGroup(reading(ctx).groups, id);
  }

  @FieldResolver(() => Int, { description: 'How many people are in it, directly or through another group.' })
  memberCount(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<number> {
    return reading(ctx).groups.memberCount(group.id);
  }

  @FieldResolver(() => [GroupMember], { description: 'Who is in it, directly first.' })
  members(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<readonly GroupMember[]> {
    return reading(ctx).groups.members(group.id);
  }

  @FieldResolver(() => [Group], {
    description: 'The groups in which it lies: its people have what these have.',
  })
  parents(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<Group[]> {
    return nestedGroups(reading(ctx).groups, group.id, 'parents');
  }

  @FieldResolver(() => [Group], { description: 'The groups that lie in it: their people have what it has.' })
  children(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<Group[]> {
    return nestedGroups(reading(ctx).groups, group.id, 'children');
  }

  @FieldResolver(() => [Grant], {
    description: 'What it was given itself, in Spaces that the reader may share.',
  })
  grants(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<readonly Grant[]> {
    return reading(ctx).grants.ofGroup(group.id);
  }

  @FieldResolver(() => Int, {
    description:
      'In how many Spaces that the reader may not share it gives something, groups above it included.',
  })
  async hiddenSpaces(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<number> {
    return (await reading(ctx).groups.standing(group.id))?.hidden ?? 0;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader may put people into it: they may give all that it gives.',
  })
  async viewerCanFill(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<boolean> {
    return (await reading(ctx).groups.standing(group.id))?.mayFill ?? false;
  }

  @FieldResolver(() => [User], { description: 'Who gave it what the reader may not give, and can be asked.' })
  async ask(@Root() group: Group, @Ctx() ctx: TenancyContext): Promise<User[]> {
    const standing = await reading(ctx).groups.standing(group.id);
    return (standing?.ask ?? []).flatMap((id) => userStub(id) ?? []);
  }
}

/** People in groups. */
@Resolver(() => GroupMember)
export class GroupMemberResolver {
  @FieldResolver(() => User, { nullable: true })
  user(@Root() member: GroupMember): User | null {
    return userStub(member.userId);
  }

  @FieldResolver(() => Group, {
    nullable: true,
    description: 'The group through which the person is in it; null for somebody who is in it directly.',
  })
  async via(@Root() member: GroupMember, @Ctx() ctx: TenancyContext): Promise<Group | null> {
    return member.viaId === null ? null : reading(ctx).groups.find(member.viaId);
  }

  @FieldResolver(() => User, { nullable: true })
  addedBy(@Root() member: GroupMember): User | null {
    return userStub(member.addedBy);
  }
}
