import type { Context } from '#runtime/graphql/context.js';
import type { IdentityServices } from '../services.js';
import { accountRepository, type Person } from './account.repository.js';

/** A person whom the reader may know, or `null`; batched over the request. */
export function findPerson(ctx: Context<IdentityServices>, id: string): Promise<Person | null> {
  return ctx
    .load<string, Person>('identity.people', (ids) => accountRepository(ctx.query.bind(ctx)).people(ids))
    .load(id);
}
