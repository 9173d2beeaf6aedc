import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import type { UploadRecord } from './upload.js';

/** What is to be uploaded. */
@InputType('BeginFileUploadInput')
export class BeginFileUploadInput {
  @Field(() => ID, { nullable: true, description: 'A new file of this Space.' }) spaceId?: string | null;
  @Field(() => ID, { nullable: true, description: 'A new file attached to this document.' })
  documentId?: string | null;
  @Field(() => ID, { nullable: true, description: 'A new version of this file.' }) fileId?: string | null;
  @Field(() => String) name!: string;
  @Field(() => Float, { description: 'Bytes; exactly as many are accepted.' }) size!: number;
}

/** An upload under way. */
@ObjectType({ description: 'An upload under way; its bytes go to its address by tus 1.0.' })
export class FileUpload {
  @Field(() => ID) id!: string;
  @Field(() => ID, { description: 'The file that it becomes, or becomes a version of.' }) fileId!: string;
  @Field(() => String, { description: 'Path on this origin.' }) url!: string;
  @Field(() => String, { description: 'As the file will be called.' }) name!: string;
  @Field(() => Float, { description: 'Bytes.' }) size!: number;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
}

/** An upload in the form of its GraphQL type. */
export function toUpload(slug: string, upload: UploadRecord): FileUpload {
  const { uploadId: id, fileId, name, size, expiresAt } = upload;
  return Object.assign(new FileUpload(), {
    id,
    fileId,
    name,
    size,
    expiresAt,
    url: `/o/${slug}/uploads/${id}`,
  });
}
