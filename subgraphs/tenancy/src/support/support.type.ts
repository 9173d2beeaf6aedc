import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

/** Support access, as the Organization that opened it sees it. */
@ObjectType({ description: 'For how long the operator’s support may come in, why, and who did.' })
export class SupportAccess {
  @Field(() => ID) id!: string;
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime) openedAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'The end that was set when it was opened.' }) until!: Date;
  @Field(() => GraphQLDateTime, { description: 'When it ended, or will end.' }) endsAt!: Date;
  @Field(() => Boolean) isOpen!: boolean;
  openedBy!: string;
  endedBy!: string | null;
}

/** A Space of a support access. */
@ObjectType({ description: 'A Space that support may see, with the role in it.' })
export class SupportSpace {
  spaceId!: string;
  role!: string;
}

/** Somebody who came in. */
@ObjectType({ description: 'Somebody of the operator who came in.' })
export class SupportVisit {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) enteredAt!: Date;
  userId!: string;
}

/** Open support access, as the operator sees it. */
@ObjectType({ description: 'A customer has support access open: nothing else about the customer is here.' })
export class OpenSupport {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'The name of the Organization.' }) organization!: string;
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime) openedAt!: Date;
  @Field(() => GraphQLDateTime) until!: Date;
  @Field(() => Int, { description: 'In how many Spaces.' }) spaces!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the reader came in.' })
  enteredAt!: Date | null;
}

/** Where somebody came in. */
@ObjectType({ description: 'The Organization that was entered, by its part of every link, and until when.' })
export class EnteredSupport {
  @Field(() => String) slug!: string;
  @Field(() => GraphQLDateTime) until!: Date;
}

/** A Space for support. */
@InputType()
export class SupportSpaceInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => ID, { description: 'space.viewer, space.commenter, space.auditor or space.editor.' })
  role!: string;
}

/** What is opened. */
@InputType()
export class OpenSupportAccessInput {
  @Field(() => String) reason!: string;
  @Field(() => Int, { description: '1 to 72.' }) hours!: number;
  @Field(() => [SupportSpaceInput]) spaces!: SupportSpaceInput[];
}
