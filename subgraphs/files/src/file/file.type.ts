import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '#runtime/graphql/page.js';
import { Document, personStub, Space, User } from '../stubs.js';
import { fileKindOf } from './file-kind.js';
import type { FileKind, FileOrder, FileRow } from './file.js';

/** Kinds by their names in the schema. */
export const FileKindEnum = {
  ...{ IMAGE: 'image', PDF: 'pdf', TEXT: 'text', DOCUMENT: 'document', SPREADSHEET: 'spreadsheet' },
  ...{ PRESENTATION: 'presentation', ARCHIVE: 'archive', AUDIO: 'audio', VIDEO: 'video', OTHER: 'other' },
} as const;
registerEnumType(FileKindEnum, { name: 'FileKind', description: 'What a file is, by its content.' });

/** Orders by their names in the schema. */
export const FileOrderEnum = {
  NAME: 'name',
  UPDATED: 'updated',
  CREATED: 'created',
  SIZE: 'size',
} as const satisfies Record<string, FileOrder>;
registerEnumType(FileOrderEnum, { name: 'FileOrder', description: 'Orders of a list of files.' });

/** What an image looks like. */
@ObjectType({ description: 'Pictures of an image, made anew from its pixels.' })
export class FileImage {
  @Field(() => Int) width!: number;
  @Field(() => Int) height!: number;
  @Field(() => String, { description: 'Path on this origin; at most 1600 pixels wide and high.' })
  previewUrl!: string;
  @Field(() => String, { description: 'Path on this origin; at most 320 pixels wide and high.' })
  thumbUrl!: string;
}

/** A file as its reader sees it. */
@ObjectType({ description: 'A file of a Space, or attached to a document.' })
@Directive('@key(fields: "id")')
export class File {
  @Field(() => ID) id!: string;
  @Field(() => Space, { nullable: true }) space!: Space | null;
  @Field(() => Document, { nullable: true, description: 'The document that it is attached to.' })
  document!: Document | null;
  @Field(() => String) name!: string;
  @Field(() => Float, { description: 'Bytes of the current version.' }) size!: number;
  @Field(() => String, { description: 'By content, not by name.' }) mediaType!: string;
  @Field(() => FileKindEnum) kind!: FileKind;
  @Field(() => String, { description: 'SHA-256 of the current version, hexadecimal.' }) sha256!: string;
  @Field(() => Int, { description: 'Number of the current version.' }) versionNumber!: number;
  @Field(() => FileImage, { nullable: true, description: 'Null where there is nothing to show.' })
  image!: FileImage | null;
  @Field(() => User, { nullable: true }) createdBy!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => User, { nullable: true, description: 'Who added the current version.' })
  updatedBy!: User | null;
  @Field(() => GraphQLDateTime) updatedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) trashedAt!: Date | null;
  row!: FileRow;
}

const connection = connectionOf(() => File, 'File');
/** A page of files. */
export const FileConnection = connection.Connection;

/** How much an Organization stores, and how much it may. */
@ObjectType({ description: 'Storage of the Organization, in bytes.' })
export class FileUsage {
  @Field(() => Float) usedBytes!: number;
  @Field(() => Float, { description: 'Of uploads under way.' }) reservedBytes!: number;
  @Field(() => Float) quotaBytes!: number;
  @Field(() => Float, { description: 'The largest file that may be uploaded.' }) maxFileBytes!: number;
}

/** A file in the form of its GraphQL type. */
export function toFile(slug: string, row: FileRow): File {
  const { id, name, size, mediaType, sha256, createdAt, updatedAt, trashedAt, documentId } = row;
  return Object.assign(new File(), {
    ...{ id, name, size, mediaType, sha256, createdAt, updatedAt, trashedAt, row },
    kind: fileKindOf(mediaType),
    versionNumber: row.number,
    space: Object.assign(new Space(), { id: row.spaceId }),
    document: documentId === null ? null : Object.assign(new Document(), { id: documentId }),
    createdBy: personStub(row.createdBy),
    updatedBy: personStub(row.updatedBy),
    image: imageOf(slug, row),
  });
}

function imageOf(slug: string, { id, number, imageWidth, imageHeight }: FileRow): FileImage | null {
  if (imageWidth === null || imageHeight === null) return null;
  const url = (rendition: string): string => `/o/${slug}/files/${id}/${rendition}?v=${number}`;
  const urls = { previewUrl: url('preview'), thumbUrl: url('thumb') };
  return Object.assign(new FileImage(), { width: imageWidth, height: imageHeight, ...urls });
}
