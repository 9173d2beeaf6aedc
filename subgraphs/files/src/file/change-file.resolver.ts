import { Arg, Ctx, Directive, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { FilesServices } from '../services.js';
import { restoreFileVersion } from '../version/restore-file-version.js';
import { fileTools, type FileTools } from './file-tools.js';
import { File, toFile } from './file.type.js';
import { readFiles } from './read-files.js';
import { renameFile } from './rename-file.js';
import { restoreFile, trashFile } from './trash-file.js';

type Ctx = Context<FilesServices>;

/** Runs a use case and answers with the file as it is then. */
async function changed(ctx: Ctx, change: (tools: FileTools) => Promise<string>): Promise<File> {
  const id = await change(fileTools(ctx));
  await ctx.change.em.flush();
  return toFile(ctx.actor.org?.slug ?? '', await readFiles(ctx).get(id));
}

/** Changes of files. */
@Resolver()
export class ChangeFileResolver {
  @Directive('@audit(action: "file.rename", subject: "File")')
  @Mutation(() => File, { description: 'Gives a file another name.' })
  renameFile(
    @Ctx() ctx: Ctx,
    @Arg('fileId', () => ID) fileId: string,
    @Arg('name', () => String) name: string,
  ): Promise<File> {
    return changed(ctx, (tools) => renameFile(tools, fileId, name));
  }

  @Directive('@audit(action: "file.trash", subject: "File")')
  @Mutation(() => File, { description: 'Moves a file to the trash; after 30 days it is gone for good.' })
  trashFile(@Ctx() ctx: Ctx, @Arg('fileId', () => ID) fileId: string): Promise<File> {
    return changed(ctx, (tools) => trashFile(tools, fileId));
  }

  @Directive('@audit(action: "file.restore", subject: "File")')
  @Mutation(() => File, { description: 'Takes a file out of the trash.' })
  restoreFile(@Ctx() ctx: Ctx, @Arg('fileId', () => ID) fileId: string): Promise<File> {
    return changed(ctx, (tools) => restoreFile(tools, fileId));
  }

  @Directive('@audit(action: "file.restore_version", subject: "File")')
  @Mutation(() => File, { description: 'Makes the content of a former version the newest version.' })
  restoreFileVersion(
    @Ctx() ctx: Ctx,
    @Arg('fileId', () => ID) fileId: string,
    @Arg('number', () => Int) number: number,
  ): Promise<File> {
    return changed(ctx, (tools) => restoreFileVersion(tools, fileId, number));
  }
}
