import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { FileNameCard } from '../../ui/prose/file-name-card.tsx';
import { ProseFilesContext, type ProseFiles, type ProsePicture } from '../../ui/prose/prose-files.ts';

const FileCard = lazy(() => import('./file-card.tsx'));
const Lightbox = lazy(() => import('./lightbox.tsx'));

/** Lets the texts below it show pictures and files of the Organization. */
export function BodyFiles({ organization, children }: { organization: string; children: ReactNode }) {
  const [large, setLarge] = useState<{ pictures: readonly ProsePicture[]; index: number } | null>(null);
  const files = useMemo<ProseFiles>(
    () => ({
      pictureAddress: (fileId) => `/o/${organization}/files/${encodeURIComponent(fileId)}/preview`,
      FileCard: LateFileCard,
      enlarge: (pictures, index) => setLarge({ pictures, index }),
    }),
    [organization],
  );
  return (
    <ProseFilesContext value={files}>
      {children}
      <Suspense>
        {large && (
          <Lightbox
            pictures={large.pictures.map((one) => ({ ...one, src: files.pictureAddress(one.fileId) }))}
            start={large.index}
            onClose={() => setLarge(null)}
          />
        )}
      </Suspense>
    </ProseFilesContext>
  );
}

/** Until the code for it is there, a card has its name and its size on the page. */
const LateFileCard: ProseFiles['FileCard'] = (props) => (
  <Suspense fallback={<FileNameCard name={props.name} />}>
    <FileCard {...props} />
  </Suspense>
);
