import { newId } from '#runtime/graphql/ids.js';
import type { Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const DIRECTORY = `{ directory { __typename url hasDomain userCount activeCount role { __typename id } roles { __typename id }
  groups { __typename id name externalId memberCount changedAt }
  users(first: 5) { __typename edges { __typename cursor node { __typename id userName displayName externalId isActive changedAt } }
    pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor } } } }`;

/** People and groups that a directory brought, in both Organizations. */
export async function askDirectory({ world, acme, rival, ada, eve }: Scenario): Promise<Extra[]> {
  for (const [{ id: org, slug }, { id: account }] of [
    [acme, ada],
    [rival, eve],
  ] as const) {
    await world.sql(
      `INSERT INTO identity.directory_user (org_id, account_id, user_name, external_id, display_name, active)
         VALUES ($1, $2, $3, $4, $5, true)`,
      [org, account, `person@${slug}-directory.example`, `external-${slug}`, `Directory of ${slug}`],
    );
    await world.sql(
      `INSERT INTO tenancy.user_group (group_id, org_id, name, source, external_id) VALUES ($1, $2, $3, 'scim', $4)`,
      [newId(), org, `Directory group of ${slug}`, `external-group-${slug}`],
    );
  }
  const as = (person: typeof ada, organization: typeof acme) =>
    world.as(person, organization).at('identity').run(DIRECTORY);
  return [{ field: 'directory', answer: await as(ada, acme) }];
}
