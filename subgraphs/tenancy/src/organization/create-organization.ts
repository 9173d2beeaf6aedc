import { z } from 'zod';
import type { Actor } from '#runtime/actor/actor.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import { bilingual, line } from '#runtime/graphql/parse.js';
import { OWNER_ROLE } from '../role/role-id.js';
import type { OrganizationRepository, OwnOrganization } from './organization.repository.js';

/** Name and address of a new Organization. The slug is part of every link and stays. */
export const createOrganizationInput = z.object({
  name: line({ max: 120 }),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^[a-z0-9](?:-?[a-z0-9]){1,39}$/,
      bilingual(
        'Zwei bis vierzig Kleinbuchstaben, Ziffern und einzelne Bindestriche, zum Beispiel muster-gmbh.',
        'Two to forty lower case letters, digits and single hyphens, for example sample-ltd.',
      ),
    ),
});

/** What {@link createOrganization} needs. */
export interface CreateOrganizationTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly organizations: OrganizationRepository;
}

/**
 * Creates an Organization; the actor becomes its owner. The audit entry is the first of the new Organization.
 *
 * Throws INVALID_INPUT when the slug is taken.
 */
export async function createOrganization(
  { actor, change, organizations }: CreateOrganizationTools,
  input: z.output<typeof createOrganizationInput>,
): Promise<OwnOrganization> {
  const id = newId();
  const memberId = await organizations.create({ id, ...input });
  change.subject(id);
  for (const field of ['name', 'slug'] as const) {
    change.note({ entity: 'Organization', id, field, class: 'technical', after: input[field] });
  }
  const member = { entity: 'Member', id: memberId, class: 'technical' } as const;
  change.note({ ...member, field: 'account_id', after: actor.userId });
  change.note({ ...member, field: 'role_key', after: OWNER_ROLE });
  return { id, ...input, role: OWNER_ROLE };
}
