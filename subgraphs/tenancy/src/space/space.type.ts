import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

/** A Space, as GraphQL shows it. */
@ObjectType({ description: 'A place for documents with people of its own.' })
@Directive('@key(fields: "id")')
export class Space {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) archivedAt!: Date | null;
}

/** Name and description of a new Space. */
@InputType()
export class CreateSpaceInput {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) description!: string | null;
}

/** New name and description of a Space. */
@InputType()
export class UpdateSpaceInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
}
