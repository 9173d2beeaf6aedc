import { GraphQLJSONObject } from 'graphql-scalars';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { BodyNode } from '#schema/document-model/schema.js';
import type { Context } from '#runtime/graphql/context.js';
import { changeTools } from '../document/change-tools.js';
import { Document, toDocument } from '../document/document.type.js';
import { readDocuments } from '../document/read-documents.js';
import type { ContentServices } from '../services.js';
import { readVersions } from './read-versions.js';
import { restoreVersion } from './restore-version.js';
import { saveDraft } from './save-draft.js';
import { DocumentVersion, toVersionDiff, VersionDiff } from './version.type.js';

type Ctx = Context<ContentServices>;

/** A save of title and text. */
@InputType()
export class SaveDraftInput {
  @Field(() => ID) documentId!: string;
  @Field(() => Int, {
    description: 'Document.revision as it was read; another one in the meantime gives CONFLICT.',
  })
  expectedRevision!: number;
  @Field(() => String) title!: string;
  @Field(() => GraphQLJSONObject, { description: 'ProseMirror JSON of the document model, up to 1 MiB.' })
  body!: Record<string, unknown>;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Never into the newest version, even if that is one’s own and recent: what it replaces stays in the history.',
  })
  asNewVersion!: boolean;
}

/** Which version to restore. */
@InputType()
export class RestoreVersionInput {
  @Field(() => ID) documentId!: string;
  @Field(() => ID) versionId!: string;
  @Field(() => Int) expectedRevision!: number;
}

/** Versions: what was written when, what changed, and back to it. */
@Resolver(() => DocumentVersion)
export class VersionResolver {
  @Query(() => VersionDiff, {
    description: 'What two versions differ in. Readers may compare the published one only.',
  })
  async compareVersions(
    @Ctx() ctx: Ctx,
    @Arg('documentId', () => ID) documentId: string,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
  ): Promise<VersionDiff> {
    return toVersionDiff(await readVersions(ctx).compare(documentId, from, to));
  }

  @Directive('@audit(action: "document.save", subject: "Document")')
  @Mutation(() => Document, { description: 'Saves title and text as the newest version.' })
  async saveDraft(
    @Ctx() ctx: Ctx,
    @Arg('input', () => SaveDraftInput) input: SaveDraftInput,
  ): Promise<Document> {
    const id = await saveDraft(changeTools(ctx), input);
    return toDocument(ctx.actor, await readDocuments(ctx).get(id));
  }

  @Directive('@audit(action: "document.restore_version", subject: "Document")')
  @Mutation(() => Document, {
    description: 'Makes an earlier version the newest one again, as a version of its own.',
  })
  async restoreVersion(
    @Ctx() ctx: Ctx,
    @Arg('input', () => RestoreVersionInput) input: RestoreVersionInput,
  ): Promise<Document> {
    const id = await restoreVersion(changeTools(ctx), input);
    return toDocument(ctx.actor, await readDocuments(ctx).get(id));
  }

  @FieldResolver(() => GraphQLJSONObject, {
    description: 'The text as ProseMirror JSON of the document model.',
  })
  body(@Ctx() ctx: Ctx, @Root() version: DocumentVersion): Promise<BodyNode> {
    return readVersions(ctx).bodyOf(version.row);
  }
}
