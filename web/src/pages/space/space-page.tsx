import { Badge, Button, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { SpaceDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ListSkeleton, PageSkeleton } from '../../ui/skeletons.tsx';
import { Missing } from '../document/missing.tsx';
import { useCreateDocument } from '../document/use-create-document.ts';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import { UploadButton } from '../files/upload-button.tsx';
import { SpaceDocuments } from './space-documents.tsx';
import type { SpaceView } from './space-view.ts';

const SpaceAccess = lazy(() => import('./space-access.tsx'));
const SpaceTrash = lazy(() => import('./space-trash.tsx'));
const SpaceArchive = lazy(() => import('./space-archive.tsx'));
const SpaceFiles = lazy(() => import('../files/space-files.tsx'));
const SpaceSettings = lazy(() => import('./space-settings.tsx'));

/**
 * One Space: its documents and files, and for those who may: archive, trash, access, settings; the tab is in the
 * address, which for files is a place of its own.
 */
export default function SpacePage({ showsFiles = false }: { showsFiles?: boolean }) {
  const { space: id = '' } = useParams();
  const { data, failure, loading, reload } = useAnswer(SpaceDocument, { id });
  const space = data?.space;
  if (space?.id === id) return <OneSpace key={id} space={space} showsFiles={showsFiles} />;
  if (loading) {
    return (
      <>
        <TopBar crumbs={[]} />
        <PageSkeleton />
      </>
    );
  }
  return (
    <>
      <TopBar crumbs={[]} />
      {failure && !['NOT_FOUND', 'FORBIDDEN'].includes(failure.code) ? (
        <main id="main" tabIndex={-1}>
          <FailureNotice failure={failure} onRetry={reload} />
        </main>
      ) : (
        <Missing key={id} target={{ spaceId: id }} />
      )}
    </>
  );
}

function OneSpace({ space, showsFiles }: { space: SpaceView; showsFiles: boolean }) {
  const tabs = useTabs(space);
  const [params] = useSearchParams();
  const go = useGo(space.id);
  const asked = showsFiles ? 'files' : (params.get('tab') ?? 'documents');
  const tab = tabs.some(({ value }) => value === asked) ? asked : 'documents';
  return (
    <Page
      wide
      title={space.name}
      text={space.description}
      top={<SpaceBar space={space} />}
      actions={<SpaceActions space={space} tab={tab} />}
    >
      <Tabs value={tab} keepMounted={false} onChange={go}>
        <Tabs.List mb="md">
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<ListSkeleton />}>
          {tabs.map(({ value, content }) => (
            <Tabs.Panel key={value} value={value}>
              {content}
            </Tabs.Panel>
          ))}
        </Suspense>
      </Tabs>
    </Page>
  );
}

function SpaceBar({ space }: { space: SpaceView }) {
  const t = useText();
  return (
    <TopBar crumbs={[]} state={space.archivedAt ? <Badge color="gray">{t('state.archived')}</Badge> : null} />
  );
}

/** The next step on a tab, for those who may. */
function SpaceActions({ space, tab }: { space: SpaceView; tab: string }) {
  const t = useText();
  const { slug } = useOrganization();
  const create = useCreateDocument(slug);
  if (!can(space.viewerCan, 'DOCUMENT_WRITE') || space.archivedAt) return null;
  if (tab === 'files') return <UploadButton spaceId={space.id} />;
  return (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => void create({ spaceId: space.id, parentId: null })}
    >
      {t('document.create')}
    </Button>
  );
}

/** Leads from tab to tab: the address says which. */
function useGo(spaceId: string): (tab: string | null) => void {
  const { slug } = useOrganization();
  const navigate = useNavigate();
  return (tab) => {
    const here = `/o/${slug}/s/${spaceId}`;
    const rest = tab === null || tab === 'documents' ? '' : tab === 'files' ? '/files' : `?tab=${tab}`;
    void navigate(here + rest);
  };
}

/** The parts of a Space that the person may see. */
function useTabs(space: SpaceView) {
  const t = useText();
  const may = (permission: Parameters<typeof can>[1]) => can(space.viewerCan, permission);
  return [
    {
      value: 'documents',
      label: t('space.documents'),
      shown: true,
      content: <SpaceDocuments space={space} />,
    },
    {
      value: 'files',
      label: t('files.title'),
      shown: may('DOCUMENT_READ'),
      content: <SpaceFiles space={space} />,
    },
    {
      value: 'archive',
      label: t('space.archive'),
      shown: may('DOCUMENT_READ'),
      content: <SpaceArchive space={space} />,
    },
    {
      value: 'trash',
      label: t('trash.title'),
      shown: may('DOCUMENT_TRASH'),
      content: <SpaceTrash space={space} />,
    },
    {
      value: 'access',
      label: t('access.title'),
      shown: may('SPACE_SHARE'),
      content: <SpaceAccess space={space} />,
    },
    {
      value: 'settings',
      label: t('settings.title'),
      shown: may('SPACE_UPDATE') || may('SPACE_DELETE'),
      content: <SpaceSettings space={space} />,
    },
  ].filter(({ shown }) => shown);
}
