import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { AiServices } from '../services.js';
import { Document } from '../stubs.js';
import { AiRequestInput } from './ask.type.js';
import { AiPreview } from './preview.type.js';
import { previewRequest } from './preview-request.js';

/** Looking at what would be sent. */
@Resolver()
export class AiPreviewResolver {
  @Query(() => AiPreview, { description: 'Exactly what would be sent for a request, after masking.' })
  async aiPreview(
    @Ctx() ctx: Context<AiServices>,
    @Arg('input', () => AiRequestInput) input: AiRequestInput,
  ): Promise<AiPreview> {
    const { messages, versions, replacements, model, ...rest } = await previewRequest(ctx, { ...input });
    return Object.assign(new AiPreview(), {
      ...rest,
      messages: messages.map(({ role, content }) => ({ role, text: content })),
      sources: versions.map(({ documentId, versionId, number, title, isPublished }) => ({
        document: Object.assign(new Document(), { id: documentId }),
        versionId,
        versionNumber: number,
        title,
        isPublished,
      })),
      replacements: replacements.filter(({ kind }) => kind !== null),
      endpoint: model.endpoint,
      deployment: model.deployment,
    });
  }
}
