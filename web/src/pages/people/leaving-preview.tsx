import { useAnswer } from '../../client/use-answer.ts';
import { LeavingDocument, type LeavingQuery } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { SuccessorFields, type Heirs } from './successor-fields.tsx';

type Leaving = NonNullable<LeavingQuery['organization']>['leaving'];

/** What goes with members and what they leave behind; asks who takes over where nobody would be in charge. */
export function useLeaving(memberIds: readonly string[]) {
  const answer = useAnswer(LeavingDocument, { memberIds: [...memberIds] }, { policy: 'network-only' });
  const leaving = answer.data?.organization?.leaving;
  const isReady = (heirs: Heirs) => leaving?.spacesLeftAlone.every(({ id }) => heirs[id]) ?? false;
  return { ...answer, leaving, isReady };
}

/** The preview with its questions. */
export function LeavingPreview(props: {
  answer: ReturnType<typeof useLeaving>;
  memberIds: readonly string[];
  heirs: Heirs;
  onHeirs: (heirs: Heirs) => void;
}) {
  const t = useText();
  const { leaving, failure, reload } = props.answer;
  if (failure && !leaving) return <FailureNotice failure={failure} onRetry={reload} />;
  if (!leaving) return <ListSkeleton rows={2} />;
  return (
    <>
      <Table
        label={t('members.lose')}
        head={[t('field.name'), t('members.lose'), t('members.behind')]}
        rows={leaving.members.map((member) => ({
          key: member.id,
          cells: [
            member.user?.name ?? t('person.unknown'),
            <Counts key="lose" texts={losses(t, member)} />,
            <Counts key="behind" texts={leftBehind(t, member)} />,
          ],
        }))}
      />
      {leaving.spacesLeftAlone.length > 0 && <SuccessorFields {...props} spaces={leaving.spacesLeftAlone} />}
    </>
  );
}

type Text = ReturnType<typeof useText>;
type Member = Leaving['members'][number];

function losses(t: Text, { spaces, groups, requests }: Member): string[] {
  return [
    ...(spaces ? [t('members.lose.spaces', { count: spaces })] : []),
    ...(groups ? [t('members.lose.groups', { count: groups })] : []),
    ...(requests ? [t('members.lose.requests', { count: requests })] : []),
  ];
}

function leftBehind(t: Text, { documents, serviceAccounts, invitations }: Member): string[] {
  return [
    ...(documents ? [t('members.behind.documents', { count: documents })] : []),
    ...(serviceAccounts ? [t('members.behind.services', { count: serviceAccounts })] : []),
    ...(invitations ? [t('members.behind.invitations', { count: invitations })] : []),
  ];
}

function Counts({ texts }: { texts: readonly string[] }) {
  const t = useText();
  return texts.length === 0 ? <span className="k-dim">{t('members.lose.nothing')}</span> : texts.join(', ');
}
