import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';

/** What a person's password has to be, and which of their Organizations asks for it. */
@ObjectType({ description: 'What one’s own password has to be: the strictest of one’s Organizations.' })
export class PasswordRules {
  @Field(() => Int, { description: 'Fewest characters.' }) length!: number;
  @Field(() => String, { nullable: true, description: 'Which Organization asks for more than always holds.' })
  lengthBy!: string | null;
  @Field(() => Int, { description: 'How many former passwords must not come back.' }) history!: number;
  @Field(() => String, { nullable: true }) historyBy!: string | null;
  @Field(() => Int, { nullable: true, description: 'After how many days it has to be another one.' })
  days!: number | null;
  @Field(() => String, { nullable: true }) daysBy!: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null without a password.' })
  changedAt!: Date | null;
}
