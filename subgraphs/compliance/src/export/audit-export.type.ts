import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** A requested file of the audit trail. */
@ObjectType({
  description: 'A file of the audit trail as JSON lines, to be fetched by the person who asked for it.',
})
export class AuditExport {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'Path on this origin.' }) url!: string;
  @Field(() => Int, { description: 'Entries at the time of asking.' }) entries!: number;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
}
