import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCalendarTime, IconUserMinus, IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  GrantSpaceAccessDocument,
  RevokeSpaceAccessDocument,
  SpaceGrantsDocument,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { EndText } from '../../ui/end-text.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Person } from '../../ui/person.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { accessLink } from '../admin/access/access-link.ts';
import { can, useOrganization } from '../organization/organization-context.ts';
import { ChangeEndDialog } from './change-end-dialog.tsx';
import { EndedGrants } from './ended-grants.tsx';
import { GiveAccess } from './give-access.tsx';
import { Holder, nameOf, type GrantView } from './holder.tsx';
import type { SpaceView } from './space-view.ts';
import classes from './space.module.css';

/** Who may do what in a Space, people and groups; giving, limiting and taking access, and what has ended. */
export default function SpaceAccess({ space }: { space: SpaceView }) {
  const t = useText();
  const { slug, viewerCan } = useOrganization();
  const withGroups = can(viewerCan, 'MEMBER_READ');
  const { data, failure, loading, reload } = useAnswer(SpaceGrantsDocument, { id: space.id, withGroups });
  const [history, setHistory] = useState(false);
  const grants = data?.space?.grants ?? [];
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  return (
    <>
      <GiveAccess spaceId={space.id} />
      {loading ? (
        <ListSkeleton />
      ) : (
        <Table
          label={t('access.title')}
          head={[
            t('share.who'),
            t('field.role'),
            t('share.until'),
            t('access.grantedBy'),
            t('access.since'),
            '',
          ]}
          rows={grants.map((grant) => ({ key: grant.id, cells: cellsOf(space.id, grant) }))}
        />
      )}
      <Button
        component={Link}
        variant="subtle"
        mt="md"
        leftSection={<IconUserSearch size={16} />}
        to={accessLink(slug, '', { space: space.id })}
      >
        {t('review.open')}
      </Button>
      <Button variant="subtle" mt="md" aria-expanded={history} onClick={() => setHistory(!history)}>
        {t(history ? 'share.history.hide' : 'share.history.show')}
      </Button>
      {history && (
        <div className={classes.history}>
          <EndedGrants spaceId={space.id} withGroups={withGroups} />
        </div>
      )}
    </>
  );
}

const cellsOf = (spaceId: string, grant: GrantView) => [
  <Holder key="who" grant={grant} />,
  <Tooltip key="role" label={grant.role.description}>
    <span>{grant.role.name}</span>
  </Tooltip>,
  <EndText key="until" until={grant.until} />,
  <Person key="by" user={grant.grantedBy} bare />,
  <Time key="since" at={grant.validFrom} />,
  <GrantActions key="actions" spaceId={spaceId} grant={grant} />,
];

function GrantActions({ spaceId, grant }: { spaceId: string; grant: GrantView }) {
  const t = useText();
  const revoke = useAction(RevokeSpaceAccessDocument);
  const give = useAction(GrantSpaceAccessDocument);
  const [changing, setChanging] = useState(false);
  const name = nameOf(grant, t);
  const take = async () => {
    const { failure } = await revoke.attempt({ grantId: grant.id });
    if (failure) {
      saidFailed(failure, t);
      return;
    }
    const { user, group, role, until } = grant;
    const input = { spaceId, userId: user?.id ?? null, groupId: group?.id ?? null, role: role.id, until };
    const back = async () => {
      const again = await give.attempt({ input });
      if (again.failure) saidFailed(again.failure, t);
    };
    const undo = { label: t('action.undo'), run: () => void back() };
    saidDone(t('access.revoked', { name }), user || group ? undo : undefined);
  };
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {(grant.user ?? grant.group) && (
        <Tooltip label={t('share.changeEnd')}>
          <ActionIcon aria-label={t('share.changeEndFor', { name })} onClick={() => setChanging(true)}>
            <IconCalendarTime size={17} />
          </ActionIcon>
        </Tooltip>
      )}{' '}
      <Tooltip label={t('access.revoke')}>
        <ActionIcon
          color="red"
          loading={revoke.busy}
          aria-label={t('access.revokeFor', { name })}
          onClick={() => void take()}
        >
          <IconUserMinus size={17} />
        </ActionIcon>
      </Tooltip>
      {changing && <ChangeEndDialog spaceId={spaceId} grant={grant} onClose={() => setChanging(false)} />}
    </span>
  );
}
