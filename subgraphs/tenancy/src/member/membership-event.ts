import type { Change } from '#runtime/graphql/context.js';

/** Topic of the event that tells people about a change of a membership. */
export const MEMBERSHIP_TOPIC = 'tenancy.membership';

/** What happened to somebody's membership, and who did it. */
export interface MembershipEvent {
  readonly kind: 'role' | 'removed' | 'left' | 'owner' | 'owner-beside';
  readonly orgId: string;
  /** The account whose membership it is. */
  readonly about: string;
  readonly by: string | null;
}

/** Hands the events to the outbox; mails go out when the change is committed. */
export async function tellAboutMemberships(
  change: Change,
  events: readonly MembershipEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await change.emitAll(
    MEMBERSHIP_TOPIC,
    events.map((event) => ({ ...event })),
  );
}
