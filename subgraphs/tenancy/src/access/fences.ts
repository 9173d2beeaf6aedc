import { countsEverywhere, PERMISSIONS, READING, type Permission } from '#schema/permissions.js';
import type { Facts } from './access-facts.js';
import { roleNameOf, type Locale, type Step } from './access-sentences.js';

/** Decided by hand in the Organization even while it is archived or about to be deleted. */
const ALWAYS: readonly Permission[] = ['organization.archive', 'organization.delete'];
const CLOSED_BY_ARCHIVE: readonly Permission[] = ['document.write', 'document.publish', 'document.trash'];

/** What a document takes besides the permission itself: to be seen at all. */
export function neededFor(facts: Facts, permission: Permission): readonly Permission[] {
  if (!facts.document || !permission.startsWith('document.')) return [permission];
  const held = facts.held ?? [];
  if (held.includes('document.read_draft')) return [permission];
  const seeing: Permission = facts.document.published ? 'document.read' : 'document.read_draft';
  return permission === seeing ? [permission] : [permission, seeing];
}

/** Whether somebody may do it: what the database found, and for the present a second factor to come in with. */
export function isAllowed(facts: Facts, permission: Permission): boolean {
  const held = facts.document ? (facts.open ?? []) : (facts.held ?? []);
  return held.includes(permission) && facts.secondFactor !== false;
}

/**
 * The fences that say no, in the order in which they are asked; the first one decides. Empty exactly when
 * {@link isAllowed}.
 */
export function fencesAgainst(facts: Facts, permission: Permission, locale: Locale): readonly Step[] {
  const needed = neededFor(facts, permission);
  const found = [
    ...toolFences(facts),
    ...organizationFences(facts, permission, locale),
    ...(PERMISSIONS[permission].scope === 'space' ? spaceFences(facts, needed, locale) : []),
  ];
  return facts.tool ? [...found, ...givingFences(facts, permission, found.length > 0)] : found;
}

function toolFences({ tool, at, isPresent }: Facts): readonly Step[] {
  if (!tool) return [];
  const moment = isPresent ? Date.now() : new Date(at).getTime();
  if (tool.revoked) return [{ kind: 'TOOL_REVOKED' }];
  if (new Date(tool.expiresAt).getTime() <= moment) return [{ kind: 'TOOL_EXPIRED' }];
  return tool.hasSecret ? [] : [{ kind: 'TOOL_WITHOUT_SECRET' }];
}

function organizationFences(facts: Facts, permission: Permission, locale: Locale): readonly Step[] {
  const { organization, member, isOperator } = facts;
  if (!organization) return [{ kind: 'NO_ORGANIZATION_YET' }];
  const isOthers = !countsEverywhere(permission) && permission.startsWith('operator.') !== isOperator;
  if (isOthers) return [{ kind: 'OPERATOR_ONLY' }];
  const isOpen = READING.includes(permission) || ALWAYS.includes(permission);
  return [
    ...memberFence(facts, locale),
    ...(facts.secondFactor === false ? [{ kind: 'NO_SECOND_FACTOR' } as const] : []),
    ...(member && !member.counts ? [{ kind: 'SUPPORT_ENDED' } as const] : []),
    ...(!isOpen && organization.gone ? [{ kind: 'ORGANIZATION_LEAVING' } as const] : []),
    ...(!isOpen && organization.archived ? [{ kind: 'ORGANIZATION_ARCHIVED' } as const] : []),
    ...(PERMISSIONS[permission].scope === 'organization' ? roleFence(facts, permission, locale) : []),
  ];
}

function memberFence({ member, formerMember }: Facts, locale: Locale): readonly Step[] {
  if (member) return [];
  if (!formerMember) return [{ kind: 'NOT_A_MEMBER' }];
  const role = roleNameOf(formerMember.role, formerMember.roleName, locale);
  return [{ kind: 'NO_LONGER_A_MEMBER', role }];
}

function roleFence(facts: Facts, permission: Permission, locale: Locale): readonly Step[] {
  const { member } = facts;
  if (!member || member.given.includes(permission)) return [];
  return [{ kind: 'ROLE_WITHOUT', role: roleNameOf(member.role, member.roleName, locale), permission }];
}

function spaceFences(facts: Facts, needed: readonly Permission[], locale: Locale): readonly Step[] {
  const { space, member } = facts;
  if (facts.asks === 'document' && !facts.document) return [{ kind: 'NO_DOCUMENT_YET' }];
  if (!space) return [{ kind: 'NO_SPACE_YET' }];
  if (space.gone) return [{ kind: 'SPACE_DELETED' }];
  const ways = facts.tool ? [] : facts.ways;
  const given = facts.tool ? null : new Set(ways.flatMap((way) => way.given));
  return [
    ...(given ? grantFence(facts, needed, given, locale) : []),
    ...(member?.role === 'organization.auditor' && needed.some((one) => !READING.includes(one))
      ? [{ kind: 'AUDITOR_READS' } as const]
      : []),
    ...(space.archived && needed.some((one) => CLOSED_BY_ARCHIVE.includes(one))
      ? [{ kind: 'SPACE_ARCHIVED' } as const]
      : []),
    ...documentFences(facts, needed),
  ];
}

function grantFence(
  facts: Facts,
  needed: readonly Permission[],
  given: ReadonlySet<Permission>,
  locale: Locale,
): readonly Step[] {
  const missing = needed.find((one) => !given.has(one));
  if (!missing) return [];
  if (facts.ways.length === 0) {
    const former = facts.formerGrants?.[0];
    return former
      ? [{ kind: 'GRANT_ENDED', role: roleNameOf(former.role, former.roleName, locale) }]
      : [{ kind: 'NO_GRANT' }];
  }
  if (missing === 'document.read_draft' && needed.length > 1) return [];
  const roles = facts.ways.map((way) => roleNameOf(way.role, way.roleName, locale));
  return [{ kind: 'ROLE_WITHOUT', role: [...new Set(roles)].join(', '), permission: missing }];
}

function documentFences(facts: Facts, needed: readonly Permission[]): readonly Step[] {
  const { document } = facts;
  if (!document) return [];
  const held = facts.held ?? [];
  const isClosed = document.restrictions.some(({ admits }) => !admits) && !held.includes('document.restrict');
  return [
    ...(needed.length > 1 && needed[1] === 'document.read_draft' ? [{ kind: 'DRAFT' } as const] : []),
    ...(isClosed ? [{ kind: 'RESTRICTED' } as const] : []),
  ];
}

function givingFences(facts: Facts, permission: Permission, isStopped: boolean): readonly Step[] {
  const given = new Set(facts.ways.flatMap((way) => way.given));
  const isHeld = (facts.ownerHeld ?? []).includes(permission);
  return [
    ...(isStopped || given.has(permission) ? [] : [{ kind: 'TOOL_NOT_GIVEN', permission } as const]),
    ...(isStopped || isHeld
      ? []
      : [{ kind: 'OWNER_WITHOUT', permission, owner: facts.tool?.owner ?? '' } as const]),
  ];
}
