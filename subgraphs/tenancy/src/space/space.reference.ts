import type { TenancyContext } from '../services.js';
import { reading } from '../tools.js';
import { findSpace } from './find-space.js';

/** Resolves references to Spaces, batched, under row-level security. */
export function spaceReference(
  reference: { readonly id: string },
  ctx: TenancyContext,
): Promise<object | null> {
  return findSpace(reading(ctx), reference.id);
}
