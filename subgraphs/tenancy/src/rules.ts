import { fields, trusted, type RuleMap } from '#runtime/access/rules.js';
import { accessRules } from './access/access.rules.js';
import { accessRequestRules } from './access-request/access-request.rules.js';
import { grantRules } from './grant/grant.rules.js';
import { groupRules } from './group/group.rules.js';
import { invitationRules } from './invitation/invitation.rules.js';
import { memberRules } from './member/member.rules.js';
import { organizationLifeRules } from './organization/organization-life.rules.js';
import { organizationRules } from './organization/organization.rules.js';
import { policyRules } from './policy/policy.rules.js';
import { roleRules } from './role/role.rules.js';
import { settingRules } from './setting/setting.rules.js';
import { spaceLifeRules } from './space/space-life.rules.js';
import { spaceRules } from './space/space.rules.js';
import { supportRules } from './support/support.rules.js';

const shared: RuleMap = {
  User: { id: trusted },
  ServiceAccount: { id: trusted },
  PageInfo: fields(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], trusted),
};

/** The rules of every field of this room. */
export const rules: RuleMap = merge([
  shared,
  organizationRules,
  organizationLifeRules,
  memberRules,
  roleRules,
  spaceRules,
  spaceLifeRules,
  grantRules,
  groupRules,
  invitationRules,
  accessRequestRules,
  accessRules,
  settingRules,
  policyRules,
  supportRules,
]);

function merge(maps: readonly RuleMap[]): RuleMap {
  const merged: Record<string, RuleMap[string]> = {};
  for (const map of maps) {
    for (const [type, rulesOfType] of Object.entries(map)) merged[type] = { ...merged[type], ...rulesOfType };
  }
  return merged;
}
