import { Arg, Ctx, Directive, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { ContentServices } from '../services.js';
import { archiveDocument, unarchiveDocument } from '../tree/archive-document.js';
import { moveDocument } from '../tree/move-document.js';
import { restoreDocument, trashDocument } from '../tree/trash-document.js';
import { changeTools, type ChangeTools } from './change-tools.js';
import { createDocument } from './create-document.js';
import {
  CreateDocumentInput,
  MoveDocumentInput,
  PublishDocumentInput,
  UpdateDocumentDetailsInput,
} from './document.input.type.js';
import { Document, toDocument } from './document.type.js';
import { publishDocument, unpublishDocument } from './publish-document.js';
import { readDocuments } from './read-documents.js';
import { renameDocument } from './rename-document.js';
import { updateDocumentDetails } from './update-details.js';

type Ctx = Context<ContentServices>;

/** Runs a use case and answers with the document as it is then. */
async function changed(ctx: Ctx, change: (tools: ChangeTools) => Promise<string>): Promise<Document> {
  const id = await change(changeTools(ctx));
  return toDocument(ctx.actor, await readDocuments(ctx).get(id));
}

/** Changes of documents. */
@Resolver()
export class ChangeDocumentResolver {
  @Directive('@audit(action: "document.create", subject: "Document")')
  @Mutation(() => Document, { description: 'Creates a document, last below its parent.' })
  createDocument(
    @Ctx() ctx: Ctx,
    @Arg('input', () => CreateDocumentInput) input: CreateDocumentInput,
  ): Promise<Document> {
    return changed(ctx, (tools) => createDocument(tools, { ...input, parentId: input.parentId ?? null }));
  }

  @Directive('@audit(action: "document.rename", subject: "Document")')
  @Mutation(() => Document, { description: 'Changes the title of the draft.' })
  renameDocument(
    @Ctx() ctx: Ctx,
    @Arg('documentId', () => ID) documentId: string,
    @Arg('title', () => String) title: string,
    @Arg('expectedRevision', () => Int) expectedRevision: number,
  ): Promise<Document> {
    return changed(ctx, (tools) => renameDocument(tools, { documentId, title, expectedRevision }));
  }

  @Directive('@audit(action: "document.move", subject: "Document", alone: true)')
  @Mutation(() => Document, {
    description: 'Moves a document with everything below it; in another Space it takes its permissions.',
  })
  moveDocument(
    @Ctx() ctx: Ctx,
    @Arg('input', () => MoveDocumentInput) input: MoveDocumentInput,
  ): Promise<Document> {
    return changed(ctx, (tools) => moveDocument(tools, input));
  }

  @Directive('@audit(action: "document.archive", subject: "Document", alone: true)')
  @Mutation(() => Document, { description: 'Archives a document with everything below it.' })
  archiveDocument(@Ctx() ctx: Ctx, @Arg('documentId', () => ID) documentId: string): Promise<Document> {
    return changed(ctx, (tools) => archiveDocument(tools, documentId));
  }

  @Directive('@audit(action: "document.unarchive", subject: "Document", alone: true)')
  @Mutation(() => Document, {
    description: 'Brings a document back from the archive with what was archived with it.',
  })
  unarchiveDocument(@Ctx() ctx: Ctx, @Arg('documentId', () => ID) documentId: string): Promise<Document> {
    return changed(ctx, (tools) => unarchiveDocument(tools, documentId));
  }

  @Directive('@audit(action: "document.trash", subject: "Document", alone: true)')
  @Mutation(() => Document, { description: 'Moves a document with everything below it to the trash.' })
  trashDocument(@Ctx() ctx: Ctx, @Arg('documentId', () => ID) documentId: string): Promise<Document> {
    return changed(ctx, (tools) => trashDocument(tools, documentId));
  }

  @Directive('@audit(action: "document.restore", subject: "Document", alone: true)')
  @Mutation(() => Document, {
    description: 'Takes a document out of the trash with what went there with it.',
  })
  restoreDocument(@Ctx() ctx: Ctx, @Arg('documentId', () => ID) documentId: string): Promise<Document> {
    return changed(ctx, (tools) => restoreDocument(tools, documentId));
  }

  @Directive('@audit(action: "document.publish", subject: "Document")')
  @Mutation(() => Document, { description: 'Makes the newest version what readers see.' })
  publishDocument(
    @Ctx() ctx: Ctx,
    @Arg('input', () => PublishDocumentInput) input: PublishDocumentInput,
  ): Promise<Document> {
    return changed(ctx, (tools) => publishDocument(tools, input));
  }

  @Directive('@audit(action: "document.unpublish", subject: "Document")')
  @Mutation(() => Document, { description: 'Takes the published version away from readers.' })
  unpublishDocument(@Ctx() ctx: Ctx, @Arg('documentId', () => ID) documentId: string): Promise<Document> {
    return changed(ctx, (tools) => unpublishDocument(tools, documentId));
  }

  @Directive('@audit(action: "document.update_details", subject: "Document")')
  @Mutation(() => Document, { description: 'Changes language, classification, owner and review date.' })
  updateDocumentDetails(
    @Ctx() ctx: Ctx,
    @Arg('input', () => UpdateDocumentDetailsInput) input: UpdateDocumentDetailsInput,
  ): Promise<Document> {
    return changed(ctx, (tools) => updateDocumentDetails(tools, input));
  }
}
