import type { TenancyContext } from '../services.js';
import { reading } from '../tools.js';

/** Resolves references to roles, batched, under row-level security. */
export function roleReference(
  reference: { readonly id: string },
  ctx: TenancyContext,
): Promise<object | null> {
  return reading(ctx).roles.find(reference.id);
}
