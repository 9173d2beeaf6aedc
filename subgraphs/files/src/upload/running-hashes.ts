import { createHash, type Hash } from 'node:crypto';

/** Uploads whose hash is remembered; the rest are read again at their end. */
const MOST = 2_000;

/**
 * SHA-256 of uploads under way, so that a file need not be read again when it is complete. An upload that goes on
 * elsewhere, or after a restart, has none: then its bytes are read.
 */
export interface RunningHashes {
  /** The hash over the first `bytes` of an upload, to go on with; null when it is not known. */
  take(id: string, bytes: number): Hash | null;
  keep(id: string, bytes: number, hash: Hash): void;
  forget(id: string): void;
}

/** Hashes of this process, those used last. */
export function runningHashes(): RunningHashes {
  const known = new Map<string, { readonly bytes: number; readonly hash: Hash }>();
  return {
    take: (id, bytes) => {
      if (bytes === 0) return createHash('sha256');
      const found = known.get(id);
      known.delete(id);
      return found?.bytes === bytes ? found.hash : null;
    },
    keep: (id, bytes, hash) => {
      known.delete(id);
      known.set(id, { bytes, hash });
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
    forget: (id) => void known.delete(id),
  };
}
