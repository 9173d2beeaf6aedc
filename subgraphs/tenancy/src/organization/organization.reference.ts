import type { TenancyContext } from '../services.js';
import { isId } from '#runtime/graphql/ids.js';
import { reading } from '../tools.js';

/** Resolves references to Organizations, batched, under row-level security. */
export function organizationReference(
  reference: { readonly id: string },
  ctx: TenancyContext,
): Promise<object | null> {
  return isId(reference.id) ? reading(ctx).organizations.find(reference.id) : Promise.resolve(null);
}
