import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { User, userStub } from '../stubs.js';
import { reading } from '../tools.js';
import { memberIds } from './check-members.js';
import { LeavingMember, LeavingPreview } from './leaving.type.js';
import { previewLeaving } from './preview-leaving.js';

/** What is told before members go. */
@Resolver(() => Organization)
export class LeavingResolver {
  @FieldResolver(() => LeavingPreview, {
    description: 'What members would lose and leave behind; one’s own, or anybody’s for who manages members.',
  })
  leaving(@Arg('memberIds', () => [ID]) ids: string[], @Ctx() ctx: TenancyContext): Promise<LeavingPreview> {
    return previewLeaving(reading(ctx), parse(memberIds, ids, 'memberIds'));
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The reader’s own membership.' })
  async viewerMemberId(@Ctx() ctx: TenancyContext): Promise<string | null> {
    return (await reading(ctx).members.own())?.id ?? null;
  }
}

/** People about whom it is told. */
@Resolver(() => LeavingMember)
export class LeavingMemberResolver {
  @FieldResolver(() => User, { nullable: true })
  user(@Root() member: LeavingMember): User | null {
    return userStub(member.userId);
  }
}
