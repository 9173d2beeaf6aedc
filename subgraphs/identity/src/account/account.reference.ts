import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { IdentityServices } from '../services.js';
import { findPerson } from './find-person.js';

/**
 * People by reference, all of a request in one statement. Somebody who never belonged to the reader's Organization
 * is `null`, like somebody who does not exist.
 */
export async function resolveUser(
  reference: { readonly id: string },
  ctx: Context<IdentityServices>,
): Promise<object | null> {
  return isId(reference.id) ? findPerson(ctx, reference.id) : null;
}
