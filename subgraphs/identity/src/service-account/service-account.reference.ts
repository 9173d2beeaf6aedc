import type { ReferenceResolver } from '#runtime/graphql/build.js';
import { isId } from '#runtime/graphql/ids.js';
import { dependenciesOf } from '../dependencies.js';
import type { IdentityServices } from '../services.js';
import { toServiceAccount } from './service-account.type.js';

/** Service accounts by reference; `null` alike for what is missing, foreign or beyond the reader's rights. */
export const resolveServiceAccount: ReferenceResolver<IdentityServices> = async ({ id }, ctx) => {
  const found = isId(id) ? await dependenciesOf(ctx).serviceAccounts.findLater(id) : null;
  return found && toServiceAccount(found);
};
