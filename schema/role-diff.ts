/** What one set of permissions has that the other has not. */
export interface RoleDiff<Permission extends string> {
  readonly added: readonly Permission[];
  readonly removed: readonly Permission[];
}

/** What came and what went between two versions of a role; server and screens compare by it alike. */
export function diffRoles<Permission extends string>(
  before: readonly Permission[],
  after: readonly Permission[],
): RoleDiff<Permission> {
  return {
    added: after.filter((each) => !before.includes(each)),
    removed: before.filter((each) => !after.includes(each)),
  };
}
