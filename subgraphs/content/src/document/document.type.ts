import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Actor } from '#runtime/actor/actor.js';
import { connectionOf } from '#runtime/graphql/page.js';
import { personStub, Space, User } from '../stubs.js';
import type { Classification, DocumentRow, Language } from './document.js';
import { readsDrafts } from './document.policy.js';

/** Languages by their names in the schema. */
export const LocaleEnum = { DE: 'de', EN: 'en' } as const;
registerEnumType(LocaleEnum, { name: 'Locale', description: 'German or English.' });

/** Classifications by their names in the schema. */
export const ClassificationEnum = {
  PUBLIC: 'public',
  INTERNAL: 'internal',
  CONFIDENTIAL: 'confidential',
  STRICTLY_CONFIDENTIAL: 'strictly_confidential',
} as const;
registerEnumType(ClassificationEnum, {
  name: 'Classification',
  description: 'How widely a document may be known.',
});

/** States by their names in the schema. */
export const DocumentStateEnum = { DRAFT: 'draft', PUBLISHED: 'published' } as const;
registerEnumType(DocumentStateEnum, {
  name: 'DocumentState',
  description: 'Whether readers see a version of a document.',
  valuesConfig: {
    DRAFT: { description: 'No version is published.' },
    PUBLISHED: { description: 'A version is published; there may be a newer draft.' },
  },
});

/** A document as its reader sees it. */
@ObjectType({ description: 'A document of a Space.' })
@Directive('@key(fields: "id")')
export class Document {
  @Field(() => ID) id!: string;
  @Field(() => Space, { nullable: true }) space!: Space | null;
  @Field(() => Float, { description: 'Order among the documents below the same parent.' }) position!: number;
  @Field(() => String, {
    description: 'Of the draft for those who read drafts, else of the published version.',
  })
  title!: string;
  @Field(() => LocaleEnum) language!: Language;
  @Field(() => ClassificationEnum) classification!: Classification;
  @Field(() => User, { nullable: true }) owner!: User | null;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' }) nextReviewOn!: string | null;
  @Field(() => DocumentStateEnum) state!: 'draft' | 'published';
  @Field(() => Boolean, {
    description: 'Whether there is a draft that readers do not see yet; false for readers.',
  })
  hasUnpublishedChanges!: boolean;
  @Field(() => Int, {
    description: 'Goes up with every change of title or text: what a change expects. 0 for readers.',
  })
  revision!: number;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'Last change; for readers, the last publication.' })
  updatedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) archivedAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true }) trashedAt!: Date | null;
  @Field(() => Boolean, { description: 'Whether it is for certain people of its Space only.' })
  isRestricted!: boolean;
  row!: DocumentRow;
}

/** A step of the way from the Space down to a document. */
@ObjectType({ description: 'A document above another one.' })
export class DocumentCrumb {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
}

const connection = connectionOf(() => Document, 'Document');
/** A page of documents. */
export const DocumentConnection = connection.Connection;

/** A document in the form of its GraphQL type; readers learn nothing of drafts from it, not even how many saves. */
export function toDocument(actor: Actor, row: DocumentRow): Document {
  const drafts = readsDrafts(actor, row);
  const { id, position, title, language, classification, nextReviewOn, createdAt, archivedAt, trashedAt } =
    row;
  return Object.assign(new Document(), {
    ...{ id, position, title, language, classification, nextReviewOn, createdAt, archivedAt, trashedAt, row },
    space: Object.assign(new Space(), { id: row.spaceId }),
    isRestricted: row.isRestricted,
    owner: personStub(row.ownerId),
    state: row.publishedVersionId === null ? ('draft' as const) : ('published' as const),
    hasUnpublishedChanges: drafts && row.versionId !== row.publishedVersionId,
    revision: drafts ? row.revision : 0,
    updatedAt: drafts ? row.updatedAt : (row.versionPublishedAt ?? row.createdAt),
  });
}
