import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '#runtime/graphql/page.js';
import type { RoleId } from '../role/role-id.js';

/** A member, as GraphQL shows it. */
@ObjectType({ description: 'A person as a member of an Organization.' })
export class Member {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime, { description: 'When the person joined.' }) since!: Date;
  role!: RoleId;
  userId!: string;
  owners!: number;
}

/** A page of members. */
export const { Connection: MemberConnection } = connectionOf(() => Member, 'Member');

/** Another role for a member. */
@InputType()
export class ChangeMemberRoleInput {
  @Field(() => ID) memberId!: string;
  @Field(() => ID) role!: RoleId;
}
