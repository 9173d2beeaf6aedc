import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import type { TenancyContext } from '../services.js';
import { findSpace } from '../space/find-space.js';
import { Space } from '../space/space.type.js';
import { User, userStub } from '../stubs.js';
import { reading } from '../tools.js';
import {
  Invitation,
  InvitationLine,
  InvitationPreview,
  InvitationPreviewInput,
  InvitationProblem,
} from './invitation.type.js';
import { invitationPreviewInput, previewInvitations } from './preview-invitations.js';

/** The invitations of an Organization. */
@Resolver(() => Organization)
export class InvitationListResolver {
  @FieldResolver(() => [Invitation], { description: 'Invitations that still wait, newest first.' })
  invitations(@Ctx() ctx: TenancyContext): Promise<readonly Invitation[]> {
    return reading(ctx).invitations.pending();
  }

  @FieldResolver(() => InvitationPreview, {
    description: 'Reads a list of people and says of every line what would be sent. Nothing is sent or kept.',
  })
  async invitationPreview(
    @Arg('input', () => InvitationPreviewInput) input: InvitationPreviewInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<InvitationPreview> {
    const given = parse(invitationPreviewInput, input);
    const lines = await previewInvitations(reading(ctx), given, ctx.request.timeZone);
    return { lines, ready: lines.filter(({ problem }) => problem === null).length };
  }
}

/** Lines of a list that was read. */
@Resolver(() => InvitationLine)
export class InvitationLineResolver {
  @FieldResolver(() => InvitationProblem, { nullable: true })
  problem(@Root() { problem }: InvitationLine, @Ctx() ctx: TenancyContext): InvitationProblem | null {
    return problem && { code: problem.code, text: problem.text[ctx.actor.locale] };
  }
}

/** Invitations. */
@Resolver(() => Invitation)
export class InvitationResolver {
  @FieldResolver(() => Role)
  role(@Root() invitation: Invitation, @Ctx() ctx: TenancyContext): Promise<Role> {
    return roleHeld(reading(ctx).roles, invitation.role);
  }

  @FieldResolver(() => Space, {
    nullable: true,
    description: 'The Space that comes with it, for its readers.',
  })
  async space(@Root() { spaceId }: Invitation, @Ctx() ctx: TenancyContext): Promise<Space | null> {
    return spaceId === null ? null : findSpace(reading(ctx), spaceId);
  }

  @FieldResolver(() => User, { nullable: true })
  invitedBy(@Root() invitation: Invitation): User | null {
    return userStub(invitation.invitedBy);
  }
}
