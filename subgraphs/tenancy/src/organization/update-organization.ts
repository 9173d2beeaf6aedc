import { z } from 'zod';
import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { line } from '#runtime/graphql/parse.js';
import { mayUpdateOrganization } from './organization.policy.js';
import type { OrganizationRecord, OrganizationRepository } from './organization.repository.js';

/** What can be changed about an Organization. */
export const updateOrganizationInput = z.object({ name: line({ max: 120 }) });

/** What {@link updateOrganization} needs. */
export interface UpdateOrganizationTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly organizations: OrganizationRepository;
}

/** Changes the name of the Organization in which the request acts. */
export async function updateOrganization(
  { actor, change, clock, organizations }: UpdateOrganizationTools,
  input: z.output<typeof updateOrganizationInput>,
): Promise<OrganizationRecord> {
  const id = actor.org?.id ?? null;
  const organization = await organizations.forChange();
  if (!organization) throw notFound('Organization', id);
  change.subject(organization.orgId);
  if (!mayUpdateOrganization(actor)) throw forbidden('Organization', id);
  organization.name = input.name;
  organization.updatedAt = clock();
  const { orgId, slug, name, createdAt } = organization;
  return { id: orgId, slug, name, createdAt };
}
