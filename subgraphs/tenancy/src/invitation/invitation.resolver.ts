import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { MyOrganization, Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { Role } from '../role/role.type.js';
import { roleHeld } from '../role/role-to-give.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { acceptInvitation } from './accept-invitation.js';
import { Invitation, InviteMembersInput, InvitePayload } from './invitation.type.js';
import { inviteMembers, inviteMembersInput } from './invite-members.js';
import { revokeInvitation } from './revoke-invitation.js';

/** The invitations of an Organization. */
@Resolver(() => Organization)
export class InvitationListResolver {
  @FieldResolver(() => [Invitation], { description: 'Invitations that still wait, newest first.' })
  invitations(@Ctx() ctx: TenancyContext): Promise<Invitation[]> {
    return reading(ctx).invitations.pending();
  }
}

/** Inviting people and joining. */
@Resolver(() => Invitation)
export class InvitationResolver {
  @Mutation(() => InvitePayload, { description: 'Invites people by mail, at most fifty at once.' })
  @Directive('@audit(action: "invitation.create", subject: "Organization")')
  async inviteMembers(
    @Arg('input', () => InviteMembersInput) input: InviteMembersInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<InvitePayload> {
    return { invitations: await inviteMembers(writing(ctx), parse(inviteMembersInput, input)) };
  }

  @Mutation(() => Boolean)
  @Directive('@audit(action: "invitation.revoke", subject: "Invitation")')
  revokeInvitation(
    @Arg('invitationId', () => ID) invitationId: string,
    @Ctx() ctx: TenancyContext,
  ): Promise<boolean> {
    return revokeInvitation(writing(ctx), invitationId);
  }

  @Mutation(() => MyOrganization, {
    description: 'Joins the Organization of an invitation that was sent to the reader.',
  })
  @Directive('@audit(action: "invitation.accept", subject: "Invitation")')
  acceptInvitation(
    @Arg('token', () => String) token: string,
    @Ctx() ctx: TenancyContext,
  ): Promise<MyOrganization> {
    return acceptInvitation(writing(ctx), token);
  }

  @FieldResolver(() => Role)
  role(@Root() invitation: Invitation, @Ctx() ctx: TenancyContext): Promise<Role> {
    return roleHeld(reading(ctx).roles, invitation.role);
  }

  @FieldResolver(() => User, { nullable: true })
  invitedBy(@Root() invitation: Invitation): User | null {
    return userStub(invitation.invitedBy);
  }
}
