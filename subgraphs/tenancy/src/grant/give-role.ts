import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { RoleId } from '../role/role-id.js';
import type { GrantRecord, GrantRepository } from './grant.repository.js';

/** A role in a Space for a person. */
export interface RoleForPerson {
  readonly spaceId: string;
  readonly userId: string;
  readonly role: RoleId;
}

/** Gives a role and notes for the audit entry what came and what went. The caller has decided that it may be. */
export async function giveRole(
  { change, grants }: { readonly change: Change; readonly grants: Pick<GrantRepository, 'give' | 'find'> },
  input: RoleForPerson,
): Promise<GrantRecord | null> {
  const given = await grants.give({ id: newId(), ...input });
  if (given.replacedGrant) {
    const before = { entity: 'Grant', id: given.replacedGrant, class: 'technical' } as const;
    change.note({ ...before, field: 'principal_id', before: input.userId });
    change.note({ ...before, field: 'role_key', before: given.replacedRole });
  }
  const after = { entity: 'Grant', id: given.grantId, class: 'technical' } as const;
  change.note({ ...after, field: 'principal_id', after: input.userId });
  change.note({ ...after, field: 'role_key', after: input.role });
  return grants.find(given.grantId);
}
