import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '#runtime/graphql/page.js';
import { personStub, User } from '../stubs.js';
import type { ComparedVersions } from './read-versions.js';
import type { VersionRow } from './version.js';

/** How a part of a comparison came about, by its name in the schema. */
export const DiffKindEnum = { SAME: 'SAME', ADDED: 'ADDED', REMOVED: 'REMOVED', CHANGED: 'CHANGED' } as const;
registerEnumType(DiffKindEnum, { name: 'DiffKind', description: 'How a part of a comparison came about.' });
type DiffKind = keyof typeof DiffKindEnum;

/** A version of a document. */
@ObjectType({
  description:
    'A version of a document. Every save makes one; autosaves of one author within a few minutes share one.',
})
@Directive('@key(fields: "id")')
export class DocumentVersion {
  @Field(() => ID) id!: string;
  @Field(() => Int) number!: number;
  @Field(() => String) title!: string;
  @Field(() => User, { nullable: true }) author!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'When it last took a save.' }) savedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) publishedAt!: Date | null;
  @Field(() => User, { nullable: true }) publishedBy!: User | null;
  @Field(() => Boolean, { description: 'Whether it is what readers see now.' }) isPublished!: boolean;
  @Field(() => Int, { nullable: true, description: 'Number of the version that was restored.' })
  restoredFrom!: number | null;
  @Field(() => Int) byteSize!: number;
  @Field(() => Int) wordCount!: number;
  row!: VersionRow;
}

/** A version in the form of its GraphQL type. */
export function toVersion(row: VersionRow): DocumentVersion {
  const { documentId: _document, body: _body, authorId, publishedBy, ...rest } = row;
  return Object.assign(new DocumentVersion(), rest, {
    author: personStub(authorId),
    publishedBy: personStub(publishedBy),
    row,
  });
}

const connection = connectionOf(() => DocumentVersion, 'DocumentVersion');
/** A page of a document's history. */
export const DocumentVersionConnection = connection.Connection;

/** A part of a text in a comparison. */
@ObjectType({ description: 'A part of a text: the same, added or removed.' })
export class DiffPart {
  @Field(() => DiffKindEnum) kind!: DiffKind;
  @Field(() => String) text!: string;
}

/** A block in a comparison. */
@ObjectType({ description: 'A block of a comparison; the parts of a CHANGED one tell what changed in it.' })
export class DiffBlock {
  @Field(() => DiffKindEnum) kind!: DiffKind;
  @Field(() => String, {
    description:
      'paragraph, heading, bulletListItem, orderedListItem, blockquote, codeBlock, horizontalRule, image or file.',
  })
  nodeType!: string;
  @Field(() => Int, { nullable: true, description: 'Level of a heading, or depth of a list.' }) level!:
    number | null;
  @Field(() => [DiffPart]) parts!: readonly DiffPart[];
}

/** What two versions differ in. */
@ObjectType({ description: 'What two versions of a document differ in, word by word.' })
export class VersionDiff {
  @Field(() => DocumentVersion) from!: DocumentVersion;
  @Field(() => DocumentVersion) to!: DocumentVersion;
  @Field(() => [DiffPart]) titleChanges!: readonly DiffPart[];
  @Field(() => [DiffBlock]) blocks!: readonly DiffBlock[];
  @Field(() => Int, { description: 'Number of words added.' }) added!: number;
  @Field(() => Int, { description: 'Number of words removed.' }) removed!: number;
}

/** A comparison in the form of its GraphQL type. */
export const toVersionDiff = ({ from, to, ...comparison }: ComparedVersions): VersionDiff =>
  Object.assign(new VersionDiff(), comparison, { from: toVersion(from), to: toVersion(to) });
