import type { Permission } from '#schema/permissions.js';
import { holdsIn, type Actor } from '#runtime/actor/actor.js';

/** The part of a file that decides who may do what with it. */
export interface Guarded {
  readonly spaceId: string;
  readonly trashedAt: Date | null;
  /** Whether the document it belongs to lies in the trash: then the file does, too. */
  readonly documentTrashed: boolean;
}

const isTrashed = (file: Guarded): boolean => file.trashedAt !== null || file.documentTrashed;

/**
 * Reads it, as far as its life-cycle goes: what is in the trash only who may take it out. Whether somebody sees a file
 * at all is row-level security's to say (ADR 14).
 */
export const mayRead = (actor: Actor, file: Guarded): boolean =>
  holdsIn(actor, file.spaceId, isTrashed(file) ? 'document.trash' : 'document.read');

/** Renames it and gives it new versions. Not while it is in the trash. */
export const mayWrite = (actor: Actor, file: Guarded): boolean =>
  !isTrashed(file) && holdsIn(actor, file.spaceId, 'document.write');

/** Moves it to the trash and takes it out. */
export const mayTrash = (actor: Actor, file: Pick<Guarded, 'spaceId'>): boolean =>
  holdsIn(actor, file.spaceId, 'document.trash');

/** Sees former versions; readers see the current one. */
export const seesHistory = (actor: Actor, file: Pick<Guarded, 'spaceId'>): boolean =>
  holdsIn(actor, file.spaceId, 'document.read_draft');

/** Adds files to a Space. */
export const mayWriteIn = (actor: Actor, spaceId: string): boolean =>
  holdsIn(actor, spaceId, 'document.write');

/** What the client may offer for this file, as `viewerCan` tells it. */
export function permissionsOn(actor: Actor, file: Guarded): Permission[] {
  return [
    ...(mayRead(actor, file) ? (['document.read'] as const) : []),
    ...(mayRead(actor, file) && seesHistory(actor, file) ? (['document.read_draft'] as const) : []),
    ...(mayWrite(actor, file) ? (['document.write'] as const) : []),
    ...(mayTrash(actor, file) ? (['document.trash'] as const) : []),
  ];
}
