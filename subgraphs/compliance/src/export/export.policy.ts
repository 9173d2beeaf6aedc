import { holds, type Actor } from '#runtime/actor/actor.js';

/** Whether somebody may take the trail out of the product. */
export function mayExport(actor: Actor): boolean {
  return holds(actor, 'audit.export');
}

/** Whether a requested file is this person's, in the Organization they act in. */
export function mayDownload(
  actor: Actor,
  record: { readonly orgId: string; readonly requestedBy: string },
): boolean {
  return mayExport(actor) && record.requestedBy === actor.userId && record.orgId === actor.org?.id;
}
