import { Badge } from '@mantine/core';
import { IconFileText, IconFolders } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { OwnedDraftsDocument, RecentDocumentsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { OwnRequests } from '../people/own-requests.tsx';
import { DocumentList } from '../space/document-list.tsx';
import { TopBar } from './frame/top-bar.tsx';
import { can, useOrganization } from './organization-context.ts';
import classes from './home.module.css';

const CreateSpace = lazy(() => import('./create-space.tsx'));

/** The start of an Organization: what waits for oneself, what changed, the Spaces. */
export default function HomePage() {
  const t = useText();
  const organization = useOrganization();
  const drafts = useAnswer(OwnedDraftsDocument, {}).data?.ownedDrafts ?? [];
  const recent = useAnswer(RecentDocumentsDocument, {});
  const documents = recent.data?.recentDocuments;
  return (
    <Page
      title={organization.name}
      text={<Badge color="gray">{organization.viewerRole.name}</Badge>}
      top={<TopBar crumbs={[]} />}
    >
      {drafts.length > 0 && (
        <Section title={t('home.drafts')} text={t('home.drafts.text')}>
          <DocumentList documents={drafts} withSpace />
        </Section>
      )}
      <OwnRequests since={lately()} />
      {organization.spaces.length === 0 ? (
        <NoSpaces />
      ) : (
        <>
          <Section title={t('frame.spaces')}>
            <Spaces />
          </Section>
          <Section title={t('home.recent')}>
            {recent.failure && !documents && (
              <FailureNotice failure={recent.failure} onRetry={recent.reload} />
            )}
            {recent.loading && <ListSkeleton />}
            {documents?.length === 0 && (
              <Empty icon={<IconFileText size={22} />} title={t('home.recent.empty')}>
                {t('home.recent.emptyText')}
              </Empty>
            )}
            {documents && documents.length > 0 && <DocumentList documents={documents} withSpace />}
          </Section>
        </>
      )}
    </Page>
  );
}

/** What was decided longer ago is not news. */
const lately = (): Date => new Date(Date.now() - 14 * 86_400_000);

function Spaces() {
  const { spaces, slug } = useOrganization();
  return (
    <ul className={classes.spaces}>
      {spaces.map((space) => (
        <li key={space.id}>
          <Link to={`/o/${slug}/s/${space.id}`} className={classes.space}>
            <b>{space.name}</b>
            <span>{space.description}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function NoSpaces() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [creating, setCreating] = useState(false);
  const mayCreate = can(viewerCan, 'SPACE_CREATE');
  return (
    <>
      <Empty
        icon={<IconFolders size={22} />}
        title={t('home.noSpaces')}
        action={mayCreate && <Button onClick={() => setCreating(true)}>{t('space.create')}</Button>}
      >
        {mayCreate ? t('home.noSpaces.create') : t('home.noSpaces.ask')}
      </Empty>
      <Suspense>{creating && <CreateSpace onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
