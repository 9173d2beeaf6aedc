import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { PeopleToChooseDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import classes from './groups.module.css';

/** Several members, found by name or mail address. */
export function PeopleSelect(props: {
  value: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const t = useText();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  const answer = useAnswer(PeopleToChooseDocument, { search: asked || null });
  const found = (answer.data?.organization?.members.edges ?? []).flatMap(({ node }) => node.user ?? []);
  // Whoever was chosen keeps a name when the next search does not find them.
  const known = useRef(new Map<string, string>());
  for (const { id, name, email } of found) known.current.set(id, email ? `${name} (${email})` : name);
  const ids = [...new Set([...props.value, ...found.map(({ id }) => id)])];
  return (
    <MultiSelect
      label={t('group.people')}
      placeholder={props.value.length === 0 ? t('access.search') : undefined}
      searchable
      hidePickedOptions
      openOnFocus={false}
      classNames={{ inputField: classes.field }}
      maxValues={200}
      data={ids.map((id) => ({ value: id, label: known.current.get(id) ?? id }))}
      value={[...props.value]}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={props.onChange}
      nothingFoundMessage={t('access.nobody')}
      data-autofocus
    />
  );
}
