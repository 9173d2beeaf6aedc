import { fields, trusted, type RuleMap } from '#runtime/access/rules.js';
import { accessRequestRules } from './access-request/access-request.rules.js';
import { grantRules } from './grant/grant.rules.js';
import { groupRules } from './group/group.rules.js';
import { invitationRules } from './invitation/invitation.rules.js';
import { memberRules } from './member/member.rules.js';
import { organizationRules } from './organization/organization.rules.js';
import { roleRules } from './role/role.rules.js';
import { settingRules } from './setting/setting.rules.js';
import { spaceRules } from './space/space.rules.js';
import { supportRules } from './support/support.rules.js';

const shared: RuleMap = {
  User: { id: trusted },
  PageInfo: fields(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], trusted),
};

/** The rules of every field of this room. */
export const rules: RuleMap = merge([
  shared,
  organizationRules,
  memberRules,
  roleRules,
  spaceRules,
  grantRules,
  groupRules,
  invitationRules,
  accessRequestRules,
  settingRules,
  supportRules,
]);

function merge(maps: readonly RuleMap[]): RuleMap {
  const merged: Record<string, RuleMap[string]> = {};
  for (const map of maps) {
    for (const [type, rulesOfType] of Object.entries(map)) merged[type] = { ...merged[type], ...rulesOfType };
  }
  return merged;
}
