import { useCallback } from 'react';
import { useMe } from '../../session/session.tsx';
import type { UploadedFile, UploadTarget } from './upload.ts';
import { wantUploads } from './upload-signals.ts';

/** An upload that was asked for. */
export interface AskedUpload {
  id: string;
  name: string;
  /** Resolves with the file once it is there, with null when the upload was given up. */
  finished: Promise<UploadedFile | null>;
}

/** Uploads files; the corner shows how far they are. The code for it is loaded with the first one. */
export function useUpload(): (files: readonly File[], target: UploadTarget) => Promise<AskedUpload[]> {
  const userId = useMe().user.id;
  return useCallback(
    async (files, target) => {
      if (files.length === 0) return [];
      const { addUploads, uploadsOf } = await import('./uploads.ts');
      wantUploads(true);
      const ids = addUploads(userId, files, target);
      return ids.map((id, index) => ({
        id,
        name: files[index]?.name ?? '',
        finished: uploadsOf(userId).finished(id),
      }));
    },
    [userId],
  );
}
