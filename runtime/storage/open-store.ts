import type { Outside } from '../egress/outside.js';
import { diskStore } from './disk-store.js';
import type { FileStore } from './file-store.js';

/** Opens the store that the configuration names; `null` where there is none. Opens no connection yet. */
export async function openFileStore({
  files,
  egress,
}: Pick<Outside, 'files' | 'egress'>): Promise<FileStore | null> {
  if (files === null) return null;
  if (files.kind === 'disk') return diskStore(files.folder);
  // The client of S3 is large: loaded only where a bucket is named.
  const [{ openBucket }, { s3Store }] = await Promise.all([
    import('../egress/s3.js'),
    import('./s3-store.js'),
  ]);
  return s3Store(openBucket(files, egress));
}
