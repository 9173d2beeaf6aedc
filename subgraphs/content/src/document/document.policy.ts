import type { Permission } from '#schema/permissions.js';
import { holdsIn, type Actor } from '#runtime/actor/actor.js';

/** The part of a document that decides who may do what with it. */
export interface Guarded {
  readonly spaceId: string;
  readonly publishedVersionId: string | null;
  readonly archivedAt: Date | null;
  readonly trashedAt: Date | null;
  /** Absent where the document was opened for a change: it would not have been found. */
  readonly isClosed?: boolean;
}

const OFFERED = [
  'document.read',
  'document.read_draft',
  'document.write',
  'document.publish',
  'document.trash',
  'document.restrict',
] as const satisfies readonly Permission[];

/** Reads drafts and the history. */
export const readsDrafts = (actor: Actor, { spaceId }: Pick<Guarded, 'spaceId'>): boolean =>
  holdsIn(actor, spaceId, 'document.read_draft');

/**
 * Reads it at all: what is in the trash only who may take it out, what was never published only who reads
 * drafts, what a restriction closes nobody whom it shuts out.
 */
export function mayRead(actor: Actor, document: Guarded): boolean {
  if (document.isClosed) return false;
  if (document.trashedAt !== null) return holdsIn(actor, document.spaceId, 'document.trash');
  if (readsDrafts(actor, document)) return true;
  return document.publishedVersionId !== null && holdsIn(actor, document.spaceId, 'document.read');
}

/** Changes it: text, details, place, archived or not. Not while it is in the trash. */
export const mayWrite = (actor: Actor, document: Guarded): boolean =>
  document.trashedAt === null && holdsIn(actor, document.spaceId, 'document.write');

/** Publishes and withdraws it. Not while it is in the trash. */
export const mayPublish = (actor: Actor, document: Guarded): boolean =>
  document.trashedAt === null && holdsIn(actor, document.spaceId, 'document.publish');

/** Moves it to the trash and takes it out. */
export const mayTrash = (actor: Actor, document: Guarded): boolean =>
  holdsIn(actor, document.spaceId, 'document.trash');

/** Says who may see it, with everything below it. Not while it is in the trash. */
export const mayRestrict = (actor: Actor, document: Guarded): boolean =>
  document.trashedAt === null && holdsIn(actor, document.spaceId, 'document.restrict');

/** Creates documents in a Space, or moves them there. */
export const mayWriteIn = (actor: Actor, spaceId: string): boolean =>
  holdsIn(actor, spaceId, 'document.write');

/** What the client may offer for this document, as `viewerCan` tells it. */
export function permissionsOn(actor: Actor, document: Guarded): Permission[] {
  const allowed: Record<(typeof OFFERED)[number], boolean> = {
    'document.read': mayRead(actor, document),
    'document.read_draft': mayRead(actor, document) && readsDrafts(actor, document),
    'document.write': mayWrite(actor, document),
    'document.publish': mayPublish(actor, document),
    'document.trash': mayTrash(actor, document),
    'document.restrict': mayRestrict(actor, document),
  };
  return OFFERED.filter((permission) => allowed[permission]);
}
