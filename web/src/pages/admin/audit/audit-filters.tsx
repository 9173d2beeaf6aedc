import { Button, CloseButton, MultiSelect, Popover, Select, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { AuditActionsDocument, MembersDocument, type AuditOutcome } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { AuditQuery } from './audit-filter.ts';
import classes from './audit.module.css';

const OUTCOMES: readonly AuditOutcome[] = ['OK', 'DENIED', 'FAILED'];

interface FilterProps {
  query: AuditQuery;
  onChange: (query: AuditQuery) => void;
}

/** What narrows the trail down, as chips; a chip's cross takes it away. */
export function AuditFilters({ query, onChange }: FilterProps) {
  const t = useText();
  const dates = useDates();
  const { spaces } = useOrganization();
  const names = useNames();
  const chips: { key: keyof AuditQuery; text: string; without: AuditQuery }[] = [
    ...(query.from ? [chip('from', t('audit.chip.from', { day: dates.day(`${query.from}T12:00`) }))] : []),
    ...(query.to ? [chip('to', t('audit.chip.to', { day: dates.day(`${query.to}T12:00`) }))] : []),
    ...(query.actor
      ? [chip('actor', t('audit.chip.actor', { name: names.people.get(query.actor) ?? query.actor }))]
      : []),
    ...query.actions.map((action) => ({
      key: 'actions' as const,
      text: names.actions.get(action) ?? action,
      without: { ...query, actions: query.actions.filter((one) => one !== action) },
    })),
    ...(query.space
      ? [
          chip(
            'space',
            t('audit.chip.space', { name: spaces.find(({ id }) => id === query.space)?.name ?? '' }),
          ),
        ]
      : []),
    ...(query.subject ? [chip('subject', t('audit.chip.subject'))] : []),
    ...(query.outcome ? [chip('outcome', t(`outcome.${query.outcome}`))] : []),
  ];
  function chip(key: keyof AuditQuery, text: string) {
    return { key, text, without: { ...query, [key]: null } };
  }
  return (
    <div className={classes.filters}>
      <FilterPopover query={query} onChange={onChange} names={names} />
      {chips.map(({ key, text, without }) => (
        <span key={`${key}${text}`} className={classes.chip}>
          {text}
          <CloseButton
            size={24}
            iconSize={13}
            aria-label={t('audit.chip.remove', { text })}
            onClick={() => onChange(without)}
          />
        </span>
      ))}
    </div>
  );
}

interface Names {
  people: ReadonlyMap<string, string>;
  actions: ReadonlyMap<string, string>;
}

function useNames(): Names {
  const { viewerCan } = useOrganization();
  const actions = useAnswer(AuditActionsDocument, {}, { policy: 'cache-first' }).data?.auditActions ?? [];
  const members = useAnswer(MembersDocument, { first: 100 }, { pause: !can(viewerCan, 'MEMBER_READ') }).data;
  const users = (members?.organization?.members.edges ?? []).flatMap(({ node }) => node.user ?? []);
  return {
    people: new Map(users.map((user) => [user.id, user.name])),
    actions: new Map(actions.map(({ name, label }) => [name, label])),
  };
}

function FilterPopover({ query, onChange, names }: FilterProps & { names: Names }) {
  const t = useText();
  const { spaces } = useOrganization();
  const [opened, setOpened] = useState(false);
  const options = (map: ReadonlyMap<string, string>) => [...map].map(([value, label]) => ({ value, label }));
  // Lists inside must open inside, or a choice in them would count as a click outside.
  const inside = { withinPortal: false };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFilter size={15} />}
          onClick={() => setOpened(!opened)}
        >
          {t('audit.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.fields}>
        <div className={classes.days}>
          <TextInput
            type="date"
            label={t('audit.from')}
            value={query.from ?? ''}
            onChange={(event) => onChange({ ...query, from: event.currentTarget.value || null })}
          />
          <TextInput
            type="date"
            label={t('audit.to')}
            value={query.to ?? ''}
            onChange={(event) => onChange({ ...query, to: event.currentTarget.value || null })}
          />
        </div>
        {names.people.size > 0 && (
          <Select
            label={t('field.person')}
            searchable
            clearable
            comboboxProps={inside}
            data={options(names.people)}
            value={query.actor}
            onChange={(actor) => onChange({ ...query, actor })}
          />
        )}
        <MultiSelect
          label={t('audit.actions')}
          searchable
          comboboxProps={inside}
          data={options(names.actions)}
          value={[...query.actions]}
          onChange={(actions) => onChange({ ...query, actions })}
        />
        <Select
          label={t('field.space')}
          clearable
          comboboxProps={inside}
          data={spaces.map((space) => ({ value: space.id, label: space.name }))}
          value={query.space}
          onChange={(space) => onChange({ ...query, space })}
        />
        <Select
          label={t('audit.outcome')}
          clearable
          comboboxProps={inside}
          data={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          value={query.outcome}
          onChange={(outcome) => onChange({ ...query, outcome })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
