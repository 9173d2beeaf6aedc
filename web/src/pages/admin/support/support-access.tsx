import { Button } from '@mantine/core';
import type { SupportAccessesQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Section } from '../../../ui/page.tsx';
import { Person } from '../../../ui/person.tsx';
import { Table } from '../../../ui/table.tsx';
import { Time } from '../../../ui/time.tsx';
import classes from './support.module.css';

/** A support access, as the page asked for it. */
export type SupportAccessView = NonNullable<SupportAccessesQuery['organization']>['supportAccesses'][number];

/** What is open now: why, until when, where, and who came in. */
export function OpenAccess({ access, onEnd }: { access: SupportAccessView; onEnd: () => void }) {
  const t = useText();
  const dates = useDates();
  return (
    <Section
      title={t('support.isOpen')}
      text={t('support.isOpen.text', { until: dates.dateTime(access.endsAt) })}
      actions={
        <Button color="red.9" size="compact-sm" onClick={onEnd}>
          {t('support.end')}
        </Button>
      }
    >
      <Facts
        rows={[
          [
            t('field.reason'),
            <span key="reason" className={classes.reason}>
              {access.reason}
            </span>,
          ],
          [
            t('support.openedBy'),
            t('support.byAt', {
              name: access.openedBy?.name ?? t('person.unknown'),
              at: dates.dateTime(access.openedAt),
            }),
          ],
          [t('support.spaces'), <Spaces key="spaces" access={access} />],
          [t('support.visits'), <Visits key="visits" access={access} />],
        ]}
      />
    </Section>
  );
}

function Spaces({ access }: { access: SupportAccessView }) {
  const t = useText();
  if (access.spaces.length === 0) return t('support.spaces.none');
  return (
    <ul className={classes.list}>
      {access.spaces.map(({ space, role }, index) => (
        <li key={space?.id ?? index}>
          {t('support.space.role', { space: space?.name ?? t('support.space.hidden'), role: role.name })}
        </li>
      ))}
    </ul>
  );
}

function Visits({ access }: { access: SupportAccessView }) {
  const t = useText();
  if (access.visits.length === 0) return t('support.visits.none');
  return (
    <ul className={classes.list}>
      {access.visits.map(({ id, user, enteredAt }) => (
        <li key={id} className={classes.visit}>
          <Person user={user} />
          <span className="k-dim">
            <Time at={enteredAt} exact />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What was open before, newest first. */
export function PastAccesses({ accesses }: { accesses: readonly SupportAccessView[] }) {
  const t = useText();
  const dates = useDates();
  return (
    <Table
      label={t('support.past')}
      head={[t('field.reason'), t('support.openedBy'), t('support.ended'), t('support.visits')]}
      rows={accesses.map((access) => ({
        key: access.id,
        cells: [
          <span key="reason" className={classes.reason}>
            {access.reason}
          </span>,
          t('support.byAt', {
            name: access.openedBy?.name ?? t('person.unknown'),
            at: dates.dateTime(access.openedAt),
          }),
          access.endedBy
            ? t('support.byAt', { name: access.endedBy.name, at: dates.dateTime(access.endsAt) })
            : t('support.ranOut', { at: dates.dateTime(access.endsAt) }),
          <Visits key="visits" access={access} />,
        ],
      }))}
    />
  );
}
