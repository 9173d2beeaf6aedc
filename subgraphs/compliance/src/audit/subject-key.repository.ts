import type { Keyring } from '#runtime/crypto/keyring.js';
import type { OpenPersonal } from './present-changes.js';
import type { Reads } from './audit-entry.repository.js';

/** A person's key as it is stored: wrapped under the master key, or `null` once it was destroyed. */
export interface StoredSubjectKey {
  readonly subjectId: string;
  readonly wrappedKey: Buffer | null;
}

const KEYS =
  'SELECT subject_id AS "subjectId", wrapped_key AS "wrappedKey" FROM platform.subject_keys($1::uuid[])';

/** The wrapped keys of these people; nobody's key leaves the database unwrapped. */
export function subjectKeyRepository(reads: Reads) {
  return {
    byIds: (ids: readonly string[]) => reads.query<StoredSubjectKey>(KEYS, [ids]),
  };
}

/** Opens personal values with these keys. A destroyed or missing key gives `null`; a broken value throws. */
export function personalOpener(keyring: Keyring, stored: readonly (StoredSubjectKey | null)[]): OpenPersonal {
  const wrapped = new Map(
    stored.flatMap((key) => (key?.wrappedKey ? [[key.subjectId, key.wrappedKey]] : [])),
  );
  const opened = new Map<string, Buffer>();
  return (subjectId, cipher) => {
    const sealedKey = wrapped.get(subjectId);
    if (!sealedKey) return null;
    const key = opened.get(subjectId) ?? keyring.unwrapSubjectKey(subjectId, sealedKey);
    opened.set(subjectId, key);
    return JSON.parse(
      keyring.openFor(subjectId, key, Buffer.from(cipher, 'base64')).toString('utf8'),
    ) as unknown;
  };
}

/** See {@link subjectKeyRepository}. */
export type SubjectKeyRepository = ReturnType<typeof subjectKeyRepository>;
