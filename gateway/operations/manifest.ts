import { z } from 'zod';

const entry = z.object({
  /** The operation with its fragments and added `__typename`s, exactly as hashed. */
  document: z.string(),
  name: z.string(),
  client: z.string(),
  kind: z.enum(['query', 'mutation']),
  rootFields: z.array(z.string()),
  cost: z.number().int().nonnegative(),
  /** Day (ISO 8601) from which the client no longer sends it; accepted for 30 days more. */
  retiredAt: z.iso.date().optional(),
});

const manifest = z.record(z.string().regex(/^[0-9a-f]{64}$/), entry);

/** One operation that a client may run. */
export type PersistedOperation = z.infer<typeof entry>;

/** The operations of one client by the SHA-256 of their document (hex). */
export type Manifest = Readonly<Record<string, PersistedOperation>>;

/** How long a retired operation stays accepted: open tabs still send it. */
export const RETIRED_DAYS = 30;

/** Reads a manifest file's text; throws when it is none. */
export function parseManifest(text: string): Manifest {
  return manifest.parse(JSON.parse(text));
}

/** Whether an operation is still accepted at a time. */
export function isAccepted(operation: PersistedOperation, nowMs: number): boolean {
  if (operation.retiredAt === undefined) return true;
  return nowMs < Date.parse(operation.retiredAt) + RETIRED_DAYS * 86_400_000;
}

/**
 * The manifest to commit: what the client sends now, and what it sent before, retired as of `today` (ISO day)
 * and dropped once its 30 days are over or it no longer fits the API (`fits`).
 */
export function mergeManifests(
  before: Manifest,
  current: Manifest,
  today: string,
  fits: (operation: PersistedOperation) => boolean,
): Manifest {
  const retired = Object.entries(before)
    .filter(([hash]) => !(hash in current))
    .map(([hash, each]) => [hash, { ...each, retiredAt: each.retiredAt ?? today }] as const)
    .filter(([, each]) => isAccepted(each, Date.parse(today)) && fits(each));
  return Object.fromEntries([...Object.entries(current), ...retired].sort(byNameThenHash));
}

function byNameThenHash(
  a: readonly [string, PersistedOperation],
  b: readonly [string, PersistedOperation],
): number {
  const [left, right] = [`${a[1].name} ${a[0]}`, `${b[1].name} ${b[0]}`];
  return left < right ? -1 : 1;
}
