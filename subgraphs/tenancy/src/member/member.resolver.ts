import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { pageArgs, type Page } from '#runtime/graphql/page.js';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import type { TenancyContext } from '../services.js';
import { User, userStub } from '../stubs.js';
import { reading } from '../tools.js';
import { listMembers, memberFilter, toMemberFilter } from './list-members.js';
import { isLastOwner, mayChangeMember } from './member.policy.js';
import { Member, MemberConnection, MemberFilterInput } from './member.type.js';

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
    @Arg('filter', () => MemberFilterInput, { nullable: true }) filter: MemberFilterInput | null,
  ): Promise<Page<Member>> {
    const { members, clock } = reading(ctx);
    const narrowed = toMemberFilter(parse(memberFilter, filter ?? {}, 'filter'), clock());
    return listMembers(members, pageArgs(first, after), search, narrowed);
  }
}

/** Members. */
@Resolver(() => Member)
export class MemberResolver {
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
