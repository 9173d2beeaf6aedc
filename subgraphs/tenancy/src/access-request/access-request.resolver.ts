import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { findSpace } from '../space/find-space.js';
import { Space } from '../space/space.type.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import {
  AccessRequest,
  AccessRequestState,
  DecideAccessRequestInput,
  RequestAccessInput,
} from './access-request.type.js';
import { decideAccessRequest, decideAccessRequestInput } from './decide-access-request.js';
import { listAccessRequests } from './list-access-requests.js';
import { requestAccess, requestAccessInput } from './request-access.js';
import type { RequestState } from './request-state.js';

/** Requests for access that the reader may decide. */
@Resolver(() => Organization)
export class AccessRequestListResolver {
  @FieldResolver(() => [AccessRequest], {
    description: 'Requests for Spaces that the reader may share, newest first.',
  })
  accessRequests(
    @Ctx() ctx: TenancyContext,
    @Arg('state', () => AccessRequestState, { nullable: true }) state: RequestState | null,
  ): Promise<AccessRequest[]> {
    return listAccessRequests(reading(ctx), state ?? null);
  }
}

/** Asking for access and deciding about it. */
@Resolver(() => AccessRequest)
export class AccessRequestResolver {
  @Mutation(() => Boolean, {
    description: 'Asks the people in charge for access. Always true: the page may not exist.',
  })
  @Directive('@audit(action: "access_request.create", subject: "AccessRequest")')
  requestAccess(
    @Arg('input', () => RequestAccessInput) input: RequestAccessInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<boolean> {
    return requestAccess(writing(ctx), parse(requestAccessInput, input));
  }

  @Mutation(() => AccessRequest)
  @Directive('@audit(action: "access_request.decide", subject: "AccessRequest", alone: true)')
  decideAccessRequest(
    @Arg('input', () => DecideAccessRequestInput) input: DecideAccessRequestInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<AccessRequest> {
    return decideAccessRequest(writing(ctx), parse(decideAccessRequestInput, input));
  }

  @FieldResolver(() => User, { nullable: true })
  user(@Root() request: AccessRequest): User | null {
    return userStub(request.userId);
  }

  @FieldResolver(() => Space, { nullable: true })
  space(@Root() request: AccessRequest, @Ctx() ctx: TenancyContext): Promise<Space | null> {
    return findSpace(reading(ctx), request.spaceId);
  }

  @FieldResolver(() => User, { nullable: true })
  decidedBy(@Root() request: AccessRequest): User | null {
    return userStub(request.decidedBy);
  }
}
