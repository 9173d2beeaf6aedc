import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { AssuranceLevel } from '../account/account.type.js';

/** A place where one is signed in. */
@ObjectType('Session', { description: 'A place where one is signed in.' })
export class Session {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime) lastSeenAt!: Date;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
  @Field(() => String) userAgent!: string;
  @Field(() => String) ip!: string;
  @Field(() => Boolean) current!: boolean;
  @Field(() => AssuranceLevel) assurance!: AssuranceLevel;
  @Field(() => String) authenticatedBy!: string;
}
