import { isId } from '#runtime/graphql/ids.js';
import type { TenancyContext } from '../services.js';
import { reading } from '../tools.js';
import { isBuiltInRole } from './role-id.js';

/** Resolves references to roles, batched, under row-level security. Built-in ones have a key instead of a uuid. */
export const roleReference = Object.assign(
  (reference: { readonly id: string }, ctx: TenancyContext): Promise<object | null> =>
    reading(ctx).roles.find(reference.id),
  { isId: (id: unknown): boolean => isId(id) || (typeof id === 'string' && isBuiltInRole(id)) },
);
