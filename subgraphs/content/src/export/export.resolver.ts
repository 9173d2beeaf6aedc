import { Arg, Ctx, Directive, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import { beginDocumentExport } from './begin-export.js';

/** Taking documents out of the product. */
@Resolver()
export class ExportResolver {
  @Mutation(() => Int, {
    description:
      'Records that the documents of a Space are taken out of the product; answers how many the reader may read.',
  })
  @Directive('@audit(action: "document.export", subject: "Space")')
  beginDocumentExport(@Ctx() ctx: Context, @Arg('spaceId', () => ID) spaceId: string): Promise<number> {
    return beginDocumentExport(ctx, spaceId);
  }
}
