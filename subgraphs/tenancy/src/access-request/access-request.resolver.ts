import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { Role } from '../role/role.type.js';
import { findSpace } from '../space/find-space.js';
import { Space } from '../space/space.type.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import {
  AccessRequest,
  AccessRequestState,
  DecideAccessRequestInput,
  OwnAccessRequest,
  RequestAccessInput,
} from './access-request.type.js';
import { decideAccessRequest, decideAccessRequestInput } from './decide-access-request.js';
import { listAccessRequests } from './list-access-requests.js';
import { requestAccess, requestAccessInput } from './request-access.js';
import type { RequestState } from './request-state.js';
import { withdrawAccessRequest } from './withdraw-access-request.js';

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

  @FieldResolver(() => [OwnAccessRequest], {
    description: 'What the reader asked for, newest first, each thing once; at most 50.',
  })
  ownAccessRequests(@Ctx() ctx: TenancyContext): Promise<OwnAccessRequest[]> {
    return reading(ctx).accessRequests.mine();
  }
}

/** What one asked for oneself. */
@Resolver(() => OwnAccessRequest)
export class OwnAccessRequestResolver {
  @FieldResolver(() => Role, { nullable: true, description: 'The role that was granted.' })
  async role(@Root() request: OwnAccessRequest, @Ctx() ctx: TenancyContext): Promise<Role | null> {
    return request.role === null ? null : reading(ctx).roles.find(request.role);
  }

  @FieldResolver(() => Space, {
    nullable: true,
    description: 'The Space to which access was granted, while the reader can open it.',
  })
  async space(@Root() request: OwnAccessRequest, @Ctx() ctx: TenancyContext): Promise<Space | null> {
    return request.spaceId === null ? null : findSpace(reading(ctx), request.spaceId);
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

  @Mutation(() => OwnAccessRequest, {
    description: 'Takes back what one asked for oneself, as long as nobody has decided.',
  })
  @Directive('@audit(action: "access_request.withdraw", subject: "AccessRequest", alone: true)')
  withdrawAccessRequest(
    @Arg('requestId', () => ID) requestId: string,
    @Ctx() ctx: TenancyContext,
  ): Promise<OwnAccessRequest> {
    return withdrawAccessRequest(writing(ctx), requestId);
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

  @FieldResolver(() => Role, { nullable: true, description: 'The role that was granted.' })
  async role(@Root() request: AccessRequest, @Ctx() ctx: TenancyContext): Promise<Role | null> {
    return request.role === null ? null : reading(ctx).roles.find(request.role);
  }

  @FieldResolver(() => User, { nullable: true })
  decidedBy(@Root() request: AccessRequest): User | null {
    return userStub(request.decidedBy);
  }
}
