import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import type { Context } from '#runtime/graphql/context.js';
import { pageArgs, toConnection, type Page } from '#runtime/graphql/page.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { FileVersion, toFileVersion } from '../version/file-version.type.js';
import type { FileOrder, FileRow } from './file.js';
import { permissionsOn } from './file.policy.js';
import { File, FileConnection, FileOrderEnum, FileUsage, toFile } from './file.type.js';
import { listPosition } from './list-position.js';
import { readFiles } from './read-files.js';
import { readUsage } from './read-usage.js';

const present = (ctx: Context, row: FileRow): File => toFile(ctx.actor.org?.slug ?? '', row);

/** Files as clients read them. */
@Resolver(() => File)
export class FileResolver {
  @Query(() => File, { nullable: true, description: 'One file; NOT_FOUND when there is none to be seen.' })
  async file(@Ctx() ctx: Context, @Arg('id', () => ID) id: string): Promise<File> {
    return present(ctx, await readFiles(ctx).get(id));
  }

  @Query(() => [File], { description: 'Those of these files that one may see; at most 200.' })
  async filesById(@Ctx() ctx: Context, @Arg('ids', () => [ID]) ids: string[]): Promise<File[]> {
    return (await readFiles(ctx).some(ids)).map((row) => present(ctx, row));
  }

  @Query(() => FileConnection, {
    description: 'Files of a Space with those of its documents; not the trash.',
  })
  async files(
    @Ctx() ctx: Context,
    @Arg('spaceId', () => ID) spaceId: string,
    @Arg('search', () => String, { nullable: true }) search?: string | null,
    @Arg('sort', () => FileOrderEnum, { nullable: true, description: 'By name unless given.' })
    sort?: FileOrder | null,
    @Arg('descending', () => Boolean, { nullable: true }) descending?: boolean | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<File>> {
    const page = pageArgs(first, after);
    const order = sort ?? 'name';
    const rows = await readFiles(ctx).list({
      ...{ spaceId, order, descending: descending ?? false, limit: page.first + 1 },
      search: (search ?? '').normalize('NFC').replaceAll('\u0000', '').trim().slice(0, 255),
      after: listPosition(order, page.after),
    });
    return toConnection(
      rows,
      page,
      (row) => [row.sortKey, row.id],
      (row) => present(ctx, row),
    );
  }

  @Query(() => [File], { description: 'Files attached to a document, oldest first; 500 at most.' })
  async documentFiles(@Ctx() ctx: Context, @Arg('documentId', () => ID) documentId: string): Promise<File[]> {
    return (await readFiles(ctx).ofDocument(documentId)).map((row) => present(ctx, row));
  }

  @Query(() => [File], { description: 'What was moved to the trash, last first; 500 at most.' })
  async trashedFiles(@Ctx() ctx: Context, @Arg('spaceId', () => ID) spaceId: string): Promise<File[]> {
    return (await readFiles(ctx).trash(spaceId)).map((row) => present(ctx, row));
  }

  @Query(() => FileUsage, { description: 'How much the Organization stores, and how much it may.' })
  fileUsage(@Ctx() ctx: Context): Promise<FileUsage> {
    return readUsage(ctx);
  }

  @FieldResolver(() => [FileVersion], { description: 'Newest first; readers get the current one.' })
  async versions(@Ctx() ctx: Context, @Root() { id }: File): Promise<FileVersion[]> {
    return (await readFiles(ctx).versions(id)).map(toFileVersion);
  }

  @FieldResolver(() => [PermissionEnum], { description: 'What the viewer may do with it.' })
  viewerCan(@Ctx() ctx: Context, @Root() { row }: File): Permission[] {
    return permissionsOn(ctx.actor, row);
  }
}
