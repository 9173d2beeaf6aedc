import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '#runtime/graphql/page.js';
import { Role } from '../stubs.js';

/** What an Organization’s directory brought, as GraphQL shows it. */
@ObjectType({ description: 'The company’s directory, which tells about its people by SCIM 2.0.' })
export class Directory {
  @Field(() => String, { description: 'What the directory is given as its address.' }) url!: string;
  @Field(() => Boolean, { description: 'Whether a verified domain is there: without one nobody comes in.' })
  hasDomain!: boolean;
  @Field(() => Role, { description: 'What people become whom the directory brings.' }) role!: Role;
  @Field(() => [Role], {
    description: 'Roles that the reader may choose for it; none is more than a member’s.',
  })
  roles!: Role[];
  @Field(() => Int, { description: 'How many people the directory knows.' }) userCount!: number;
  @Field(() => Int, { description: 'How many of them are members now.' }) activeCount!: number;
}

/** A person of the directory, as GraphQL shows them. */
@ObjectType({ description: 'A person as the directory has them; the account behind it is theirs.' })
export class DirectoryUser {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'Their mail address.' }) userName!: string;
  @Field(() => String, { nullable: true }) displayName!: string | null;
  @Field(() => String, { nullable: true, description: 'The id that the directory itself uses.' })
  externalId!: string | null;
  @Field(() => Boolean, { description: 'Whether they are a member now.' }) isActive!: boolean;
  @Field(() => GraphQLDateTime, { description: 'When the directory last said something of them.' })
  changedAt!: Date;
}

/** A page of people of the directory. */
export const { Connection: DirectoryUserConnection } = connectionOf(() => DirectoryUser, 'DirectoryUser');

/** A group of the directory, as GraphQL shows it. */
@ObjectType({ description: 'A group that the directory made and fills. What it opens is decided here.' })
export class DirectoryGroup {
  @Field(() => ID, { description: 'Of the group.' }) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'The id that the directory itself uses.' })
  externalId!: string | null;
  @Field(() => Int, { description: 'People in it, also those who are no members now.' }) memberCount!: number;
  @Field(() => GraphQLDateTime) changedAt!: Date;
}

/** The role of people whom the directory brings. */
@InputType()
export class SetDirectoryRoleInput {
  @Field(() => ID) role!: string;
}
