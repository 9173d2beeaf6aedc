import type { Person } from '#runtime/testing/world.js';
import type { MutationCases } from './mutation-cases.js';

const EXPORT = 'mutation($filter: AuditFilter) { exportAuditTrail(filter: $filter) { id } }';

/** Every mutation of compliance. */
export const complianceCases: MutationCases = {
  exportAuditTrail: async ({ world, acme, ada, max }) => {
    const attempt = (person: Person) => () =>
      world.as(person, acme).at('compliance').run(EXPORT, { filter: null });
    return { allowed: attempt(ada), denied: attempt(max) };
  },
};
