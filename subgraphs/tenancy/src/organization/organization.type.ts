import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { RoleId } from '../role/role-id.js';

/** An Organization, as GraphQL shows it. */
@ObjectType({ description: 'A company or institution with its members and Spaces.' })
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'Part of every link into the Organization; never changes.' })
  slug!: string;
  @Field(() => String) name!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

/** One of the reader's Organizations, for the switcher. */
@ObjectType({ description: 'An Organization of which the reader is a member.' })
export class MyOrganization {
  @Field(() => ID) id!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) name!: string;
  role!: RoleId;
}

/** Name and address of a new Organization. */
@InputType()
export class CreateOrganizationInput {
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'Two to forty lower case letters, digits and single hyphens.' })
  slug!: string;
}

/** What can be changed about an Organization. */
@InputType()
export class UpdateOrganizationInput {
  @Field(() => String) name!: string;
}
