import { Button, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { onUploaded } from '../../client/uploads/upload-signals.ts';
import { useUpload } from '../../client/uploads/use-upload.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { DocumentFilesDocument } from '../../gql/graphql.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { useOrganization } from '../organization/organization-context.ts';
import { FileMenu } from './file-menu.tsx';
import { FileThumb } from './file-thumb.tsx';
import classes from './attachments.module.css';

const FileDialog = lazy(() => import('./file-dialog.tsx'));

/** The files of a document, those in its text and those beside it. */
export function Attachments(props: { documentId: string; spaceId: string; mayAdd: boolean }) {
  const t = useText();
  const { slug } = useOrganization();
  const upload = useUpload();
  const { documentId, spaceId } = props;
  const { data, failure, reload } = useAnswer(DocumentFilesDocument, { documentId });
  const [opened, setOpened] = useState<string | null>(null);
  useEffect(() => onUploaded((_file, target) => target.spaceId === spaceId && reload()), [spaceId, reload]);
  const files = data?.documentFiles;
  const target = { organization: slug, spaceId, documentId };
  return (
    <section className={classes.attachments} aria-label={t('attachments.title')}>
      <h3>{t('attachments.title')}</h3>
      {failure && !files && <FailureNotice failure={failure} onRetry={reload} />}
      {files?.length === 0 && <p className="k-dim">{t('attachments.empty')}</p>}
      {files && files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <FileThumb file={file} />
              <AttachmentName name={file.name} size={file.size} onOpen={() => setOpened(file.id)} />
              <FileMenu file={file} onOpen={setOpened} onChange={reload} />
            </li>
          ))}
        </ul>
      )}
      {props.mayAdd && (
        <FileButton multiple onChange={(chosen) => void upload(chosen, target)}>
          {(button) => (
            <Button
              {...button}
              size="xs"
              variant="default"
              leftSection={<IconPaperclip size={15} aria-hidden />}
            >
              {t('attachments.add')}
            </Button>
          )}
        </FileButton>
      )}
      <Suspense>{opened && <FileDialog key={opened} id={opened} onClose={() => setOpened(null)} />}</Suspense>
    </section>
  );
}

function AttachmentName(props: { name: string; size: number; onOpen: () => void }) {
  const t = useText();
  const sizes = useSizes();
  return (
    <div className={classes.names}>
      <button type="button" aria-label={t('file.open', { name: props.name })} onClick={props.onOpen}>
        <bdi>{props.name}</bdi>
      </button>
      <small>{sizes(props.size)}</small>
    </div>
  );
}
