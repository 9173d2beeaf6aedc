import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { MyOrganization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { writing } from '../tools.js';
import { acceptInvitation } from './accept-invitation.js';
import type { MadeInvitation } from './add-invitations.js';
import { Invitation, InviteMembersInput, InvitePayload, SendInvitationsInput } from './invitation.type.js';
import { inviteMembers, inviteMembersInput } from './invite-members.js';
import { resendInvitations } from './resend-invitations.js';
import { revokeInvitation } from './revoke-invitation.js';
import { invitationIds, revokeInvitations } from './revoke-invitations.js';
import { sendInvitations, sendInvitationsInput } from './send-invitations.js';

/** Inviting people, one or many, and joining. */
@Resolver(() => Invitation)
export class ChangeInvitationResolver {
  @Mutation(() => InvitePayload, { description: 'Invites people by mail, at most fifty at once.' })
  @Directive('@audit(action: "invitation.create", subject: "Organization")')
  async inviteMembers(
    @Arg('input', () => InviteMembersInput) input: InviteMembersInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<InvitePayload> {
    return { invitations: await inviteMembers(writing(ctx), parse(inviteMembersInput, input)) };
  }

  @Mutation(() => InvitePayload, {
    description: 'Invites up to 500 people of a list: all of them, or none. Leaves an entry with each.',
  })
  @Directive('@audit(action: "invitation.send", subject: "Invitation")')
  async sendInvitations(
    @Arg('input', () => SendInvitationsInput) input: SendInvitationsInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<InvitePayload> {
    return recorded(ctx, await sendInvitations(writing(ctx), parse(sendInvitationsInput, input)));
  }

  @Mutation(() => InvitePayload, {
    description: 'Sends waiting invitations again with a new link: all of them, or none.',
  })
  @Directive('@audit(action: "invitation.resend", subject: "Invitation")')
  async resendInvitations(
    @Arg('invitationIds', () => [ID]) ids: string[],
    @Ctx() ctx: TenancyContext,
  ): Promise<InvitePayload> {
    return recorded(ctx, await resendInvitations(writing(ctx), parse(invitationIds, ids, 'invitationIds')));
  }

  @Mutation(() => Boolean)
  @Directive('@audit(action: "invitation.revoke", subject: "Invitation")')
  revokeInvitation(
    @Arg('invitationId', () => ID) invitationId: string,
    @Ctx() ctx: TenancyContext,
  ): Promise<boolean> {
    return revokeInvitation(writing(ctx), invitationId);
  }

  @Mutation(() => [ID], { description: 'Withdraws waiting invitations: all of them, or none.' })
  @Directive('@audit(action: "invitation.revoke_several", subject: "Invitation")')
  async revokeInvitations(
    @Arg('invitationIds', () => [ID]) ids: string[],
    @Ctx() ctx: TenancyContext,
  ): Promise<string[]> {
    const revoked = await revokeInvitations(writing(ctx), parse(invitationIds, ids, 'invitationIds'));
    for (const { id, changes } of revoked) ctx.change.entry(id, changes);
    return revoked.map(({ id }) => id);
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
}

function recorded(ctx: TenancyContext, made: readonly MadeInvitation[]): InvitePayload {
  for (const { invitation, changes } of made) ctx.change.entry(invitation.id, changes);
  return { invitations: made.map(({ invitation }) => invitation) };
}
