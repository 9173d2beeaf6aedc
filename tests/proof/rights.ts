import { READING, ROLES, type Permission } from '#schema/permissions.js';
import { serviceTokenHash } from '#runtime/actor/service-token.js';
import type { World } from '#runtime/testing/world.js';

/** What somebody holds, worked out from plain rows; the product's own functions are not asked. */
export interface Rights {
  /** Null for whoever does not belong to the Organization. */
  readonly organization: ReadonlySet<Permission> | null;
  readonly spaces: ReadonlyMap<string, ReadonlySet<Permission>>;
  readonly groups: ReadonlySet<string>;
  /** Documents of those Spaces that restrictions keep from them. */
  readonly closed: ReadonlySet<string>;
  /** Spaces on their way out that they see by name, and may bring back. */
  readonly recovers: ReadonlySet<string>;
}

/** Of whoever does not belong to an Organization. */
export const NOBODY: Rights = {
  ...{ organization: null, spaces: new Map(), groups: new Set() },
  ...{ closed: new Set(), recovers: new Set() },
};
const now = (row: string): string => `${row}.valid_from <= now() AND ${row}.valid_to > now()`;

/** Works out what an account holds in an Organization, at this moment. */
export async function rightsOf(world: World, account: string, org: string): Promise<Rights> {
  const [membership] = await world.sql<{ role: string; supports: boolean }>(
    `SELECT m.role_key AS role, EXISTS (SELECT FROM tenancy.membership o JOIN tenancy.organization op USING (org_id)
        WHERE op.is_operator AND o.account_id = m.account_id AND ${now('o')}
          AND o.role_key IN ('organization.owner', 'organization.admin')) AS supports
       FROM tenancy.membership m WHERE m.account_id = $1 AND m.org_id = $2 AND ${now('m')}`,
    [account, org],
  );
  if (!membership) return NOBODY;
  if (membership.role === 'organization.support' && !membership.supports) return NOBODY;
  const roles = await rolesOf(world, org);
  const [state] = await world.sql<{ closing: boolean; operator: boolean }>(
    `SELECT archived_at IS NOT NULL OR deletes_at IS NOT NULL AS closing, is_operator AS operator
       FROM tenancy.organization WHERE org_id = $1`,
    [org],
  );
  const groups = await groupsOf(world, account, org);
  const held = await world.sql<{ space: string; role: string; archived: boolean }>(
    `SELECT g.space_id AS space, g.role_key AS role, s.archived_at IS NOT NULL AS archived
       FROM tenancy.space_grant g JOIN tenancy.space s USING (org_id, space_id)
      WHERE g.org_id = $2 AND ${now('g')} AND s.deleted_at IS NULL
        AND (g.principal_kind = 'user' AND g.principal_id = $1 OR g.principal_kind = 'group' AND g.principal_id = ANY($3::uuid[]))`,
    [account, org, [...groups]],
  );
  const spaces = new Map<string, Set<Permission>>();
  for (const { space, role, archived } of held)
    for (const permission of roles.get(role) ?? []) {
      const isCut =
        (membership.role === 'organization.auditor' || state?.closing) && !READING.includes(permission);
      const isStill = archived && /^document\.(write|publish|trash)$/.test(permission);
      if (!isCut && !isStill) spaces.set(space, (spaces.get(space) ?? new Set()).add(permission));
    }
  const ofRole = [...(roles.get(membership.role) ?? [])];
  const organization = new Set(
    ofRole.filter(
      (permission) =>
        (!permission.startsWith('operator.') || state?.operator) &&
        (permission !== 'dpa.accept' || !state?.operator) &&
        (!state?.closing ||
          READING.includes(permission) ||
          /^organization\.(archive|delete)$/.test(permission)),
    ),
  );
  const gone = await world.sql<{ id: string }>(
    'SELECT space_id AS id FROM tenancy.space WHERE org_id = $1 AND deleted_at IS NOT NULL',
    [org],
  );
  const recovers = new Set(organization.has('space.recover') ? gone.map(({ id }) => id) : []);
  return {
    organization,
    spaces,
    groups,
    recovers,
    closed: await closedTo(world, account, org, groups, spaces),
  };
}

/** What a service account was given, as far as its owner holds it. Restrictions let it in as they let in its owner. */
export async function rightsOfService(
  world: World,
  token: string,
  ownerId: string,
  owner: Rights,
): Promise<Rights> {
  const given = await world.sql<{
    permission: Permission | null;
    space: string | null;
    role: string | null;
    org: string;
  }>(
    `SELECT g.permission, g.space_id AS space, g.role_key AS role, g.org_id AS org FROM tenancy.service_grant g
       JOIN identity.service_secret s USING (service_account_id) WHERE s.token_hash = $1 AND ${now('g')}`,
    [serviceTokenHash(token)],
  );
  const roles = await rolesOf(world, given[0]?.org ?? '');
  const organization = new Set(
    given.flatMap(({ permission }) => permission ?? []).filter((each) => owner.organization?.has(each)),
  );
  const spaces = new Map<string, Set<Permission>>();
  for (const { space, role } of given)
    for (const permission of roles.get(role ?? '') ?? [])
      if (space && owner.spaces.get(space)?.has(permission))
        spaces.set(space, (spaces.get(space) ?? new Set()).add(permission));
  // Let in as its owner is by name, but what only its owner may pass by stays closed to it.
  const org = given[0]?.org ?? '';
  const closed = await closedTo(world, ownerId, org, owner.groups, spaces);
  return { ...owner, organization, spaces, closed, recovers: new Set() };
}

/** Built-in roles from the catalogue, custom ones from their version in force. */
async function rolesOf(world: World, org: string): Promise<ReadonlyMap<string, readonly Permission[]>> {
  const custom = await world.sql<{ role_id: string; permissions: Permission[] }>(
    `SELECT v.role_id, v.permissions FROM tenancy.custom_role_version v WHERE v.org_id = $1 AND ${now('v')}`,
    [org],
  );
  return new Map<string, readonly Permission[]>([
    ...Object.entries(ROLES).map(([key, { permissions }]) => [key, permissions] as const),
    ...custom.map(({ role_id, permissions }) => [role_id, permissions] as const),
  ]);
}

/** Groups in which somebody is, and those in which these are; neither counts when it is archived. */
async function groupsOf(world: World, account: string, org: string): Promise<ReadonlySet<string>> {
  const memberships = await world.sql<{ id: string }>(
    `SELECT m.group_id AS id FROM tenancy.group_member m WHERE m.account_id = $1 AND m.org_id = $2 AND ${now('m')}`,
    [account, org],
  );
  const archived = new Set(
    (
      await world.sql<{ id: string }>(
        'SELECT group_id AS id FROM tenancy.user_group WHERE org_id = $1 AND archived_at IS NOT NULL',
        [org],
      )
    ).map(({ id }) => id),
  );
  const nestings = await world.sql<{ parent: string; child: string }>(
    `SELECT n.parent_group_id AS parent, n.child_group_id AS child FROM tenancy.group_nesting n WHERE n.org_id = $1 AND ${now('n')}`,
    [org],
  );
  const own = memberships.map(({ id }) => id).filter((id) => !archived.has(id));
  const above = nestings.filter(({ child }) => own.includes(child)).map(({ parent }) => parent);
  return new Set([...own, ...above.filter((id) => !archived.has(id))]);
}

/** Restricted documents and everything below them, where nobody let them in. */
async function closedTo(
  world: World,
  account: string,
  org: string,
  groups: ReadonlySet<string>,
  spaces: Rights['spaces'],
): Promise<ReadonlySet<string>> {
  const restricted = await world.sql<{ id: string; admitted: boolean }>(
    `SELECT r.document_id AS id, EXISTS (SELECT FROM content.restriction_grant g
        WHERE g.org_id = r.org_id AND g.restriction_id = r.restriction_id AND ${now('g')}
          AND (g.principal_kind = 'user' AND g.principal_id = $1 OR g.principal_kind = 'group' AND g.principal_id = ANY($3::uuid[]))) AS admitted
       FROM content.restriction r WHERE r.org_id = $2 AND ${now('r')}`,
    [account, org, [...groups]],
  );
  const documents = await world.sql<{ id: string; parent: string | null; space: string }>(
    'SELECT document_id AS id, parent_id AS parent, space_id AS space FROM content.document WHERE org_id = $1',
    [org],
  );
  const shut = new Set(restricted.filter(({ admitted }) => !admitted).map(({ id }) => id));
  const byId = new Map(documents.map((document) => [document.id, document]));
  const isShut = (id: string | null): boolean =>
    id !== null && (shut.has(id) || isShut(byId.get(id)?.parent ?? null));
  return new Set(
    documents
      .filter(({ id, space }) => isShut(id) && !spaces.get(space)?.has('document.restrict'))
      .map(({ id }) => id),
  );
}
