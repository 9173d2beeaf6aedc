import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { FileVersionRow } from '../file/file.js';
import { personStub, User } from '../stubs.js';

/** A version of a file. */
@ObjectType({ description: 'A version of a file; it never changes.' })
export class FileVersion {
  @Field(() => ID) id!: string;
  @Field(() => Int) number!: number;
  @Field(() => Float, { description: 'Bytes.' }) size!: number;
  @Field(() => String) mediaType!: string;
  @Field(() => String, { description: 'SHA-256, hexadecimal.' }) sha256!: string;
  @Field(() => User, { nullable: true }) author!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => Int, { nullable: true, description: 'Number of the version whose content it took up again.' })
  restoredFrom!: number | null;
  @Field(() => Boolean) isCurrent!: boolean;
}

/** A version in the form of its GraphQL type. */
export function toFileVersion({ authorId, fileId: _, ...row }: FileVersionRow): FileVersion {
  return Object.assign(new FileVersion(), { ...row, author: personStub(authorId) });
}
