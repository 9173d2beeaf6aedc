import type { Actor } from '#runtime/actor/actor.js';

/**
 * The Organization to which every query of this request is bound; `null` outside of one, which finds nothing.
 *
 * Row-level security says the same. Each of the two has to hold with the other taken out.
 */
export function actingOrganization(actor: Actor): string | null {
  return actor.org?.id ?? null;
}
