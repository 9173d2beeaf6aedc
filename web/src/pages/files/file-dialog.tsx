import { Button, FileButton } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { onUploaded } from '../../client/uploads/upload-signals.ts';
import { useUpload } from '../../client/uploads/use-upload.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { FileDetailsDocument } from '../../gql/graphql.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Person } from '../../ui/person.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Time } from '../../ui/time.tsx';
import { placeOfDocument } from '../document/document-place.ts';
import { can, useOrganization } from '../organization/organization-context.ts';
import { Checksum } from './checksum.tsx';
import { FileVersions } from './file-versions.tsx';
import type { FileDetails } from './file-view.ts';
import { useDownload } from './use-file-actions.ts';
import classes from './file-dialog.module.css';

const Lightbox = lazy(() => import('./lightbox.tsx'));

/** One file: what it is, its checksum, its versions, and the ways to a new one. */
export default function FileDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(FileDetailsDocument, { id });
  useEffect(() => onUploaded((file) => file.id === id && reload()), [id, reload]);
  const file = data?.file;
  return (
    <Dialog title={<bdi>{file?.name ?? t('files.title')}</bdi>} size="lg" onClose={onClose}>
      {file ? (
        <OneFile file={file} onChange={reload} />
      ) : loading ? (
        <ListSkeleton />
      ) : failure && failure.code !== 'NOT_FOUND' ? (
        <FailureNotice failure={failure} onRetry={reload} />
      ) : (
        <p className="k-dim">{t('file.missing')}</p>
      )}
    </Dialog>
  );
}

function OneFile({ file, onChange }: { file: FileDetails; onChange: () => void }) {
  const t = useText();
  const sizes = useSizes();
  const { slug } = useOrganization();
  const download = useDownload();
  const upload = useUpload();
  const mayWrite = can(file.viewerCan, 'DOCUMENT_WRITE') && !file.trashedAt;
  const target = { organization: slug, spaceId: file.space?.id ?? '', fileId: file.id };
  return (
    <>
      {file.image && <Preview file={file} />}
      <div className={classes.buttons}>
        <Button leftSection={<IconDownload size={16} />} onClick={() => void download(file.id)}>
          {t('file.download')}
        </Button>
        {mayWrite && (
          <FileButton onChange={(chosen) => chosen && void upload([chosen], target)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
                {t('file.newVersion')}
              </Button>
            )}
          </FileButton>
        )}
      </div>
      <Facts
        rows={[
          [t('file.type'), `${t(`file.kind.${file.kind}`)} (${file.mediaType})`],
          [t('file.size'), sizes(file.size)],
          [
            t('file.uploaded'),
            <span key="uploaded" className={classes.who}>
              <Person user={file.createdBy} /> <Time at={file.createdAt} exact />
            </span>,
          ],
          ...(file.document
            ? ([
                [
                  t('file.document'),
                  <Link key="document" to={placeOfDocument(slug, file.document)}>
                    {file.document.title}
                  </Link>,
                ],
              ] as const)
            : []),
          [t('file.checksum'), <Checksum key="checksum" value={file.sha256} />],
        ]}
      />
      <FileVersions file={file} mayRestore={mayWrite} onChange={onChange} />
    </>
  );
}

function Preview({ file }: { file: FileDetails }) {
  const t = useText();
  const [large, setLarge] = useState(false);
  if (!file.image) return null;
  const { previewUrl, width, height } = file.image;
  const alt = t('file.preview', { name: file.name });
  const picture = { src: previewUrl, alt, width, height };
  return (
    <>
      <button
        type="button"
        className={classes.preview}
        aria-label={t('file.openImage')}
        onClick={() => setLarge(true)}
      >
        <img {...picture} alt={alt} />
      </button>
      <Suspense>
        {large && (
          <Lightbox pictures={[{ ...picture, fileId: file.id }]} start={0} onClose={() => setLarge(false)} />
        )}
      </Suspense>
    </>
  );
}
