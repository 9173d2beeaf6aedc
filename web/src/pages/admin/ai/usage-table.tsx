import { Button } from '@mantine/core';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { AiUsageQuery } from '../../../gql/graphql.ts';
import type { MessageId } from '../../../i18n/catalogue.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Person } from '../../../ui/person.tsx';
import { Table } from '../../../ui/table.tsx';

type Entry = AiUsageQuery['aiUsage']['rows'][number];

const KINDS: Readonly<Record<Entry['kind'], MessageId>> = {
  ANSWER: 'usage.kind.ANSWER',
  SUMMARISE: 'usage.kind.SUMMARISE',
  REWRITE: 'usage.kind.REWRITE',
  TRANSLATE: 'usage.kind.TRANSLATE',
};

const AT_FIRST = 50;

/** What was used by day, person and purpose, newest first. */
export function UsageTable({ rows }: { rows: readonly Entry[] }) {
  const t = useText();
  const dates = useDates();
  const intl = useIntl();
  const [shown, setShown] = useState(AT_FIRST);
  const sorted = rows.toSorted((a, b) => b.day.localeCompare(a.day));
  return (
    <>
      <Table
        label={t('usage.table')}
        head={[
          t('usage.day'),
          t('field.person'),
          t('usage.kind'),
          t('usage.calls'),
          t('usage.unanswered'),
          t('usage.in'),
          t('usage.out'),
        ]}
        rows={sorted.slice(0, shown).map((entry) => ({
          key: `${entry.day} ${entry.person?.id ?? ''} ${entry.kind}`,
          cells: [
            dates.day(entry.day),
            <Person key="person" user={entry.person} />,
            t(KINDS[entry.kind]),
            intl.formatNumber(entry.requests),
            intl.formatNumber(entry.unanswered),
            intl.formatNumber(entry.promptTokens),
            intl.formatNumber(entry.completionTokens),
          ],
        }))}
      />
      {sorted.length > shown && (
        <Button variant="subtle" mt="sm" onClick={() => setShown(shown + 200)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}
