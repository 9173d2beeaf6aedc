import { Field, ID, InputType } from 'type-graphql';

/** A document that is to be restricted. */
@InputType()
export class RestrictDocumentInput {
  @Field(() => ID) documentId!: string;
  @Field(() => [ID], { description: 'People who read the Space; 200 at most.' }) userIds!: string[];
  @Field(() => [ID], { description: 'Groups of the Organization; 50 at most.' }) groupIds!: string[];
  @Field(() => String, { nullable: true, description: '1000 characters at most.' }) reason?: string | null;
}

/**
 * A restriction that is to let in others: the lists are whole, who is not in them is no longer let in. Groups may be
 * left out, for somebody who may restrict the document and does not see the groups.
 */
@InputType()
export class ChangeRestrictionInput {
  @Field(() => ID) documentId!: string;
  @Field(() => [ID], { description: 'People who read the Space; 200 at most.' }) userIds!: string[];
  @Field(() => [ID], {
    nullable: true,
    description: 'Groups of the Organization; 50 at most. Absent: they stay as they are.',
  })
  groupIds?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Absent: stays as it is.' }) reason?: string | null;
}
