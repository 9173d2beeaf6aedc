import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { SpaceRoleKey } from '../role-keys.js';
import { SpaceRole } from '../role.type.js';

/** A grant, as GraphQL shows it. */
@ObjectType({ description: 'The role of a person in a Space.' })
export class Grant {
  @Field(() => ID) id!: string;
  @Field(() => SpaceRole) role!: SpaceRoleKey;
  @Field(() => GraphQLDateTime) validFrom!: Date;
  userId!: string;
  grantedBy!: string | null;
}

/** A role in a Space for a member. */
@InputType()
export class GrantAccessInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => ID) userId!: string;
  @Field(() => SpaceRole) role!: SpaceRoleKey;
}
