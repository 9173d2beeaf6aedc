import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { GrantRecord, GrantRepository, GrantToGive } from './grant.repository.js';

/** The field of an entry that names a person or a group. */
export const principalField = (kind: 'user' | 'group'): string =>
  kind === 'user' ? 'principal_id' : 'group_id';

/** Gives a role and notes for the audit entry what came and what went. The caller has decided that it may be. */
export async function giveRole(
  { change, grants }: { readonly change: Change; readonly grants: Pick<GrantRepository, 'give' | 'find'> },
  input: Omit<GrantToGive, 'id'>,
): Promise<GrantRecord | null> {
  const { principal, role, until } = input;
  const field = principalField(principal.kind);
  const given = await grants.give({ id: newId(), ...input });
  if (given.replacedGrant) {
    const before = { entity: 'Grant', id: given.replacedGrant, class: 'technical' } as const;
    change.note({ ...before, field, before: principal.id });
    change.note({ ...before, field: 'role_key', before: given.replacedRole });
  }
  const after = { entity: 'Grant', id: given.grantId, class: 'technical' } as const;
  change.note({ ...after, field, after: principal.id });
  change.note({ ...after, field: 'role_key', after: role });
  if (until) change.note({ ...after, field: 'valid_to', after: until.toISOString() });
  return grants.find(given.grantId);
}
