import { isId } from '#runtime/graphql/ids.js';
import type { TenancyContext } from '../services.js';
import { reading } from '../tools.js';

/** Resolves references to Spaces, batched, under row-level security. */
export function spaceReference(
  reference: { readonly id: string },
  ctx: TenancyContext,
): Promise<object | null> {
  return isId(reference.id) ? reading(ctx).spaces.find(reference.id) : Promise.resolve(null);
}
