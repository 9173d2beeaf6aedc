import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const REQUEST = 'mutation($input: RequestAccessInput!) { requestAccess(input: $input) }';
const DECIDE = 'mutation($input: DecideAccessRequestInput!) { decideAccessRequest(input: $input) { id } }';
const LIST =
  '{ organization { __typename id accessRequests { __typename id until role { __typename id } } } }';
const OWN = `{ organization { __typename id ownAccessRequests {
  __typename id isDocument target message state createdAt decidedAt reason until role { __typename id } space { __typename id } } viewerStay { __typename idleSeconds endsAt } } }`;

/** A request that was approved for a time, with a reason: as who decided and as who asked see it. */
export async function askRequests({ world, acme, ada, spaceId }: Scenario): Promise<Extra[]> {
  const asker = await world.person('Fritz Fragt');
  await world.join(asker, acme, 'member');
  await must(
    world
      .as(asker, acme)
      .at('tenancy')
      .run(REQUEST, { input: { spaceId, message: 'Für eine Woche, bitte.' } }),
  );
  const [request] = await world.sql<{ request_id: string }>(
    'SELECT request_id FROM tenancy.access_request WHERE requested_by = $1',
    [asker.id],
  );
  const input = {
    requestId: request!.request_id,
    approve: true,
    role: 'space.viewer',
    reason: 'Für die Vertretung.',
    until: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  };
  await must(world.as(ada, acme).at('tenancy').run(DECIDE, { input }));
  return [
    { field: 'accessRequests (decided)', answer: await world.as(ada, acme).at('tenancy').run(LIST) },
    { field: 'ownAccessRequests', answer: await world.as(asker, acme).at('tenancy').run(OWN) },
  ];
}
