import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Page } from '../../ui/page.tsx';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import { InvitationList } from './invitation-list.tsx';
import { MemberList } from './member-list.tsx';

const InviteDialog = lazy(() => import('./invite-dialog.tsx'));

/** The people of an Organization, and those who are invited. */
export default function MembersPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState(params.get('q') ?? '');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [inviting, setInviting] = useState(false);
  const mayInvite = can(viewerCan, 'MEMBER_INVITE');
  useEffect(() => setParams(asked ? { q: asked } : {}, { replace: true }), [asked, setParams]);
  return (
    <Page
      wide
      title={t('members.title')}
      text={t('members.text')}
      top={<TopBar crumbs={[]} />}
      actions={
        mayInvite && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
            {t('invite.action')}
          </Button>
        )
      }
    >
      {mayInvite && <InvitationList />}
      <TextInput
        type="search"
        mb="md"
        aria-label={t('members.search')}
        placeholder={t('members.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <MemberList key={asked} search={asked} />
      <Suspense>{inviting && <InviteDialog onClose={() => setInviting(false)} />}</Suspense>
    </Page>
  );
}
