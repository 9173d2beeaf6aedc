import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { RoleId } from '../role/role-id.js';

/** An invitation, as GraphQL shows it. */
@ObjectType({ description: 'An invitation that waits for its person.' })
export class Invitation {
  @Field(() => ID) id!: string;
  @Field(() => String) email!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
  role!: RoleId;
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
  @Field(() => ID) role!: RoleId;
  @Field(() => ID, { nullable: true }) spaceId!: string | null;
  @Field(() => ID, { nullable: true }) spaceRole!: RoleId | null;
}
