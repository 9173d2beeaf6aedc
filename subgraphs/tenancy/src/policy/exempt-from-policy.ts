import { z } from 'zod';
import { notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { line } from '#runtime/graphql/parse.js';
import { checkUntil } from '../until.js';
import type { ExemptionRecord, PolicyRepository } from './policy.repository.js';

/** Who is exempt, why and until when. */
export const exemptFromPolicyInput = z.object({
  userId: z.string(),
  reason: line({ max: 500 }),
  until: z.date().nullish(),
});

interface ExemptTools {
  readonly change: Change;
  readonly clock: () => Date;
  readonly policies: Pick<PolicyRepository, 'exempt' | 'end' | 'exemptions'>;
}

/**
 * Lets a member off company sign-in and networks, for good or for a time. For owners, with a factor shown just now.
 * Throws FORBIDDEN, STEP_UP_REQUIRED, NOT_FOUND (no member) and INVALID_INPUT (exempt already, an end in the past).
 */
export async function exemptFromPolicy(
  { change, clock, policies }: ExemptTools,
  input: z.output<typeof exemptFromPolicyInput>,
): Promise<ExemptionRecord> {
  const id = newId();
  change.subject(id);
  if (!isId(input.userId)) throw notFound('Member', input.userId);
  const until = checkUntil(input.until ?? null, clock(), 'input.until');
  await policies.exempt(id, input.userId, input.reason, until);
  const fact = { entity: 'PolicyExemption', id, class: 'technical' } as const;
  change.note({ ...fact, field: 'account_id', after: input.userId });
  if (until) change.note({ ...fact, field: 'until', after: until.toISOString() });
  change.note({ ...fact, field: 'reason', class: 'content', after: input.reason });
  return found(policies, id);
}

/**
 * Ends an exemption. Throws as {@link exemptFromPolicy} does, and INVALID_INPUT while company sign-in is required and
 * no other owner is exempt.
 */
export async function endPolicyExemption(
  { change, policies }: Omit<ExemptTools, 'clock'>,
  id: string,
): Promise<ExemptionRecord> {
  if (!isId(id)) throw notFound('PolicyExemption', id);
  change.subject(id);
  const account = await policies.end(id);
  change.note({ entity: 'PolicyExemption', id, class: 'technical', field: 'account_id', before: account });
  return found(policies, id);
}

async function found(policies: Pick<PolicyRepository, 'exemptions'>, id: string): Promise<ExemptionRecord> {
  const exemption = (await policies.exemptions()).find((each) => each.id === id);
  if (!exemption) throw notFound('PolicyExemption', id);
  return exemption;
}
