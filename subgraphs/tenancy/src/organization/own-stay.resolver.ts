import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { TenancyContext } from '../services.js';
import { reading } from '../tools.js';
import { Organization } from './organization.type.js';
import { OwnStay } from './own-stay.type.js';

/** How long the reader may stay in the Organization before it asks again. */
@Resolver(() => Organization)
export class OwnStayResolver {
  @FieldResolver(() => OwnStay, {
    nullable: true,
    description: 'How long the reader’s session opens it; null for tools.',
  })
  viewerStay(@Ctx() ctx: TenancyContext): Promise<OwnStay | null> {
    return reading(ctx).stay.find();
  }
}
