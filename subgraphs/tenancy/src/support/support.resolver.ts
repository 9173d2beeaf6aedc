import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { findSpace } from '../space/find-space.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import { Space } from '../space/space.type.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { endSupportAccess } from './end-support-access.js';
import { enterSupport } from './enter-support.js';
import { findOpenSupport, listOfferedSupport, listSupport } from './list-support.js';
import { openSupportAccess, openSupportAccessInput } from './open-support-access.js';
import {
  EnteredSupport,
  OpenSupport,
  OpenSupportAccessInput,
  SupportAccess,
  SupportSpace,
  SupportVisit,
} from './support.type.js';

/** Support access of the Organization in which the request acts. */
@Resolver(() => Organization)
export class SupportListResolver {
  @FieldResolver(() => [SupportAccess], { description: 'Support access, newest first; at most 100.' })
  supportAccesses(@Ctx() ctx: TenancyContext): Promise<readonly SupportAccess[]> {
    return listSupport(reading(ctx));
  }

  @FieldResolver(() => SupportAccess, { nullable: true, description: 'The support access that is open now.' })
  openSupportAccess(@Ctx() ctx: TenancyContext): Promise<SupportAccess | null> {
    return findOpenSupport(reading(ctx));
  }

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when the reader is here as support; null for everybody else.',
  })
  viewerSupportUntil(@Ctx() ctx: TenancyContext): Promise<Date | null> {
    return reading(ctx).support.ownEnd();
  }
}

/** Opening and ending support access, and what it shows. */
@Resolver(() => SupportAccess)
export class SupportAccessResolver {
  @Mutation(() => SupportAccess, { description: 'Lets the operator’s support in for some hours.' })
  @Directive('@audit(action: "support_access.open", subject: "SupportAccess", alone: true)')
  openSupportAccess(
    @Arg('input', () => OpenSupportAccessInput) input: OpenSupportAccessInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<SupportAccess> {
    return openSupportAccess(writing(ctx), parse(openSupportAccessInput, input));
  }

  @Mutation(() => SupportAccess, { description: 'Ends support access at once, for everybody who came in.' })
  @Directive('@audit(action: "support_access.end", subject: "SupportAccess", alone: true)')
  endSupportAccess(
    @Arg('supportAccessId', () => ID) supportAccessId: string,
    @Ctx() ctx: TenancyContext,
  ): Promise<SupportAccess> {
    return endSupportAccess(writing(ctx), supportAccessId);
  }

  @FieldResolver(() => User, { nullable: true })
  openedBy(@Root() access: SupportAccess): User | null {
    return userStub(access.openedBy);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who ended it early.' })
  endedBy(@Root() access: SupportAccess): User | null {
    return userStub(access.endedBy);
  }

  @FieldResolver(() => [SupportSpace])
  spaces(@Root() access: SupportAccess, @Ctx() ctx: TenancyContext): Promise<readonly SupportSpace[]> {
    return reading(ctx).support.spacesOf(access.id);
  }

  @FieldResolver(() => [SupportVisit], { description: 'Who came in, in order.' })
  visits(@Root() access: SupportAccess, @Ctx() ctx: TenancyContext): Promise<readonly SupportVisit[]> {
    return reading(ctx).support.visitsOf(access.id);
  }
}

/** A Space of a support access. */
@Resolver(() => SupportSpace)
export class SupportSpaceResolver {
  @FieldResolver(() => Space, { nullable: true, description: 'Null where the reader may not open it.' })
  space(@Root() place: SupportSpace, @Ctx() ctx: TenancyContext): Promise<Space | null> {
    return findSpace(reading(ctx), place.spaceId);
  }

  @FieldResolver(() => Role)
  role(@Root() place: SupportSpace, @Ctx() ctx: TenancyContext): Promise<Role> {
    return roleHeld(reading(ctx).roles, place.role);
  }
}

/** A visit. */
@Resolver(() => SupportVisit)
export class SupportVisitResolver {
  @FieldResolver(() => User, { nullable: true })
  user(@Root() visit: SupportVisit): User | null {
    return userStub(visit.userId);
  }
}

/** Support as the operator gives it. */
@Resolver()
export class OperatorSupportResolver {
  @Query(() => [OpenSupport], {
    description: 'Where support access is open now; for the operator’s support.',
  })
  openSupport(@Ctx() ctx: TenancyContext): Promise<readonly OpenSupport[]> {
    return listOfferedSupport(reading(ctx));
  }

  @Mutation(() => EnteredSupport, {
    description: 'Comes into a customer’s Organization as oneself, for as long as support access is open.',
  })
  @Directive('@audit(action: "support_access.enter", subject: "SupportAccess")')
  enterSupport(
    @Arg('supportAccessId', () => ID) supportAccessId: string,
    @Ctx() ctx: TenancyContext,
  ): Promise<EnteredSupport> {
    return enterSupport(writing(ctx), supportAccessId);
  }
}
