import { useCallback } from 'react';
import type { Upload } from '../../client/uploads/upload.ts';
import { useText } from '../../i18n/text.ts';

/** Why an upload failed, in a sentence that says what to do. */
export function useUploadReason(): (upload: Upload) => string {
  const t = useText();
  return useCallback(
    ({ failure }) => {
      if (!failure) return t('error.unknown');
      // What is gone on the server and what one may no longer write to look alike on purpose.
      if (failure.code === 'NOT_FOUND' || failure.code === 'FORBIDDEN') return t('upload.gone');
      return failure.message || t('error.unknown');
    },
    [t],
  );
}
