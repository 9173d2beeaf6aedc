import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import type { Context } from '#runtime/graphql/context.js';
import { pageArgs, toConnection, type Page } from '#runtime/graphql/page.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { readVersions } from '../version/read-versions.js';
import { DocumentVersion, DocumentVersionConnection, toVersion } from '../version/version.type.js';
import type { DocumentRow } from './document.js';
import { permissionsOn, readsDrafts } from './document.policy.js';
import { Document, DocumentConnection, DocumentCrumb, toDocument } from './document.type.js';
import { readDocuments } from './read-documents.js';

/** Documents as clients read them. */
@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, {
    nullable: true,
    description: 'One document; NOT_FOUND when there is none to be seen.',
  })
  async document(@Ctx() ctx: Context, @Arg('id', () => ID) id: string): Promise<Document> {
    return toDocument(ctx.actor, await readDocuments(ctx).get(id));
  }

  @Query(() => [Document], {
    description: 'All documents of a Space, in order; without archive and trash, 2000 at most.',
  })
  spaceTree(@Ctx() ctx: Context, @Arg('spaceId', () => ID) spaceId: string): Promise<Document[]> {
    return present(ctx, readDocuments(ctx).tree(spaceId));
  }

  @Query(() => DocumentConnection, { description: 'Documents of a Space, newest first.' })
  async documents(
    @Ctx() ctx: Context,
    @Arg('spaceId', () => ID) spaceId: string,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<Document>> {
    const page = pageArgs(first, after, 1);
    const rows = await readDocuments(ctx).newest(spaceId, page.after?.[0] ?? null, page.first + 1);
    return toConnection(
      rows,
      page,
      (row) => [row.id],
      (row) => toDocument(ctx.actor, row),
    );
  }

  @Query(() => [Document], { description: 'What was moved to the trash, last first.' })
  trash(@Ctx() ctx: Context, @Arg('spaceId', () => ID) spaceId: string): Promise<Document[]> {
    return present(ctx, readDocuments(ctx).trash(spaceId));
  }

  @Query(() => [Document], { description: 'What was archived, last first.' })
  archivedDocuments(@Ctx() ctx: Context, @Arg('spaceId', () => ID) spaceId: string): Promise<Document[]> {
    return present(ctx, readDocuments(ctx).archive(spaceId));
  }

  @Query(() => [Document], { description: 'Documents of all Spaces, latest change first; 20 at most.' })
  recentDocuments(@Ctx() ctx: Context): Promise<Document[]> {
    return present(ctx, readDocuments(ctx).recent());
  }

  @Query(() => [Document], {
    description: 'Own documents with something not yet published, latest change first; 20 at most.',
  })
  ownedDrafts(@Ctx() ctx: Context): Promise<Document[]> {
    return present(ctx, readDocuments(ctx).ownedDrafts());
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The document above, if the reader sees it.' })
  parentId(@Ctx() ctx: Context, @Root() { row }: Document): Promise<string | null> {
    return readDocuments(ctx).parentOf(row);
  }

  @FieldResolver(() => DocumentVersion, { nullable: true, description: 'What readers see.' })
  async published(@Ctx() ctx: Context, @Root() { row }: Document): Promise<DocumentVersion | null> {
    return versionOf(ctx, row.publishedVersionId);
  }

  @FieldResolver(() => DocumentVersion, {
    nullable: true,
    description: 'The newest version; null for readers.',
  })
  async draft(@Ctx() ctx: Context, @Root() { row }: Document): Promise<DocumentVersion | null> {
    return readsDrafts(ctx.actor, row) ? versionOf(ctx, row.versionId) : null;
  }

  @FieldResolver(() => [DocumentCrumb], { description: 'What is above it, from the top.' })
  path(@Ctx() ctx: Context, @Root() { row }: Document): Promise<DocumentCrumb[]> {
    return readDocuments(ctx).pathOf(row.id);
  }

  @FieldResolver(() => DocumentVersionConnection, {
    description: 'History, newest first; readers get the published version.',
  })
  async versions(
    @Ctx() ctx: Context,
    @Root() { row }: Document,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<DocumentVersion>> {
    const page = pageArgs(first, after, 1);
    const rows = await readVersions(ctx).history(row.id, page);
    return toConnection(rows, page, (version) => [String(version.number)], toVersion);
  }

  @FieldResolver(() => [PermissionEnum], { description: 'What the viewer may do with it.' })
  viewerCan(@Ctx() ctx: Context, @Root() { row }: Document): Permission[] {
    return permissionsOn(ctx.actor, row);
  }
}

async function present(ctx: Context, rows: Promise<DocumentRow[]>): Promise<Document[]> {
  return (await rows).map((row) => toDocument(ctx.actor, row));
}

async function versionOf(ctx: Context, id: string | null): Promise<DocumentVersion | null> {
  const row = id === null ? null : await readVersions(ctx).byId(id);
  return row && toVersion(row);
}
