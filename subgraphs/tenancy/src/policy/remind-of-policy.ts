import { z } from 'zod';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import type { PolicyRepository } from './policy.repository.js';
import { checkedChanges } from './preview-policy.js';

/** Topic of the event that tells a person what a policy will ask of them. */
export const POLICY_TOPIC = 'tenancy.policy';

/** Most people told at once. */
const MOST = 200;

/** Whom to tell, of which values that are planned. */
export const remindOfPolicyInput = z.object({
  userIds: z.array(z.string()).min(1).max(MOST),
  changes: z.array(z.object({ key: z.string(), value: z.string().max(4000) })).max(20),
});

interface RemindTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly policies: Pick<PolicyRepository, 'preview'>;
}

/**
 * Tells people by mail what a policy, planned or in force, asks of them, and returns how many are told. Only those
 * whom the dry run names get a mail. Throws FORBIDDEN and INVALID_INPUT (nobody of them is concerned).
 */
export async function remindOfPolicy(
  { actor, change, policies }: RemindTools,
  input: z.output<typeof remindOfPolicyInput>,
): Promise<number> {
  if (!actor.org) throw notFound('Organization', null);
  const orgId = actor.org.id;
  change.subject(orgId);
  if (!holds(actor, 'settings.update')) throw forbidden('Organization', orgId);
  const wanted = new Set(input.userIds);
  const effects = await policies.preview(checkedChanges(input.changes));
  const told = effects.filter(
    ({ userId, consequence }) => userId !== null && wanted.has(userId) && consequence !== 'SIGNS_IN_AGAIN',
  );
  if (told.length === 0) {
    throw invalidInput(
      'input.userIds',
      'Von diesen Personen verlangen die Richtlinien nichts Neues. Rechnen Sie die Änderung noch einmal durch.',
      'The policies ask nothing new of these people. Try the change once more.',
    );
  }
  await change.emitAll(
    POLICY_TOPIC,
    told.map(({ userId, consequence }) => ({ orgId, userId, consequence })),
  );
  const people = new Set(told.map(({ userId }) => userId)).size;
  change.note({ entity: 'Organization', id: orgId, class: 'technical', field: 'people_told', after: people });
  return people;
}
