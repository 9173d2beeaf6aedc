import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

/** A group, as GraphQL shows it. */
@ObjectType({ description: 'People who are given access to Spaces together.' })
@Directive('@key(fields: "id")')
export class Group {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it gives nothing any more.' })
  archivedAt!: Date | null;
  @Field(() => Boolean, {
    description: 'Whether the company’s directory names and fills it, and nobody else.',
  })
  isFromDirectory!: boolean;
}

/** A person in a group, as GraphQL shows it. */
@ObjectType({ description: 'A person in a group, directly or through a group that lies in it.' })
export class GroupMember {
  @Field(() => GraphQLDateTime) validFrom!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends; null when it lasts.' })
  until!: Date | null;
  userId!: string;
  viaId!: string | null;
  addedBy!: string | null;
}

/** Name and description of a new group. */
@InputType()
export class CreateGroupInput {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) description!: string | null;
}

/** New name and description of a group. */
@InputType()
export class UpdateGroupInput {
  @Field(() => ID) groupId!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
}

/** People who shall be in a group, for good or until a moment. */
@InputType()
export class AddGroupMembersInput {
  @Field(() => ID) groupId!: string;
  @Field(() => [ID], { description: 'One to 200 people.' }) userIds!: string[];
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ends, five minutes to five years ahead; null when it lasts.',
  })
  until!: Date | null;
}

/** People who shall leave a group. */
@InputType()
export class RemoveGroupMembersInput {
  @Field(() => ID) groupId!: string;
  @Field(() => [ID], { description: 'One to 200 people.' }) userIds!: string[];
}

/** Two groups: who is in the child has what the parent has. */
@InputType()
export class NestGroupInput {
  @Field(() => ID) parentId!: string;
  @Field(() => ID) childId!: string;
}
