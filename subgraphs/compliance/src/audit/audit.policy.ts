import { holds, spacesWith, type Actor } from '#runtime/actor/actor.js';

/**
 * Which entries somebody may read: those of one Organization outside its Spaces, and those of some Spaces. A role in
 * the Organization does not open its Spaces' entries.
 */
export interface AuditScope {
  readonly orgId: string;
  readonly organization: boolean;
  readonly spaceIds: readonly string[];
}

/** The actor's scope, or `null` when no entry is readable at all. */
export function auditScope(actor: Actor): AuditScope | null {
  if (actor.assurance < 2 || actor.org === null) return null;
  const scope = {
    orgId: actor.org.id,
    organization: holds(actor, 'audit.read'),
    spaceIds: spacesWith(actor, 'space.audit'),
  };
  return scope.organization || scope.spaceIds.length > 0 ? scope : null;
}

/**
 * What is told of Spaces also to readers of the Organization's trail: in a deleted Space nobody has rights, so nobody
 * else would learn of it. The database says the same (migration 1454).
 */
export const TOLD_OF_SPACES: readonly string[] = ['space.delete', 'space.restore', 'space.erase'];

/** Whether an entry lies in a scope. */
export function inScope(
  scope: AuditScope,
  entry: {
    readonly orgId: string | null;
    readonly spaceId: string | null;
    readonly action?: string;
    readonly outcome?: string;
  },
): boolean {
  if (entry.orgId !== scope.orgId) return false;
  const isTold = entry.outcome === 'ok' && TOLD_OF_SPACES.includes(entry.action ?? '');
  if (isTold && scope.organization) return true;
  return entry.spaceId === null ? scope.organization : scope.spaceIds.includes(entry.spaceId);
}

/** Whether personal values about `subjectId` are shown: to that person, and to readers of the Organization's trail. */
export function mayReadPersonalValue(actor: Actor, subjectId: string): boolean {
  return actor.userId === subjectId || holds(actor, 'audit.read');
}
