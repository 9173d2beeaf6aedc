import type { Change } from '#runtime/graphql/context.js';
import type { GroupMove } from './directory-groups.repository.js';
import type { MembershipChange } from './directory.repository.js';
import type { UserDraft } from './user-draft.js';

const PERSONAL = {
  userName: 'user_name',
  displayName: 'display_name',
  formatted: 'formatted_name',
  givenName: 'given_name',
  familyName: 'family_name',
} as const;

/** Notes what the directory says of a person anew: each field that changed, personal ones under the person's key. */
export function notePerson(
  change: Change,
  accountId: string,
  before: UserDraft | null,
  after: UserDraft | null,
): void {
  const fact = { entity: 'DirectoryUser', id: accountId };
  const note = (field: string, kind: 'personal' | 'technical', was: unknown, is: unknown): void => {
    if (was !== is)
      change.note({
        ...{ ...fact, field, class: kind, subjectId: accountId },
        ...(was === null ? {} : { before: was }),
        ...(is === null ? {} : { after: is }),
      });
  };
  for (const key of Object.keys(PERSONAL) as (keyof typeof PERSONAL)[])
    note(PERSONAL[key], 'personal', before?.[key] ?? null, after?.[key] ?? null);
  note('emails', 'personal', addressesOf(before), addressesOf(after));
  note('external_id', 'technical', before?.externalId ?? null, after?.externalId ?? null);
  note('is_active', 'technical', before?.active ?? null, after?.active ?? null);
}

const addressesOf = (draft: UserDraft | null): string | null =>
  draft && draft.emails.length > 0 ? draft.emails.map(({ value }) => value).join(', ') : null;

/** Notes what became of the membership. */
export function noteMembership(change: Change, accountId: string, done: MembershipChange): void {
  const fact = { entity: 'DirectoryUser', id: accountId, class: 'technical' } as const;
  if (done.joined) change.note({ ...fact, field: 'membership', after: 'begun' });
  if (done.went) change.note({ ...fact, field: 'membership', after: 'ended' });
  if (done.endedSessions > 0) change.note({ ...fact, field: 'ended_sessions', after: done.endedSessions });
  if (done.endedGrants.length > 0)
    change.note({ ...fact, field: 'ended_grants', after: done.endedGrants.length });
  if (done.leftAlone > 0) change.note({ ...fact, field: 'spaces_left_alone', after: done.leftAlone });
}

/** Notes who came into a group and who went, by name as far as an entry holds names. */
export function noteMoves(change: Change, moves: readonly GroupMove[]): void {
  const named = moves.slice(0, MOST_NAMED);
  for (const { accountId, isIn } of named)
    change.note({
      ...{ entity: 'GroupMember', id: accountId, class: 'technical', field: 'account_id' },
      ...(isIn ? { after: accountId } : { before: accountId }),
    });
  const rest = moves.length - named.length;
  if (rest > 0)
    change.note({ entity: 'GroupMember', id: '', class: 'technical', field: 'further_people', after: rest });
}

const MOST_NAMED = 200;
