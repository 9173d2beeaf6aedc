import type { Change } from '#runtime/graphql/context.js';
import type { ServiceAccountSettings } from './service-account.js';

const ENTITY = { entity: 'ServiceAccount', class: 'technical' } as const;

/** Notes for the audit entry what was set, and what was set before; what stayed the same is left out. */
export function noteSettings(
  change: Change,
  id: string,
  before: ServiceAccountSettings | null,
  after: ServiceAccountSettings,
): void {
  for (const [field, was, is] of pairs(before, after)) {
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    change.note({ ...ENTITY, id, field, ...(before ? { before: was } : {}), after: is });
  }
  noteSpaces(change, before, after);
}

function pairs(before: ServiceAccountSettings | null, after: ServiceAccountSettings) {
  const texts = (of: ServiceAccountSettings | null) => ({
    name: of?.name ?? null,
    purpose: of?.purpose ?? null,
    expires_at: of?.expiresAt.toISOString() ?? null,
    ip_ranges: of?.ipRanges.join(', ') ?? null,
    operations: of?.operations?.join(', ') ?? null,
    permissions: of?.permissions.join(', ') ?? null,
  });
  const [was, is] = [texts(before), texts(after)];
  return Object.keys(is).map((field) => {
    const key = field as keyof typeof is;
    return [field, was[key], is[key]] as const;
  });
}

/** A role in a Space is a fact of its own: the Space is told by name to those who may know it. */
function noteSpaces(
  change: Change,
  before: ServiceAccountSettings | null,
  after: ServiceAccountSettings,
): void {
  const has = (list: ServiceAccountSettings['spaces'], one: ServiceAccountSettings['spaces'][number]) =>
    list.some(({ spaceId, role }) => spaceId === one.spaceId && role === one.role);
  const grant = { entity: 'ServiceGrant', class: 'technical' } as const;
  for (const one of (before?.spaces ?? []).filter((each) => !has(after.spaces, each))) {
    change.note({ ...grant, id: one.spaceId, field: 'space_id', before: one.spaceId });
    change.note({ ...grant, id: one.spaceId, field: 'role_key', before: one.role });
  }
  for (const one of after.spaces.filter((each) => !has(before?.spaces ?? [], each))) {
    change.note({ ...grant, id: one.spaceId, field: 'space_id', after: one.spaceId });
    change.note({ ...grant, id: one.spaceId, field: 'role_key', after: one.role });
  }
}
