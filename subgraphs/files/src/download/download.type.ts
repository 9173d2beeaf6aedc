import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ObjectType } from 'type-graphql';

/** Where a file can be fetched. */
@ObjectType({ description: 'A link to a file’s bytes: for this session alone, and for five minutes.' })
export class FileLink {
  @Field(() => String, { description: 'Path on this origin.' }) url!: string;
  @Field(() => String) name!: string;
  @Field(() => Float, { description: 'Bytes.' }) size!: number;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
}
