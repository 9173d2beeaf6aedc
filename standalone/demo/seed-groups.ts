import { newId } from '#runtime/graphql/ids.js';
import { daysBefore, insert, type Run } from './insert.js';
import type { DemoOrganization } from './model.js';
import type { Accounts } from './seed-accounts.js';

/** Writes the groups of an Organization: who is in them, what they were given, and which lie in which. */
export async function seedGroups(
  { run, now, accounts }: { readonly run: Run; readonly now: Date; readonly accounts: Accounts },
  place: { readonly orgId: string; readonly founder: string; readonly spaces: ReadonlyMap<string, string> },
  { groups = [], spaces }: DemoOrganization,
): Promise<void> {
  const { orgId: org_id, founder } = place;
  const made = daysBefore(now, 120);
  const ids = new Map<string, string>();
  for (const { name, description, people, grants, holds = [] } of groups) {
    const group_id = newId(made.getTime());
    ids.set(name, group_id);
    await insert(run, 'tenancy.user_group', {
      ...{ group_id, org_id, name, description, created_by: founder, created_at: made },
    });
    for (const [email, days] of Object.entries(people)) {
      await insert(run, 'tenancy.group_member', {
        ...{ group_member_id: newId(), org_id, group_id, account_id: accounts(email), added_by: founder },
        ...{
          valid_from: made,
          ...(days === null ? {} : { valid_to: new Date(now.getTime() + days * 86_400_000) }),
        },
      });
    }
    for (const [space, role] of Object.entries(grants)) {
      // Given by whoever is in charge of the Space.
      const managers = Object.entries(spaces.find((each) => each.name === space)?.grants ?? {});
      const giver = managers.find(([, held]) => held === 'manager')?.[0];
      await insert(run, 'tenancy.space_grant', {
        ...{ grant_id: newId(), org_id, space_id: place.spaces.get(space), principal_kind: 'group' },
        ...{
          principal_id: group_id,
          role_key: `space.${role}`,
          granted_by: giver ? accounts(giver) : founder,
        },
        valid_from: made,
      });
    }
    for (const child of holds) {
      await insert(run, 'tenancy.group_nesting', {
        ...{ nesting_id: newId(), org_id, parent_group_id: group_id, child_group_id: ids.get(child) },
        ...{ created_by: founder, valid_from: made },
      });
    }
  }
}
