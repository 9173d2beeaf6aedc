import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERMISSION_NAMES, ROLE_KEYS, ROLES, type Permission, type RoleKey } from '#schema/permissions.js';
import type { ActingOrganization, Actor, OrganizationId, SpaceId } from '#runtime/actor/actor.js';
import { OWNER_ROLE, SUPPORT_ROLE, type RoleContent } from '../role/role-id.js';
import { mayGiveRole, mayGrant } from '../role/role.policy.js';
import { permissionsIn } from '../space/space.policy.js';
import { isLastOwner, mayChangeMember } from './member.policy.js';

const SPACE = '0199a0c8-0000-7000-8000-000000000001' as SpaceId;

function actorWith(role: RoleKey, spaceRoles: readonly RoleKey[] = []): Actor {
  const org: ActingOrganization = {
    id: '0199a0c8-0000-7000-8000-000000000002' as OrganizationId,
    slug: 'acme',
    role,
    permissions: ROLES[role].permissions,
    spaces: spaceRoles.map((key) => [ROLES[key].permissions, [SPACE]]),
  };
  return {
    kind: 'user',
    userId: null,
    sessionId: null,
    assurance: 2,
    authenticatedBy: null,
    org,
    context: '',
    locale: 'de',
  };
}

const keysOf = (scope: string): RoleKey[] => ROLE_KEYS.filter((key) => ROLES[key].scope === scope);
const organizationRole = fc.constantFrom(...keysOf('organization'));
const spaceRole = fc.constantFrom(...keysOf('space'));
const roleOf = (id: RoleKey): RoleContent => ({ id, permissions: ROLES[id].permissions });

describe('giving roles in an Organization', () => {
  it('never gives more than the giver holds', () => {
    fc.assert(
      fc.property(organizationRole, organizationRole, (giver, given) => {
        const held: readonly string[] = ROLES[giver].permissions;
        if (mayGiveRole(actorWith(giver), roleOf(given))) {
          expect(ROLES[given].permissions.every((permission) => held.includes(permission))).toBe(true);
        }
      }),
    );
  });

  it('makes owners by owners alone, although an admin holds the same permissions', () => {
    expect(mayGiveRole(actorWith('organization.admin'), roleOf(OWNER_ROLE))).toBe(false);
    expect(mayGiveRole(actorWith('organization.owner'), roleOf(OWNER_ROLE))).toBe(true);
    expect(mayChangeMember(actorWith('organization.admin'), roleOf(OWNER_ROLE))).toBe(false);
  });

  it('is nothing for people who may not manage members, or act in no Organization', () => {
    for (const role of ['organization.member', 'organization.guest'] as const) {
      expect(mayChangeMember(actorWith(role), roleOf('organization.guest'))).toBe(false);
    }
    expect(mayGiveRole({ ...actorWith('organization.owner'), org: null }, roleOf('organization.guest'))).toBe(
      false,
    );
  });

  it('never gives support, which is opened', () => {
    expect(mayGiveRole(actorWith('organization.owner'), roleOf(SUPPORT_ROLE))).toBe(false);
  });

  it('knows the last owner', () => {
    expect(isLastOwner({ role: OWNER_ROLE }, 1)).toBe(true);
    expect(isLastOwner({ role: OWNER_ROLE }, 2)).toBe(false);
    expect(isLastOwner({ role: 'organization.admin' }, 1)).toBe(false);
  });
});

describe('giving roles in a Space', () => {
  it('never gives more than the giver holds, and nothing without the right to share', () => {
    fc.assert(
      fc.property(fc.uniqueArray(spaceRole, { maxLength: 3 }), spaceRole, (held, given) => {
        const permissions = permissionsIn(actorWith('organization.owner', held), SPACE);
        const all: readonly Permission[] = held.flatMap((key) => ROLES[key].permissions);
        expect(permissions).toEqual(PERMISSION_NAMES.filter((name) => all.includes(name)));
        if (!mayGrant(permissions, roleOf(given))) return;
        expect(permissions).toContain('space.share');
        expect(permissions).toEqual(expect.arrayContaining([...ROLES[given].permissions]));
      }),
    );
  });

  it('does not follow from a role in the Organization', () => {
    expect(permissionsIn(actorWith('organization.owner'), SPACE)).toEqual([]);
  });
});
