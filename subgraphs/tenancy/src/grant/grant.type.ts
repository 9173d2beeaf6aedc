import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { RoleId } from '../role/role-id.js';

/** A grant, as GraphQL shows it. */
@ObjectType({ description: 'The role of a person in a Space.' })
export class Grant {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) validFrom!: Date;
  role!: RoleId;
  userId!: string;
  grantedBy!: string | null;
}

/** A role in a Space for a member. */
@InputType()
export class GrantAccessInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => ID) userId!: string;
  @Field(() => ID) role!: RoleId;
}
