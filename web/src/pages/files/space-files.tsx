import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconSearch, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useUpload } from '../../client/uploads/use-upload.ts';
import { useText } from '../../i18n/text.ts';
import { WindowDrop } from '../../ui/drop-zone.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import type { SpaceView } from '../space/space-view.ts';
import { FileList } from './file-list.tsx';
import { FileTrash } from './file-trash.tsx';
import { FileUsage } from './file-usage.tsx';
import { listOrderOf } from './list-order.ts';
import classes from './files.module.css';

const FileDialog = lazy(() => import('./file-dialog.tsx'));

/** A Space's files: search, order, trash and the open file are in the address. */
export default function SpaceFiles({ space }: { space: SpaceView }) {
  const t = useText();
  const { slug } = useOrganization();
  const upload = useUpload();
  const [params, setParams] = useSearchParams();
  const mayWrite = can(space.viewerCan, 'DOCUMENT_WRITE') && !space.archivedAt;
  const trash = params.has('trash') && can(space.viewerCan, 'DOCUMENT_TRASH');
  const search = useSearchText();
  const opened = params.get('file');
  const set = (name: string, value: string | null) =>
    setParams((before) => {
      if (value === null) before.delete(name);
      else before.set(name, value);
      return before;
    });
  return (
    <>
      <div className={classes.tools}>
        {trash ? (
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} />}
            onClick={() => set('trash', null)}
          >
            {t('files.showFiles')}
          </Button>
        ) : (
          <TextInput
            type="search"
            className={classes.search}
            aria-label={t('files.search')}
            placeholder={t('files.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={search.text}
            onChange={(event) => search.setText(event.currentTarget.value)}
          />
        )}
        <FileUsage />
        {!trash && can(space.viewerCan, 'DOCUMENT_TRASH') && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={16} />}
            onClick={() => set('trash', '')}
          >
            {t('files.showTrash')}
          </Button>
        )}
      </div>
      {trash ? (
        <FileTrash spaceId={space.id} onOpen={(id) => set('file', id)} />
      ) : (
        <FileList
          space={space}
          search={search.asked}
          order={listOrderOf(params)}
          mayWrite={mayWrite}
          onOpen={(id) => set('file', id)}
        />
      )}
      {mayWrite && !trash && (
        <WindowDrop
          title={t('files.drop')}
          text={t('files.drop.text', { place: space.name })}
          onFiles={(files) => void upload(files, { organization: slug, spaceId: space.id })}
        />
      )}
      <Suspense>
        {opened && <FileDialog key={opened} id={opened} onClose={() => set('file', null)} />}
      </Suspense>
    </>
  );
}

/** What is typed, and, once typing rests, what is asked for and stands in the address. */
function useSearchText() {
  const [params, setParams] = useSearchParams();
  const [text, setText] = useState(params.get('q') ?? '');
  const [asked] = useDebouncedValue(text.trim(), 250);
  useEffect(() => {
    setParams(
      (before) => {
        if ((before.get('q') ?? '') === asked) return before;
        if (asked) before.set('q', asked);
        else before.delete('q');
        return before;
      },
      { replace: true },
    );
  }, [asked, setParams]);
  return { text, setText, asked };
}
