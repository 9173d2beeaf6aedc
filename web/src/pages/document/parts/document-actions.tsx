import { Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowBackUp,
  IconEyeOff,
  IconFilePlus,
  IconFolderSymlink,
  IconLink,
  IconLock,
  IconPrinter,
  IconSparkles,
  IconTrash,
  IconUserSearch,
  IconUsers,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { saidDone } from '../../../ui/toast.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import { useCreateDocument } from '../use-create-document.ts';
import { useOpenAtOnce } from '../../../ui/use-on-demand.ts';
import { MoreButton } from './more-button.tsx';
import { useLifeCycle } from './use-life-cycle.ts';

const MoveDialog = lazy(() => import('./move-dialog.tsx'));
const RestrictDialog = lazy(() => import('../restriction/restrict-dialog.tsx'));

/** Everything else one may do with a document. */
export default function DocumentActions({ document }: { document: DocumentView }) {
  const [opened, setOpened] = useOpenAtOnce();
  const t = useText();
  const { slug, viewerCan } = useOrganization();
  const [moving, setMoving] = useState(false);
  const [restricting, setRestricting] = useState(false);
  const create = useCreateDocument(slug);
  const spaceId = document.space?.id;
  const may = (permission: Parameters<typeof can>[1]) => can(document.viewerCan, permission);
  const isLive = !document.archivedAt && !document.trashedAt;
  const copyLink = () => {
    const link = window.location.origin + placeOfDocument(slug, document);
    void navigator.clipboard.writeText(link).then(() => saidDone(t('document.linkCopied')));
  };
  return (
    <>
      <Menu position="bottom-end" width={248} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <MoreButton autoFocus />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={copyLink}>
            {t('document.copyLink')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            {t('action.print')}
          </Menu.Item>
          {can(viewerCan, 'AI_USE') && <SummariseItem document={document} />}
          {spaceId && can(document.space?.viewerCan, 'SPACE_SHARE') && (
            <Menu.Item
              component={Link}
              to={`/o/${slug}/s/${spaceId}?tab=access`}
              leftSection={<IconUsers size={16} />}
            >
              {t('document.whoHasAccess')}
            </Menu.Item>
          )}
          {(can(document.space?.viewerCan, 'SPACE_SHARE') || can(viewerCan, 'ACCESS_REVIEW')) && (
            <Menu.Item
              component={Link}
              to={`/o/${slug}/admin/access?document=${document.id}`}
              leftSection={<IconUserSearch size={16} />}
            >
              {t('review.open')}
            </Menu.Item>
          )}
          {!document.trashedAt && may('DOCUMENT_RESTRICT') && (
            <Menu.Item leftSection={<IconLock size={16} />} onClick={() => setRestricting(true)}>
              {t('restriction.action')}
            </Menu.Item>
          )}
          {isLive && may('DOCUMENT_WRITE') && spaceId && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconFilePlus size={16} />}
                onClick={() => void create({ spaceId, parentId: document.id })}
              >
                {t('document.createBelow')}
              </Menu.Item>
              <Menu.Item leftSection={<IconFolderSymlink size={16} />} onClick={() => setMoving(true)}>
                {t('move.action')}
              </Menu.Item>
            </>
          )}
          <LifeCycleItems document={document} />
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {moving && <MoveDialog document={document} onClose={() => setMoving(false)} />}
        {restricting && <RestrictDialog document={document} onClose={() => setRestricting(false)} />}
      </Suspense>
    </>
  );
}

/** Opens the panel beside the text; the summary itself is asked for there. */
function SummariseItem({ document }: { document: DocumentView }) {
  const t = useText();
  const { slug } = useOrganization();
  const [params] = useSearchParams();
  const query = new URLSearchParams({ panel: 'summary' });
  if (params.get('version') === 'draft') query.set('version', 'draft');
  return (
    <Menu.Item
      component={Link}
      to={`${placeOfDocument(slug, document)}?${query.toString()}`}
      leftSection={<IconSparkles size={16} />}
    >
      {t('summary.action')}
    </Menu.Item>
  );
}

function LifeCycleItems({ document }: { document: DocumentView }) {
  const t = useText();
  const life = useLifeCycle(document);
  const may = (permission: Parameters<typeof can>[1]) => can(document.viewerCan, permission);
  const isLive = !document.archivedAt && !document.trashedAt;
  return (
    <>
      {isLive && may('DOCUMENT_PUBLISH') && document.published && (
        <Menu.Item leftSection={<IconEyeOff size={16} />} onClick={() => void life.unpublish()}>
          {t('publish.withdraw')}
        </Menu.Item>
      )}
      {isLive && may('DOCUMENT_WRITE') && (
        <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => void life.archive()}>
          {t('document.archive')}
        </Menu.Item>
      )}
      {document.archivedAt && !document.trashedAt && may('DOCUMENT_WRITE') && (
        <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => void life.unarchive()}>
          {t('document.unarchive')}
        </Menu.Item>
      )}
      {document.trashedAt && may('DOCUMENT_TRASH') && (
        <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => void life.restore()}>
          {t('trash.restore')}
        </Menu.Item>
      )}
      {!document.trashedAt && may('DOCUMENT_TRASH') && (
        <Menu.Item
          className="k-danger"
          leftSection={<IconTrash size={16} />}
          onClick={() => void life.trash()}
        >
          {t('trash.action')}
        </Menu.Item>
      )}
    </>
  );
}
