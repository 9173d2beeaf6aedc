import type { Change } from '#runtime/graphql/context.js';
import type { RoleContents } from './custom-role.repository.js';

/** Notes for the audit entry what a role holds now, and what it held before; what stayed the same is left out. */
export function noteRole(
  change: Change,
  id: string,
  before: Omit<RoleContents, 'reason'> | null,
  after: RoleContents,
): void {
  const fact = { entity: 'Role', id } as const;
  const listed = (of: Pick<RoleContents, 'permissions'>): string => of.permissions.join(', ');
  const note = (field: string, cls: 'technical' | 'content', was: string | null, is: string): void => {
    if (was !== is)
      change.note({ ...fact, field, class: cls, ...(before ? { before: was } : {}), after: is });
  };
  note('name', 'technical', before?.name ?? null, after.name);
  note('description', 'content', before?.description ?? null, after.description);
  note('permissions', 'technical', before ? listed(before) : null, listed(after));
  change.note({ ...fact, field: 'reason', class: 'content', after: after.reason });
}
