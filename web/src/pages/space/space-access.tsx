import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  GrantSpaceAccessDocument,
  MembersDocument,
  RevokeSpaceAccessDocument,
  SpaceGrantsDocument,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Person } from '../../ui/person.tsx';
import { RoleSelect } from '../../ui/role-select.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { useGrantableRoles } from '../people/use-roles.ts';
import type { SpaceView } from './space-view.ts';
import classes from './space.module.css';

/** Who may do what in a Space; giving and taking access. */
export default function SpaceAccess({ space }: { space: SpaceView }) {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(SpaceGrantsDocument, { id: space.id });
  const revoke = useAction(RevokeSpaceAccessDocument);
  const grant = useAction(GrantSpaceAccessDocument);
  const grants = data?.space?.grants ?? [];
  const take = async (one: (typeof grants)[number]) => {
    const { failure: refused } = await revoke.attempt({ grantId: one.id });
    if (refused) {
      saidFailed(refused, t);
      return;
    }
    const userId = one.user?.id;
    const undo = userId && {
      label: t('action.undo'),
      run: () => void grant.attempt({ input: { spaceId: space.id, userId, role: one.role.id } }),
    };
    saidDone(t('access.revoked', { name: one.user?.name ?? '' }), undo || undefined);
  };
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  return (
    <>
      <GiveAccess spaceId={space.id} />
      {loading ? (
        <ListSkeleton />
      ) : (
        <Table
          label={t('access.title')}
          head={[t('field.person'), t('field.role'), t('access.grantedBy'), t('access.since'), '']}
          rows={grants.map((one) => ({
            key: one.id,
            cells: [
              <Person key="person" user={one.user} />,
              <Tooltip key="role" label={one.role.description}>
                <span>{one.role.name}</span>
              </Tooltip>,
              <Person key="by" user={one.grantedBy} bare />,
              <Time key="since" at={one.validFrom} />,
              <Tooltip key="revoke" label={t('access.revoke')}>
                <ActionIcon
                  color="red"
                  aria-label={t('access.revokeFor', { name: one.user?.name ?? '' })}
                  onClick={() => void take(one)}
                >
                  <IconUserMinus size={17} />
                </ActionIcon>
              </Tooltip>,
            ],
          }))}
        />
      )}
    </>
  );
}

function GiveAccess({ spaceId }: { spaceId: string }) {
  const t = useText();
  const grant = useAction(GrantSpaceAccessDocument);
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  const [userId, setUserId] = useState<string | null>(null);
  const [role, setRole] = useState('space.viewer');
  const roles = useGrantableRoles(spaceId);
  const members =
    useAnswer(MembersDocument, { first: 50, search: asked || null }).data?.organization?.members.edges ?? [];
  const people = members.flatMap(({ node }) => node.user ?? []);
  const submit = async () => {
    if (!userId) return;
    if (await grant.run({ input: { spaceId, userId, role } })) {
      saidDone(t('access.granted'));
      setUserId(null);
      setSearch('');
    }
  };
  return (
    <div className={classes.give}>
      <div className={classes.fields}>
        <Select
          label={t('field.person')}
          placeholder={t('access.search')}
          searchable
          data={people.map((user) => ({
            value: user.id,
            label: user.email ? `${user.name} (${user.email})` : user.name,
          }))}
          value={userId}
          searchValue={search}
          onSearchChange={setSearch}
          onChange={setUserId}
          nothingFoundMessage={t('access.nobody')}
        />
        <RoleSelect label={t('field.role')} roles={roles} value={role} onChange={setRole} />
        <Button mt={24} disabled={!userId} loading={grant.busy} onClick={() => void submit()}>
          {t('access.give')}
        </Button>
      </div>
      {grant.failure && <FailureNotice failure={grant.failure} />}
    </div>
  );
}
