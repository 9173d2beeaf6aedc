import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Classification, Language } from './document.js';
import { ClassificationEnum, LocaleEnum } from './document.type.js';

/** A new document. */
@InputType()
export class CreateDocumentInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => ID, { nullable: true }) parentId?: string | null;
  @Field(() => String) title!: string;
  @Field(() => LocaleEnum, { nullable: true, description: 'Absent: the language of the Organization.' })
  language?: Language | null;
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'ProseMirror JSON of the document model.' })
  body?: Record<string, unknown> | null;
}

/** Where a document goes. */
@InputType()
export class MoveDocumentInput {
  @Field(() => ID) documentId!: string;
  @Field(() => ID, { nullable: true, description: 'Absent: stays in its Space.' }) spaceId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Absent or null: to the top of the Space.' }) parentId?:
    string | null;
  @Field(() => ID, { nullable: true, description: 'The sibling it comes after; absent or null: first.' })
  afterId?: string | null;
}

/** What is published. */
@InputType()
export class PublishDocumentInput {
  @Field(() => ID) documentId!: string;
  @Field(() => Int) expectedRevision!: number;
}

/** Details that change; what is absent stays. */
@InputType()
export class UpdateDocumentDetailsInput {
  @Field(() => ID) documentId!: string;
  @Field(() => LocaleEnum, { nullable: true }) language?: Language | null;
  @Field(() => ClassificationEnum, { nullable: true }) classification?: Classification | null;
  @Field(() => ID, { nullable: true, description: 'Null: nobody owns it.' }) ownerId?: string | null;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; null: no review is due.' }) nextReviewOn?:
    string | null;
}
