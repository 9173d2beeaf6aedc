import { fields, inOrganization, may, type RuleMap } from '#runtime/access/rules.js';

const managing = may('support.manage');
const supporting = may('operator.support');

/** Rules for support access. */
export const supportRules: RuleMap = {
  Query: { openSupport: supporting },
  Mutation: {
    ...fields(['openSupportAccess', 'endSupportAccess'], managing),
    enterSupport: supporting,
  },
  Organization: {
    ...fields(['supportAccesses', 'openSupportAccess'], managing),
    viewerSupportUntil: inOrganization,
  },
  SupportAccess: fields(
    [
      ...(['id', 'reason', 'openedBy', 'openedAt', 'until', 'endsAt'] as const),
      ...(['endedBy', 'isOpen', 'spaces', 'visits'] as const),
    ],
    managing,
  ),
  SupportSpace: fields(['space', 'role'], managing),
  SupportVisit: fields(['id', 'user', 'enteredAt'], managing),
  OpenSupport: fields(
    ['id', 'organization', 'reason', 'openedAt', 'until', 'spaces', 'enteredAt'],
    supporting,
  ),
  EnteredSupport: fields(['slug', 'until'], supporting),
};
