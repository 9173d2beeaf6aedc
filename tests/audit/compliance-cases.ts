import type { Person } from '#runtime/testing/world.js';
import type { MutationCases } from './mutation-cases.js';

const EXPORT = 'mutation($filter: AuditFilter) { exportAuditTrail(filter: $filter) { id } }';

const RECHECK = 'mutation($checkId: ID!) { recheckClaim(checkId: $checkId) { id } }';

/** Every mutation of compliance. */
export const complianceCases: MutationCases = {
  exportAuditTrail: async ({ world, acme, ada, max }) => {
    const attempt = (person: Person) => () =>
      world.as(person, acme).at('compliance').run(EXPORT, { filter: null });
    return { allowed: attempt(ada), denied: attempt(max) };
  },
  recheckClaim: ({ world }) => {
    const visitor = (checkId: string) => () => world.as(null).at('compliance').run(RECHECK, { checkId });
    return Promise.resolve({ allowed: visitor('database.references'), denied: visitor('trail.complete') });
  },
};
