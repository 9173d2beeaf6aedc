import { z } from 'zod';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import { line, paragraph } from '#runtime/graphql/parse.js';
import type { SpaceRecord, SpaceRepository } from './space.repository.js';

/** Name and description of a new Space. */
export const createSpaceInput = z.object({
  name: line({ max: 120 }),
  description: paragraph({ max: 2000 }).nullish(),
});

/** What {@link createSpace} needs. */
export interface CreateSpaceTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly spaces: Pick<SpaceRepository, 'create' | 'find'>;
}

/** Creates a Space; the actor becomes its manager, and nobody else may open it. */
export async function createSpace(
  { actor, change, spaces }: CreateSpaceTools,
  input: z.output<typeof createSpaceInput>,
): Promise<SpaceRecord> {
  if (!holds(actor, 'space.create')) throw forbidden('Space', null);
  const [id, grantId] = [newId(), newId()];
  const description = input.description ?? '';
  await spaces.create({ id, grantId, name: input.name, description });
  change.subject(id);
  change.space(id);
  change.note({ entity: 'Space', id, field: 'name', class: 'technical', after: input.name });
  const grant = { entity: 'Grant', id: grantId, class: 'technical' } as const;
  change.note({ ...grant, field: 'principal_id', after: actor.userId });
  change.note({ ...grant, field: 'role_key', after: 'space.manager' });
  const space = await spaces.find(id);
  if (!space) throw notFound('Space', id);
  return space;
}
