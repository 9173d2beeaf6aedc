import { useEffect, useRef, useState } from 'react';
import type { Upload, UploadState } from '../../client/uploads/upload.ts';
import { useText } from '../../i18n/text.ts';
import { useUploadReason } from './use-upload-reason.ts';

/** Announces what happens to uploads: every change of state once, progress never. */
export function UploadNews({ uploads }: { uploads: readonly Upload[] }) {
  const t = useText();
  const reason = useUploadReason();
  const before = useRef(new Map<string, UploadState>());
  const [news, setNews] = useState('');
  useEffect(() => {
    const changed = uploads.filter(({ id, state }) => before.current.get(id) !== state);
    before.current = new Map(uploads.map(({ id, state }) => [id, state]));
    if (changed.length === 0) return;
    setNews(
      changed
        .map((upload) =>
          upload.state === 'failed'
            ? t('upload.said.failed', { name: upload.name, reason: reason(upload) })
            : t(`upload.said.${upload.state}`, { name: upload.name }),
        )
        .join(' '),
    );
  }, [uploads, reason, t]);
  return (
    <div className="k-quiet" role="status" aria-live="polite">
      {news}
    </div>
  );
}
