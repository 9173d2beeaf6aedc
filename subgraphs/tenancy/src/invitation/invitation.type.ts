import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from '../role/role.type.js';
import type { RoleId } from '../role/role-id.js';
import { Space } from '../space/space.type.js';
import { PROBLEM_CODES, type LineProblem, type ProblemCode } from './line-problem.js';

/** An invitation, as GraphQL shows it. */
@ObjectType({ description: 'An invitation that waits for its person.' })
export class Invitation {
  @Field(() => ID) id!: string;
  @Field(() => String) email!: string;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the membership ends; null when it lasts.',
  })
  until!: Date | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
  role!: RoleId;
  spaceId!: string | null;
  spaceRole!: RoleId | null;
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
  @Field(() => ID, { nullable: true }) spaceId?: string | null;
  @Field(() => ID, { nullable: true }) spaceRole?: RoleId | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the membership shall end.' })
  until?: Date | null;
}

/** One person of a list that is to be sent. */
@InputType()
export class PersonToInviteInput {
  @Field(() => String) email!: string;
  @Field(() => ID) role!: RoleId;
  @Field(() => ID, { nullable: true }) spaceId?: string | null;
  @Field(() => ID, { nullable: true }) spaceRole?: RoleId | null;
  @Field(() => GraphQLDateTime, { nullable: true }) until?: Date | null;
}

/** The people of a list, each with what they are invited to be. */
@InputType()
export class SendInvitationsInput {
  @Field(() => [PersonToInviteInput]) invitations!: PersonToInviteInput[];
}

/** A pasted list or the text of a file, and what holds where a line says nothing. */
@InputType()
export class InvitationPreviewInput {
  @Field(() => String) text!: string;
  @Field(() => ID, { nullable: true }) role?: RoleId | null;
  @Field(() => ID, { nullable: true }) spaceId?: string | null;
  @Field(() => ID, { nullable: true }) spaceRole?: RoleId | null;
  @Field(() => GraphQLDateTime, { nullable: true }) until?: Date | null;
}

/** What can stand in the way of a line. */
export const InvitationProblemCode = Object.fromEntries(PROBLEM_CODES.map((code) => [code, code])) as Record<
  ProblemCode,
  ProblemCode
>;

registerEnumType(InvitationProblemCode, {
  name: 'InvitationProblemCode',
  description: 'What stands in the way of a line of a list.',
});

/** What stands in the way of a line, as GraphQL shows it. */
@ObjectType({ description: 'What stands in the way of a line, and the way out.' })
export class InvitationProblem {
  @Field(() => InvitationProblemCode) code!: ProblemCode;
  @Field(() => String) text!: string;
}

/** A line of a list, as GraphQL shows it. */
@ObjectType({ description: 'A line of a list of people: what was understood, and what stands in the way.' })
export class InvitationLine {
  @Field(() => Int, { description: 'Line of the text, counted from 1.' }) line!: number;
  @Field(() => String) text!: string;
  @Field(() => String, { nullable: true }) email!: string | null;
  @Field(() => Role, { nullable: true }) role!: Role | null;
  @Field(() => Space, { nullable: true }) space!: Space | null;
  @Field(() => Role, { nullable: true }) spaceRole!: Role | null;
  @Field(() => GraphQLDateTime, { nullable: true }) until!: Date | null;
  problem!: LineProblem | null;
}

/** A list that was read, as GraphQL shows it. */
@ObjectType({ description: 'What would be sent, line by line. Nothing is sent or kept.' })
export class InvitationPreview {
  @Field(() => Int, { description: 'Lines that could be sent.' }) ready!: number;
  @Field(() => [InvitationLine]) lines!: readonly InvitationLine[];
}
