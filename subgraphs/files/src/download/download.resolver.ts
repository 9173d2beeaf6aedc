import { Arg, Ctx, Directive, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import { fileTools } from '../file/file-tools.js';
import type { FilesServices } from '../services.js';
import { downloadFile } from './download-file.js';
import { FileLink } from './download.type.js';

/** Taking a file out of the product. */
@Resolver()
export class DownloadResolver {
  @Directive('@audit(action: "file.download", subject: "File")')
  @Mutation(() => FileLink, {
    description: 'A link to a version’s bytes; the current one unless a number is given. Is an audit entry.',
  })
  async downloadFile(
    @Ctx() ctx: Context<FilesServices>,
    @Arg('fileId', () => ID) fileId: string,
    @Arg('number', () => Int, { nullable: true }) number?: number | null,
  ): Promise<FileLink> {
    const tools = { ...fileTools(ctx), keyring: ctx.services.keyring };
    const { token, ...link } = await downloadFile(tools, fileId, number ?? null);
    const url = `/o/${ctx.actor.org?.slug ?? ''}/files/links/${token}`;
    return Object.assign(new FileLink(), { ...link, url });
  }
}
