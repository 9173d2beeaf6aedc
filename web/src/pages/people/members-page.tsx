import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLifebuoy, IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Page } from '../../ui/page.tsx';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import { InvitationList } from './invitation-list.tsx';
import { filterOf, MemberFilter, type MemberFilterState } from './member-filter.tsx';
import { MemberList } from './member-list.tsx';

const InviteDialog = lazy(() => import('./invite-dialog.tsx'));

/** The people of an Organization, and those who are invited. */
export default function MembersPage() {
  const t = useText();
  const { viewerCan, viewerRole } = useOrganization();
  const [filter, setFilter] = useFilterInAddress();
  const [asked] = useDebouncedValue(filter.search.trim(), 200);
  const [inviting, setInviting] = useState(false);
  const mayInvite = can(viewerCan, 'MEMBER_INVITE');
  return (
    <Page
      wide
      title={t('members.title')}
      text={t('members.text')}
      top={<TopBar crumbs={[]} />}
      actions={
        <>
          {viewerRole.id === 'organization.owner' && (
            <Button
              component={Link}
              to="resets"
              variant="subtle"
              color="gray"
              leftSection={<IconLifebuoy size={16} aria-hidden />}
            >
              {t('members.resets')}
            </Button>
          )}
          {mayInvite && (
            <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
              {t('invite.action')}
            </Button>
          )}
        </>
      }
    >
      {mayInvite && <InvitationList />}
      <MemberFilter value={filter} onChange={setFilter} />
      <MemberList
        key={`${asked}|${filter.role ?? ''}|${filter.state ?? ''}`}
        search={asked}
        filter={filterOf(filter)}
        mayManage={can(viewerCan, 'MEMBER_MANAGE')}
      />
      <Suspense>{inviting && <InviteDialog onClose={() => setInviting(false)} />}</Suspense>
    </Page>
  );
}

/** The filter, kept in the address so that a link leads to the same list. */
function useFilterInAddress(): [MemberFilterState, (value: MemberFilterState) => void] {
  const [params, setParams] = useSearchParams();
  const state = params.get('state');
  const [filter, setFilter] = useState<MemberFilterState>({
    search: params.get('q') ?? '',
    role: params.get('role'),
    state: state === 'ending' || state === 'noFactor' ? state : null,
  });
  useEffect(() => {
    const { search, role, state: narrowed } = filter;
    setParams(
      {
        ...(search.trim() ? { q: search.trim() } : {}),
        ...(role ? { role } : {}),
        ...(narrowed ? { state: narrowed } : {}),
      },
      { replace: true },
    );
  }, [filter, setParams]);
  return [filter, setFilter];
}
