import { z } from 'zod';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import type { OrganizationState } from './organization-life.js';
import type { OrganizationLifeRepository } from './organization-life.repository.js';
import type { OrganizationRecord, OrganizationRepository } from './organization.repository.js';

/** Topic of the event that tells the owners that their Organization's deletion was decided or called off. */
export const ORGANIZATION_ENDS_TOPIC = 'tenancy.organization_ends';

/** What is typed to confirm a deletion. */
export const deleteOrganizationInput = z.object({ confirmation: z.string().max(200) });

/** What changes of an Organization's life need. */
export interface OrganizationLifeTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly organizations: Pick<OrganizationRepository, 'find'>;
  readonly organizationLife: Pick<
    OrganizationLifeRepository,
    'state' | 'archive' | 'delete' | 'cancelDeletion'
  >;
}

/**
 * Lets an Organization rest, or wakes it up: from the very next statement on nobody changes anything in it, everybody
 * reads on. Throws FORBIDDEN, and INVALID_INPUT while it is about to be deleted.
 */
export async function archiveOrganization(
  tools: OrganizationLifeTools,
  archived: boolean,
): Promise<OrganizationState> {
  const organization = await loaded(tools, 'organization.archive');
  const { change, organizationLife } = tools;
  const before = await now(tools, organization.id);
  await organizationLife.archive(archived);
  const after = await now(tools, organization.id);
  if (archived === (before.archivedAt !== null)) return after;
  const fact = {
    entity: 'Organization',
    id: organization.id,
    field: 'archived',
    class: 'technical',
  } as const;
  change.note({ ...fact, before: !archived, after: archived });
  return after;
}

/**
 * Decides that the Organization goes, thirty days from now: until then everybody reads, nobody changes anything, tools
 * are refused, and its owners, who all get a mail, can call it off.
 *
 * Throws FORBIDDEN, STEP_UP_REQUIRED, and INVALID_INPUT when the name was not typed, or it is the operator's.
 */
export async function deleteOrganization(
  tools: OrganizationLifeTools,
  { confirmation }: z.output<typeof deleteOrganizationInput>,
): Promise<OrganizationState> {
  const organization = await loaded(tools, 'organization.delete');
  if (confirmation.trim() !== organization.name) {
    throw invalidInput(
      'input.confirmation',
      `Bitte tippen Sie den Namen genau so ab: ${organization.name}`,
      `Please type the name exactly as it is: ${organization.name}`,
    );
  }
  const { change, organizationLife } = tools;
  const before = await now(tools, organization.id);
  if (before.deletesAt !== null) return before;
  const deletesAt = await organizationLife.delete();
  const fact = { entity: 'Organization', id: organization.id, class: 'technical' } as const;
  change.note({ ...fact, field: 'deletes_at', before: null, after: deletesAt });
  await change.emit(ORGANIZATION_ENDS_TOPIC, {});
  return now(tools, organization.id);
}

/** Calls the deletion off; everything is as it was before. Throws FORBIDDEN. */
export async function cancelOrganizationDeletion(tools: OrganizationLifeTools): Promise<OrganizationState> {
  const organization = await loaded(tools, 'organization.delete');
  const { change, organizationLife } = tools;
  const before = await now(tools, organization.id);
  if (before.deletesAt === null) return before;
  await organizationLife.cancelDeletion();
  const fact = { entity: 'Organization', id: organization.id, class: 'technical' } as const;
  change.note({ ...fact, field: 'deletes_at', before: before.deletesAt, after: null });
  await change.emit(ORGANIZATION_ENDS_TOPIC, {});
  return now(tools, organization.id);
}

async function now({ organizationLife }: OrganizationLifeTools, id: string): Promise<OrganizationState> {
  const state = await organizationLife.state(id);
  if (!state) throw notFound('Organization', id);
  return state;
}

async function loaded(
  { actor, change, organizations }: OrganizationLifeTools,
  permission: 'organization.archive' | 'organization.delete',
): Promise<OrganizationRecord> {
  const id = actor.org?.id ?? null;
  const organization = id ? await organizations.find(id) : null;
  if (!organization) throw notFound('Organization', id);
  change.subject(organization.id);
  if (!holds(actor, permission)) throw forbidden('Organization', organization.id);
  return organization;
}
