import { z } from 'zod';
import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { bilingual, paragraph } from '#runtime/graphql/parse.js';
import { mayManageSupport } from './support.policy.js';
import type { SupportRecord, SupportRepository } from './support.repository.js';

/** Topic of the event that tells the owners what becomes of support access. */
export const SUPPORT_TOPIC = 'tenancy.support';

/** The roles that can come with support access: what reads, and the one that edits. */
export const SUPPORT_ROLES = ['space.viewer', 'space.commenter', 'space.auditor', 'space.editor'] as const;

const HOURS = bilingual(
  'Der Zugang kann 1 bis 72 Stunden offen sein.',
  'Access can be open for 1 to 72 hours.',
);

/** Why, for how many hours, and in which Spaces with which role; without a Space only the Organization itself. */
export const openSupportAccessInput = z.object({
  reason: paragraph({ min: 1, max: 1000 }),
  hours: z.number().int(HOURS).min(1, HOURS).max(72, HOURS),
  spaces: z
    .array(
      z.object({
        spaceId: z.string(),
        role: z.enum(
          SUPPORT_ROLES,
          bilingual(
            'Für den Support gibt es nur Rollen zum Lesen und zum Bearbeiten. Wählen Sie eine davon.',
            'For support there are only roles that read and one that edits. Choose one of them.',
          ),
        ),
      }),
    )
    .max(50),
});

/** What {@link openSupportAccess} needs. */
export interface OpenSupportAccessTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly support: Pick<SupportRepository, 'openAccess' | 'find'>;
}

/**
 * Lets the operator's support into the Organization for some hours. Nobody is in yet: whoever comes in does so as a
 * member of their own name, with the roles named here, until it ends.
 *
 * Throws FORBIDDEN, NOT_FOUND (a Space) and INVALID_INPUT (open already, a Space twice, a role that the actor may
 * not give there).
 */
export async function openSupportAccess(
  { actor, change, support }: OpenSupportAccessTools,
  input: z.output<typeof openSupportAccessInput>,
): Promise<SupportRecord> {
  if (!mayManageSupport(actor)) throw forbidden('SupportAccess', null);
  const { reason, hours, spaces } = input;
  const id = newId();
  change.subject(id);
  checkSpaces(
    actor,
    spaces.map((place) => place.spaceId),
  );
  await support.openAccess({ id, reason, hours, spaces });
  const fact = { entity: 'SupportAccess', id, class: 'technical' } as const;
  change.note({ ...fact, field: 'reason', class: 'content', after: reason });
  change.note({ ...fact, field: 'hours', after: hours });
  for (const { spaceId, role } of spaces) {
    change.note({ entity: 'SupportSpace', id: spaceId, class: 'technical', field: 'role_key', after: role });
  }
  await change.emit(SUPPORT_TOPIC, { supportId: id, event: 'opened' });
  const opened = await support.find(id);
  if (!opened) throw notFound('SupportAccess', id);
  return opened;
}

function checkSpaces(actor: Actor, ids: readonly string[]): void {
  for (const [index, id] of ids.entries()) {
    if (!isId(id) || !holdsIn(actor, id, 'space.read')) throw notFound('Space', id);
    if (ids.indexOf(id) === index) continue;
    throw invalidInput(
      `input.spaces.${index}.spaceId`,
      'Dieser Space ist schon genannt. Nennen Sie jeden Space einmal.',
      'This Space is named already. Name every Space once.',
    );
  }
}
