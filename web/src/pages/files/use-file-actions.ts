import { useAction } from '../../client/use-action.ts';
import {
  DownloadFileDocument,
  RenameFileDocument,
  RestoreFileDocument,
  RestoreFileVersionDocument,
  TrashFileDocument,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import type { FileView } from './file-view.ts';

/** What can be done with a file; each says how it went. */
export function useFileActions(changed: () => void = () => undefined) {
  const t = useText();
  const downloading = useDownload();
  const trashing = useAction(TrashFileDocument);
  const restoring = useAction(RestoreFileDocument);
  const renaming = useAction(RenameFileDocument);
  const turningBack = useAction(RestoreFileVersionDocument);

  const restore = async (file: FileView) => {
    const { failure } = await restoring.attempt({ fileId: file.id });
    if (failure) saidFailed(failure, t);
    else saidDone(t('file.restored', { name: file.name }));
    changed();
  };
  return {
    download: downloading,
    restore,
    renaming,
    async trash(file: FileView) {
      const { failure } = await trashing.attempt({ fileId: file.id });
      if (failure) saidFailed(failure, t);
      else {
        const undo = { label: t('action.undo'), run: () => void restore(file) };
        saidDone(t('file.trashed', { name: file.name }), undo);
      }
      changed();
    },
    async restoreVersion(file: FileView, number: number) {
      const { data, failure } = await turningBack.attempt({ fileId: file.id, number });
      if (failure) saidFailed(failure, t);
      else {
        const now = data?.restoreFileVersion.versionNumber ?? number;
        saidDone(t('file.restoredVersion', { number, now }));
      }
      changed();
    },
  };
}

/** Downloads a file, or one of its versions: by a link that is good for this session and some minutes. */
export function useDownload(): (fileId: string, number?: number) => Promise<void> {
  const t = useText();
  const asking = useAction(DownloadFileDocument);
  return async (fileId, number) => {
    const { data, failure } = await asking.attempt({ fileId, number: number ?? null });
    if (failure || !data) {
      if (failure) saidFailed(failure, t);
      return;
    }
    const link = document.createElement('a');
    link.href = data.downloadFile.url;
    // The server says "attachment" as well; with this the page is not left even if it says something else.
    link.download = data.downloadFile.name;
    link.click();
  };
}
