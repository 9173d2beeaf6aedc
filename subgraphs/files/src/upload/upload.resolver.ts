import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { FilesServices } from '../services.js';
import { startUpload } from './start-upload.js';
import { BeginFileUploadInput, FileUpload, toUpload } from './upload.type.js';
import { readUploads } from './read-uploads.js';

type Ctx = Context<FilesServices>;

/** Uploads: where they begin, and what is under way. */
@Resolver()
export class UploadResolver {
  @Directive('@audit(action: "file.begin_upload", subject: "File")')
  @Mutation(() => FileUpload, {
    description: 'Announces a file or a version of one; its bytes follow by tus 1.0 within a day.',
  })
  async beginFileUpload(
    @Ctx() ctx: Ctx,
    @Arg('input', () => BeginFileUploadInput) input: BeginFileUploadInput,
  ): Promise<FileUpload> {
    return toUpload(ctx.actor.org?.slug ?? '', await startUpload(ctx, input));
  }

  @Query(() => [FileUpload], { description: 'One’s own uploads that are not complete; 200 at most.' })
  async openFileUploads(@Ctx() ctx: Ctx): Promise<FileUpload[]> {
    return (await readUploads(ctx)).map((upload) => toUpload(ctx.actor.org?.slug ?? '', upload));
  }
}
