import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '#runtime/graphql/page.js';
import type { RoleId } from '../role/role-id.js';

/** A member, as GraphQL shows it. */
@ObjectType({ description: 'A person as a member of an Organization.' })
export class Member {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime, { description: 'When the person joined.' }) since!: Date;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ends by itself; null when it lasts.',
  })
  until!: Date | null;
  role!: RoleId;
  userId!: string;
  owners!: number;
}

/** A page of members. */
export const { Connection: MemberConnection } = connectionOf(() => Member, 'Member');

/** What a list of members is narrowed down to. */
@InputType()
export class MemberFilterInput {
  @Field(() => ID, { nullable: true }) role?: RoleId | null;
  @Field(() => Int, { nullable: true, description: 'Whose membership ends within so many days.' })
  endsWithinDays?: number | null;
  @Field(() => Boolean, { nullable: true }) withoutSecondFactor?: boolean | null;
}

/** Another role for a member, for good or until a moment. */
@InputType()
export class ChangeMemberRoleInput {
  @Field(() => ID) memberId!: string;
  @Field(() => ID) role!: RoleId;
  @Field(() => GraphQLDateTime, { nullable: true }) until?: Date | null;
}

/** Another role for several members, for good or until a moment. */
@InputType()
export class ChangeMemberRolesInput {
  @Field(() => [ID]) memberIds!: string[];
  @Field(() => ID) role!: RoleId;
  @Field(() => GraphQLDateTime, { nullable: true }) until?: Date | null;
}

/** Who takes over a Space that would have nobody in charge. */
@InputType()
export class SuccessorInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => ID) userId!: string;
}

/** Members to be removed, and who takes over. */
@InputType()
export class RemoveMembersInput {
  @Field(() => [ID]) memberIds!: string[];
  @Field(() => [SuccessorInput], { nullable: true }) successors?: SuccessorInput[] | null;
}

/** Who takes over the Spaces of somebody who leaves. */
@InputType()
export class LeaveOrganizationInput {
  @Field(() => [SuccessorInput], { nullable: true }) successors?: SuccessorInput[] | null;
}

/** Who becomes an owner, and whether the present one stays one too. */
@InputType()
export class TransferOwnershipInput {
  @Field(() => ID) memberId!: string;
  @Field(() => Boolean) stay!: boolean;
}
