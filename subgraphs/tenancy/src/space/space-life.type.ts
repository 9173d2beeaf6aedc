import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';

/** A deleted Space, as GraphQL shows it. */
@ObjectType({ description: 'A Space that was deleted and can still be brought back.' })
export class DeletedSpace {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => GraphQLDateTime) deletedAt!: Date;
  deletedById!: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it is gone for good.' }) deletesAt!: Date;
  @Field(() => Int) documents!: number;
  @Field(() => Int) files!: number;
}

/** A Space that is back, as GraphQL shows it. */
@ObjectType({ description: 'A Space that was brought back. Who brings it back need not have access to it.' })
export class RestoredSpace {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Int, { description: 'How many people and groups have their access back.' }) grants!: number;
}

/** What would go with a Space, as GraphQL shows it. */
@ObjectType({ description: 'What deleting the Space removes, counted at this moment.' })
export class SpaceDeletionEffect {
  @Field(() => Int, { description: 'People and groups who lose their access.' }) grants!: number;
  @Field(() => Int) documents!: number;
  @Field(() => Int) versions!: number;
  @Field(() => Int) files!: number;
  @Field(() => Float, { description: 'Bytes of all versions of all files.' }) fileBytes!: number;
  @Field(() => Int) openRequests!: number;
}

/** Which Space, and its name once more by hand. */
@InputType()
export class DeleteSpaceInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => String, { description: 'The name of the Space, exactly as it is written.' })
  confirmation!: string;
}
