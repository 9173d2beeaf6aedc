import type { Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const CHANGED = `query($filter: AuditFilter) { auditEntries(first: 5, filter: $filter) { edges { node {
  __typename id changes { __typename before after } details { __typename before after } } } } }`;

/** What was before a change: the newest entries of a trail are mostly of what is new, or was refused. */
export async function askTrail({ world, acme, ada }: Scenario): Promise<Extra[]> {
  const asAda = world.as(ada, acme).at('compliance');
  const answer = await asAda.run(CHANGED, { filter: { actions: ['space.update'], outcome: 'OK' } });
  return [{ field: 'auditEntries (space.update)', answer }];
}
