import { z } from 'zod';
import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { paragraph } from '#runtime/graphql/parse.js';
import { giveRole } from '../grant/give-role.js';
import type { GrantRepository } from '../grant/grant.repository.js';
import type { MemberRepository } from '../member/member.repository.js';
import type { RoleId } from '../role/role-id.js';
import { mayGrant } from '../role/role.policy.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleToGive } from '../role/role-to-give.js';
import { permissionsIn } from '../space/space.policy.js';
import { checkUntil } from '../until.js';
import type { AccessRequestRow } from './access-request.entity.js';
import {
  toAccessRequest,
  type AccessRequestRecord,
  type AccessRequestRepository,
} from './access-request.repository.js';

/** Topic of the event that tells the person who asked. */
export const ACCESS_DECIDED_TOPIC = 'tenancy.access_decided';

/** The decision; an approval names the role and may have an end, a refusal names the reason. */
export const decideAccessRequestInput = z.object({
  requestId: z.string(),
  approve: z.boolean(),
  role: z.string().nullish(),
  until: z.date().nullish(),
  reason: paragraph({ max: 1000 }),
});

type Input = z.output<typeof decideAccessRequestInput>;

/** What {@link decideAccessRequest} needs. */
export interface DecideAccessRequestTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly accessRequests: Pick<AccessRequestRepository, 'forChange'>;
  readonly grants: Pick<GrantRepository, 'give' | 'find'>;
  readonly members: Pick<MemberRepository, 'isMember'>;
  readonly roles: Pick<RoleRepository, 'find'>;
}

/**
 * Approves a request with a role in the Space, for good or until a moment, or declines it with a reason. The person gets a mail.
 *
 * Throws NOT_FOUND, CONFLICT (decided already), FORBIDDEN (a role above one's own) and INVALID_INPUT.
 */
export async function decideAccessRequest(
  tools: DecideAccessRequestTools,
  input: Input,
): Promise<AccessRequestRecord> {
  const { actor, change, clock, accessRequests } = tools;
  const request = isId(input.requestId) ? await accessRequests.forChange(input.requestId) : null;
  // A request that one may not decide looks like one that was never made.
  const held = request ? permissionsIn(actor, request.spaceId) : [];
  if (!request || !held.includes('space.share')) throw notFound('AccessRequest', input.requestId);
  change.subject(request.requestId);
  change.space(request.spaceId);
  if (request.state !== 'open')
    throw new KopexaError('CONFLICT', { details: { state: request.state.toUpperCase() } });
  const fact = { entity: 'AccessRequest', id: request.requestId, class: 'technical' } as const;
  change.note({ ...fact, field: 'requested_by', after: request.requestedBy });
  if (input.approve) await approve(tools, request, input);
  else if (input.reason === '') throw reasonMissing();
  request.state = input.approve ? 'approved' : 'declined';
  request.decidedBy = actor.userId;
  request.decidedAt = clock();
  request.reason = input.reason === '' ? null : input.reason;
  await change.emit(ACCESS_DECIDED_TOPIC, { requestId: request.requestId });
  return toAccessRequest(request);
}

async function approve(
  { actor, change, clock, grants, members, roles }: DecideAccessRequestTools,
  request: AccessRequestRow,
  input: Input,
): Promise<void> {
  const roleId: RoleId | null = input.role ?? null;
  if (!roleId) throw invalidInput('input.role', 'Bitte wählen Sie eine Rolle.', 'Please choose a role.');
  const role = await roleToGive(roles, 'space', roleId);
  if (!mayGrant(permissionsIn(actor, request.spaceId), role)) throw forbidden('Space', request.spaceId);
  if (!(await members.isMember(request.requestedBy))) {
    throw invalidInput(
      'input.approve',
      'Diese Person ist nicht mehr Mitglied der Organization. Lehnen Sie die Anfrage ab.',
      'This person is no longer a member of the Organization. Decline the request.',
    );
  }
  const until = checkUntil(input.until, clock());
  const principal = { kind: 'user', id: request.requestedBy } as const;
  await giveRole({ change, grants }, { spaceId: request.spaceId, principal, role: roleId, until });
  request.grantedRole = roleId;
  request.grantedUntil = until;
}

const reasonMissing = (): KopexaError =>
  invalidInput('input.reason', 'Bitte nennen Sie einen Grund.', 'Please give a reason.');
