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
  @Field(() => String, { nullable: true, description: 'Browser and system, as its user agent says.' })
  device!: string | null;
  @Field(() => String, { description: 'The network alone, for example 192.0.2.0/24; nothing is looked up.' })
  network!: string;
  @Field(() => Boolean, { description: 'It idled out and opens nothing until it shows one factor again.' })
  isIdle!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'The connection of an Organization by which it came; null for one’s own means.',
  })
  connectionName!: string | null;
  @Field(() => Boolean) current!: boolean;
  @Field(() => AssuranceLevel) assurance!: AssuranceLevel;
  @Field(() => String) authenticatedBy!: string;
}
