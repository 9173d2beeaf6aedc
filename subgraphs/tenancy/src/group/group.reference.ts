import type { TenancyContext } from '../services.js';
import { reading } from '../tools.js';

/** Resolves references to groups, batched, under row-level security. */
export function groupReference(
  reference: { readonly id: string },
  ctx: TenancyContext,
): Promise<object | null> {
  return reading(ctx).groups.find(reference.id);
}
