import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { OrganizationRoleKey, SpaceRoleKey } from '../role-keys.js';
import { OrganizationRole, SpaceRole } from '../role.type.js';

/** An invitation, as GraphQL shows it. */
@ObjectType({ description: 'An invitation that waits for its person.' })
export class Invitation {
  @Field(() => ID) id!: string;
  @Field(() => String) email!: string;
  @Field(() => OrganizationRole) role!: OrganizationRoleKey;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
  invitedBy!: string;
}

/** What inviting people gives back. */
@ObjectType()
export class InvitePayload {
  @Field(() => [Invitation]) invitations!: Invitation[];
}

/** Up to fifty addresses and what they are invited to be. */
@InputType()
export class InviteMembersInput {
  @Field(() => [String]) emails!: string[];
  @Field(() => OrganizationRole) role!: OrganizationRoleKey;
  @Field(() => ID, { nullable: true }) spaceId!: string | null;
  @Field(() => SpaceRole, { nullable: true }) spaceRole!: SpaceRoleKey | null;
}
