import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  GrantSpaceAccessDocument,
  GroupsToChooseDocument,
  PeopleToChooseDocument,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { RoleSelect } from '../../ui/role-select.tsx';
import { saidDone } from '../../ui/toast.ts';
import { momentOf, UntilField } from '../../ui/until-field.tsx';
import { useGrantableRoles } from '../people/use-roles.ts';
import classes from './space.module.css';

/** Gives a person or a group a role in a Space, for good or until a moment. */
export function GiveAccess({ spaceId }: { spaceId: string }) {
  const t = useText();
  const grant = useAction(GrantSpaceAccessDocument);
  const [search, setSearch] = useState('');
  const [who, setWho] = useState<string | null>(null);
  const [role, setRole] = useState('space.viewer');
  const [until, setUntil] = useState('');
  const { roles, ...unreadRoles } = useGrantableRoles(spaceId);
  const { choices, ...unread } = useChoices(search);
  const submit = async () => {
    if (!who) return;
    const [kind, id] = who.split(' ');
    const principal = kind === 'group' ? { groupId: id } : { userId: id };
    if (await grant.run({ input: { spaceId, ...principal, role, until: momentOf(until) } })) {
      saidDone(t('access.granted'));
      setWho(null);
      setSearch('');
      setUntil('');
    }
  };
  const { failure } = grant;
  return (
    <div className={classes.give}>
      <div className={classes.fields}>
        <Select
          label={t('share.who')}
          placeholder={t('access.search')}
          searchable
          data={choices}
          value={who}
          searchValue={search}
          onSearchChange={setSearch}
          onChange={setWho}
          nothingFoundMessage={t('access.nobody')}
        />
        <RoleSelect label={t('field.role')} roles={roles} value={role} onChange={setRole} />
        <UntilField
          value={until}
          onChange={setUntil}
          error={failure?.field === 'until' ? failure.message : undefined}
        />
        <Button mt={24} disabled={!who} loading={grant.busy} onClick={() => void submit()}>
          {t('access.give')}
        </Button>
      </div>
      {unread.failure && <FailureNotice failure={unread.failure} onRetry={unread.reload} />}
      {unreadRoles.failure && <FailureNotice failure={unreadRoles.failure} onRetry={unreadRoles.reload} />}
      {failure && failure.field !== 'until' && <FailureNotice failure={failure} />}
    </div>
  );
}

/** People who match what is typed, and the groups. */
function useChoices(search: string) {
  const t = useText();
  const [asked] = useDebouncedValue(search, 200);
  const people = useAnswer(PeopleToChooseDocument, { search: asked || null });
  const groups = useAnswer(GroupsToChooseDocument, {});
  const users = (people.data?.organization?.members.edges ?? []).flatMap(({ node }) => node.user ?? []);
  const choices = [
    {
      group: t('share.people'),
      items: users.map(({ id, name, email }) => ({
        value: `user ${id}`,
        label: email ? `${name} (${email})` : name,
      })),
    },
    {
      group: t('group.title'),
      items: (groups.data?.organization?.groups ?? []).map(({ id, name }) => ({
        value: `group ${id}`,
        label: name,
      })),
    },
  ];
  return {
    choices,
    failure: (people.data ? null : people.failure) ?? (groups.data ? null : groups.failure),
    reload: () => {
      people.reload();
      groups.reload();
    },
  };
}
