import { describe, expect, test } from 'vitest';
import type { Actor } from '#runtime/actor/actor.js';
import type { Permission } from '#schema/permissions.js';
import { auditScope, inScope, mayReadPersonalValue } from './audit.policy.js';

const ORG = '0199a0c8-0000-7000-8000-000000000001';
const SPACE = '0199a0c8-0000-7000-8000-000000000002';
const OTHER = '0199a0c8-0000-7000-8000-000000000003';
const ME = '0199a0c8-0000-7000-8000-000000000004';

function actor(organization: Permission[], space: Permission[], assurance: 1 | 2 = 2): Actor {
  const org = {
    id: ORG,
    slug: 'a',
    role: 'organization.member',
    permissions: organization,
    spaces: [[space, [SPACE]]],
  };
  return {
    kind: 'user',
    userId: ME,
    sessionId: null,
    assurance,
    authenticatedBy: 'password',
    org,
    context: '',
    locale: 'de',
  } as unknown as Actor;
}

describe('who reads which entries', () => {
  test('audit.read opens what lies outside every Space, and no Space', () => {
    const scope = auditScope(actor(['audit.read'], ['document.read']))!;
    expect(inScope(scope, { orgId: ORG, spaceId: null })).toBe(true);
    expect(inScope(scope, { orgId: ORG, spaceId: SPACE })).toBe(false);
  });

  test('space.audit opens that Space alone', () => {
    const scope = auditScope(actor([], ['space.audit']))!;
    expect(inScope(scope, { orgId: ORG, spaceId: SPACE })).toBe(true);
    expect(inScope(scope, { orgId: ORG, spaceId: OTHER })).toBe(false);
    expect(inScope(scope, { orgId: ORG, spaceId: null })).toBe(false);
  });

  test('another Organization and entries of no Organization stay closed', () => {
    const scope = auditScope(actor(['audit.read'], ['space.audit']))!;
    expect(inScope(scope, { orgId: OTHER, spaceId: null })).toBe(false);
    expect(inScope(scope, { orgId: OTHER, spaceId: SPACE })).toBe(false);
    expect(inScope(scope, { orgId: null, spaceId: null })).toBe(false);
  });

  test('without a right, an Organization or a second factor there is no scope', () => {
    expect(auditScope(actor(['member.read'], ['document.read_draft']))).toBeNull();
    expect(auditScope(actor(['audit.read'], ['space.audit'], 1))).toBeNull();
    expect(auditScope({ ...actor(['audit.read'], []), org: null })).toBeNull();
  });

  test('personal values are for that person and for readers of the Organization’s trail', () => {
    expect(mayReadPersonalValue(actor([], ['space.audit']), ME)).toBe(true);
    expect(mayReadPersonalValue(actor([], ['space.audit']), OTHER)).toBe(false);
    expect(mayReadPersonalValue(actor(['audit.read'], []), OTHER)).toBe(true);
  });
});
