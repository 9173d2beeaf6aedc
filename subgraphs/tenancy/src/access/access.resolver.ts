import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import { pageArgs } from '#runtime/graphql/page.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import type { TenancyContext } from '../services.js';
import { User, userStub } from '../stubs.js';
import { reading } from '../tools.js';
import {
  AccessExplanation,
  AccessList,
  AccessPrincipal,
  AccessStep,
  PrincipalAccess,
  ReviewableSpace,
} from './access.type.js';
import { explainAccess, whatCanAccess, whoCanAccess } from './review-access.js';
import { checkMoment, checkPlace, checkPrincipal } from './review-moment.js';

const PLACE = 'Neither a Space nor a document: the Organization.';
const WHOM = 'Neither a person nor a service account: the reader.';

/** Who can access a place, what somebody can access, and why: now or at a moment in the past. */
@Resolver()
export class AccessReviewResolver {
  @Query(() => AccessList, { description: `Who could access a place at a moment. ${PLACE}` })
  whoCanAccess(
    @Ctx() ctx: TenancyContext,
    @Arg('spaceId', () => ID, { nullable: true }) spaceId: string | null,
    @Arg('documentId', () => ID, { nullable: true }) documentId: string | null,
    @Arg('permission', () => PermissionEnum, { nullable: true }) permission: Permission | null,
    @Arg('at', () => GraphQLDateTime, { nullable: true }) at: Date | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ): Promise<AccessList> {
    const place = checkPlace(spaceId, documentId);
    const moment = checkMoment(at, ctx.services.clock());
    const page = pageArgs(first, after);
    return whoCanAccess(reading(ctx), {
      ...{ place, page, at: moment, permission: permission ?? null, search: search ?? '' },
    });
  }

  @Query(() => PrincipalAccess, { description: `What somebody could access at a moment. ${WHOM}` })
  whatCanAccess(
    @Ctx() ctx: TenancyContext,
    @Arg('userId', () => ID, { nullable: true }) userId: string | null,
    @Arg('serviceAccountId', () => ID, { nullable: true }) serviceAccountId: string | null,
    @Arg('at', () => GraphQLDateTime, { nullable: true }) at: Date | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ): Promise<PrincipalAccess> {
    const personId = checkPrincipal(userId, serviceAccountId, ctx.actor.userId);
    const moment = checkMoment(at, ctx.services.clock());
    const page = pageArgs(first, after);
    return whatCanAccess(reading(ctx), { personId, at: moment, page });
  }

  @Query(() => AccessExplanation, {
    description: `Why somebody could do something at a moment, or could not. ${WHOM} ${PLACE}`,
  })
  explainAccess(
    @Ctx() ctx: TenancyContext,
    @Arg('permission', () => PermissionEnum) permission: Permission,
    @Arg('userId', () => ID, { nullable: true }) userId: string | null,
    @Arg('serviceAccountId', () => ID, { nullable: true }) serviceAccountId: string | null,
    @Arg('spaceId', () => ID, { nullable: true }) spaceId: string | null,
    @Arg('documentId', () => ID, { nullable: true }) documentId: string | null,
    @Arg('at', () => GraphQLDateTime, { nullable: true }) at: Date | null,
  ): Promise<AccessExplanation> {
    const personId = checkPrincipal(userId, serviceAccountId, ctx.actor.userId);
    const place = checkPlace(spaceId, documentId);
    const moment = checkMoment(at, ctx.services.clock());
    return explainAccess(reading(ctx), {
      ...{ personId, permission, place, at: moment },
    });
  }

  @Query(() => [ReviewableSpace], {
    description: 'The Spaces of a moment about whose access the reader may ask, by name.',
  })
  reviewableSpaces(
    @Ctx() ctx: TenancyContext,
    @Arg('at', () => GraphQLDateTime, { nullable: true }) at: Date | null,
  ): Promise<ReviewableSpace[]> {
    return reading(ctx).access.spaces(checkMoment(at, ctx.services.clock()));
  }
}

/** Who made a step possible. */
@Resolver(() => AccessStep)
export class AccessStepResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Who gave it.' })
  by(@Root() step: AccessStep): User | null {
    return userStub(step.byId);
  }
}

/** The person behind a principal. */
@Resolver(() => AccessPrincipal)
export class AccessPrincipalResolver {
  @FieldResolver(() => User, { nullable: true, description: 'None for a service account.' })
  user(@Root() principal: AccessPrincipal): User | null {
    return principal.kind === 'user' ? userStub(principal.id) : null;
  }
}
