import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { LeavingMember, LeavingRepository, SpaceLeftAlone } from './leaving.repository.js';

/** What would happen if members went. */
export interface LeavingPreview {
  readonly members: readonly LeavingMember[];
  readonly spacesLeftAlone: readonly SpaceLeftAlone[];
}

/**
 * What members would lose and leave behind, before they are removed or leave. Throws NOT_FOUND for a member that is
 * missing, foreign, or somebody else's to remove.
 */
export async function previewLeaving(
  { leaving }: { readonly leaving: LeavingRepository },
  memberIds: readonly string[],
): Promise<LeavingPreview> {
  const members = await leaving.of(memberIds.filter(isId));
  const missing = memberIds.find((id) => !members.some((member) => member.id === id));
  if (missing !== undefined) throw notFound('Member', missing);
  return { members, spacesLeftAlone: await leaving.leftAlone(memberIds) };
}
