import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAnswer } from '../../client/use-answer.ts';
import { SuccessorsDocument, type LeavingQuery } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';

type Leaving = NonNullable<LeavingQuery['organization']>['leaving'];
type LeftSpace = Leaving['spacesLeftAlone'][number];

/** Who takes over which Space; by Space. */
export type Heirs = Readonly<Record<string, string>>;

/** As many as one answer holds; those who leave are among them. */
const MOST = 100;

interface Props {
  memberIds: readonly string[];
  heirs: Heirs;
  onHeirs: (heirs: Heirs) => void;
}

/** Asks for each Space who takes over; who may not see the members is told whom to ask instead. */
export function SuccessorFields({ spaces, ...rest }: Props & { spaces: readonly LeftSpace[] }) {
  const t = useText();
  const { failure, reload } = useAnswer(SuccessorsDocument, { first: MOST, search: null });
  if (failure?.code === 'FORBIDDEN') {
    const names = spaces.map(({ name }) => name ?? t('members.heir.hidden')).join(', ');
    return <Notice tone="warn">{t('members.heir.unseen', { spaces: names })}</Notice>;
  }
  return (
    <>
      <Notice tone="warn">{t('members.heir.needed')}</Notice>
      {failure && <FailureNotice failure={failure} onRetry={reload} />}
      {spaces.map((space) => (
        <SuccessorField key={space.id} {...rest} space={space} />
      ))}
    </>
  );
}

/** Searched on the server, so that every one of a thousand members can take over. */
function SuccessorField({ space, memberIds, heirs, onHeirs }: Props & { space: LeftSpace }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [search] = useDebouncedValue(typed === chosen?.label ? '' : typed.trim(), 200);
  const { data, failure, reload } = useAnswer(SuccessorsDocument, { first: MOST, search: search || null });
  const found = (data?.organization?.members.edges ?? [])
    .filter(({ node }) => !node.until && node.user && !memberIds.includes(node.id))
    .map(({ node }) => ({ value: node.user?.id ?? '', label: node.user?.name ?? '' }));
  const isMissing = chosen && !found.some(({ value }) => value === chosen.value);
  return (
    <>
      <Select
        label={t('members.heir', { space: space.name ?? t('members.heir.hidden') })}
        description={space.mayAppoint ? undefined : t('members.heir.other')}
        placeholder={t('access.search')}
        nothingFoundMessage={t('access.nobody')}
        disabled={!space.mayAppoint}
        data={isMissing ? [chosen, ...found] : found}
        // The server searched already.
        filter={({ options }) => options}
        searchable
        value={heirs[space.id] ?? null}
        onSearchChange={setTyped}
        onChange={(userId, option) => {
          if (!userId) return;
          setChosen({ value: userId, label: option?.label ?? '' });
          onHeirs({ ...heirs, [space.id]: userId });
        }}
      />
      {search && failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
    </>
  );
}
