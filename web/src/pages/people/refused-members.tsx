import { useText } from '../../i18n/text.ts';
import type { Failure } from '../../ui/failure.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import type { MemberView } from './member-view.ts';

/** Why a change of many was refused: by name, where the server named somebody. */
export function RefusedMembers(props: { failure: Failure; members: readonly MemberView[] }) {
  const t = useText();
  const { failure, members } = props;
  const names = refusedIn(failure).map(({ memberId, code }) => {
    const name = members.find(({ id }) => id === memberId)?.user?.name ?? t('person.unknown');
    return t(code === 'LAST_OWNER' ? 'members.refused.lastOwner' : 'members.refused.forbidden', { name });
  });
  if (names.length === 0) return <FailureNotice failure={failure} />;
  return (
    <FailureNotice failure={{ ...failure, message: t('members.refused', { names: names.join(', ') }) }} />
  );
}

function refusedIn({ details }: Failure): { memberId: string; code: string }[] {
  const refused: unknown = details?.['refused'];
  if (!Array.isArray(refused)) return [];
  return refused.filter(
    (each): each is { memberId: string; code: string } =>
      typeof each === 'object' && each !== null && 'memberId' in each && 'code' in each,
  );
}
