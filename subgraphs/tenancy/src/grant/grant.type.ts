import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { RoleId } from '../role/role-id.js';

/** A grant, as GraphQL shows it. */
@ObjectType({ description: 'The role of a person or a group in a Space.' })
export class Grant {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) validFrom!: Date;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ends, or has ended; null when it lasts.',
  })
  until!: Date | null;
  @Field(() => Boolean) hasEnded!: boolean;
  role!: RoleId;
  spaceId!: string;
  userId!: string | null;
  groupId!: string | null;
  grantedBy!: string | null;
  endedBy!: string | null;
}

/** A role in a Space for a member or a group. */
@InputType()
export class GrantAccessInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => ID, { nullable: true, description: 'A member; or a group, not both.' }) userId!: string | null;
  @Field(() => ID, { nullable: true }) groupId!: string | null;
  @Field(() => ID) role!: RoleId;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ends, five minutes to five years ahead; null when it lasts.',
  })
  until!: Date | null;
}
