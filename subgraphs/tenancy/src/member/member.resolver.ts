import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { pageArgs, type Page } from '#runtime/graphql/page.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { changeMemberRole } from './change-member-role.js';
import { listMembers } from './list-members.js';
import { isLastOwner, mayChangeMember } from './member.policy.js';
import { ChangeMemberRoleInput, Member, MemberConnection } from './member.type.js';
import { removeMember } from './remove-member.js';

/** The list of members. */
@Resolver(() => Organization)
export class MemberListResolver {
  @FieldResolver(() => MemberConnection, {
    description: 'Members by name; search looks at names and mail addresses.',
  })
  members(
    @Ctx() ctx: TenancyContext,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
  ): Promise<Page<Member>> {
    return listMembers(reading(ctx).members, pageArgs(first, after), search);
  }
}

/** Members and their roles. */
@Resolver(() => Member)
export class MemberResolver {
  @Mutation(() => Member)
  @Directive('@audit(action: "member.change_role", subject: "Member", alone: true)')
  changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput) input: ChangeMemberRoleInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Member> {
    return changeMemberRole(writing(ctx), input);
  }

  @Mutation(() => Boolean, { description: 'Ends a membership with every grant of the person.' })
  @Directive('@audit(action: "member.remove", subject: "Member", alone: true)')
  removeMember(@Arg('memberId', () => ID) memberId: string, @Ctx() ctx: TenancyContext): Promise<boolean> {
    return removeMember(writing(ctx), memberId);
  }

  @FieldResolver(() => User, { nullable: true })
  user(@Root() member: Member): User | null {
    return userStub(member.userId);
  }

  @FieldResolver(() => Role)
  role(@Root() member: Member, @Ctx() ctx: TenancyContext): Promise<Role> {
    return roleHeld(reading(ctx).roles, member.role);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the person has enrolled a second factor.' })
  secondFactor(@Root() member: Member, @Ctx() ctx: TenancyContext): Promise<boolean> {
    return reading(ctx).members.hasSecondFactor(member.userId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader may change the role or remove the member.',
  })
  async viewerMayChange(@Root() member: Member, @Ctx() ctx: TenancyContext): Promise<boolean> {
    const role = await roleHeld(reading(ctx).roles, member.role);
    return mayChangeMember(ctx.actor, role) && !isLastOwner(member, member.owners);
  }
}
