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

/** Hands the event to the outbox; mails go out when the change is committed. */
export function tellAboutMembership(change: Change, event: MembershipEvent): Promise<void> {
  return change.emit(MEMBERSHIP_TOPIC, { ...event });
}
