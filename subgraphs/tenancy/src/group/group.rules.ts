import { fields, may, type RuleMap } from '#runtime/access/rules.js';

const reads = may('member.read');
const manages = may('group.manage');

/** Rules for groups: whoever sees the list of members sees the groups; some change them. */
export const groupRules: RuleMap = {
  Query: { group: reads },
  Mutation: fields(
    [
      'createGroup',
      'updateGroup',
      'archiveGroup',
      'restoreGroup',
      'addGroupMembers',
      'removeGroupMembers',
      'nestGroup',
      'unnestGroup',
    ],
    manages,
  ),
  Organization: { groups: reads },
  Group: {
    ...fields(
      [
        'id',
        'name',
        'description',
        'createdAt',
        'archivedAt',
        'isFromDirectory',
        'memberCount',
        'members',
        'parents',
        'children',
        'grants',
        'viewerCanFill',
      ],
      reads,
    ),
    ...fields(['hiddenSpaces', 'ask'], manages),
  },
  GroupMember: fields(['user', 'via', 'validFrom', 'until', 'addedBy'], reads),
};
