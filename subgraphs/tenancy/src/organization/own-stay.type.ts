import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';

/** How long one may stay, as GraphQL shows it. */
@ObjectType({
  description:
    'How long the reader’s session opens the Organization: its policy may be stricter than what always holds.',
})
export class OwnStay {
  @Field(() => Int, { description: 'Seconds without a request there after which it asks for a factor.' })
  idleSeconds!: number;
  @Field(() => GraphQLDateTime, { description: 'When it asks for a new sign-in at the latest.' })
  endsAt!: Date;
}
