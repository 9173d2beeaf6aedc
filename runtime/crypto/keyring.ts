import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under keys that derive from the master key by purpose
 * (HKDF-SHA-256, RFC 5869), and wraps the random per-subject keys of the audit trail.
 *
 * A sealed value is `version(1) ‖ nonce(12) ‖ ciphertext ‖ tag(16)`. The associated data ties it to its
 * place, so that a value moved to another row does not open.
 */
export interface Keyring {
  /** Encrypts under the key of a purpose, for example `totp`. */
  seal(purpose: string, plaintext: Buffer, associated: string): Buffer;
  /** Decrypts; throws when purpose, place or a single bit differs. */
  open(purpose: string, sealed: Buffer, associated: string): Buffer;
  /** A fresh key of one subject, in the clear and wrapped under the master key. */
  newSubjectKey(subjectId: string): { key: Buffer; wrapped: Buffer };
  /** The key of a subject from its wrapped form. */
  unwrapSubjectKey(subjectId: string, wrapped: Buffer): Buffer;
  /** Encrypts under a subject's own key; destroying the key erases what it sealed (GDPR Art. 17). */
  sealFor(subjectId: string, key: Buffer, plaintext: Buffer): Buffer;
  /** Decrypts what {@link Keyring.sealFor} sealed. */
  openFor(subjectId: string, key: Buffer, sealed: Buffer): Buffer;
}

/** Makes the keyring over a 32-byte master key, which stays in this closure. */
export function createKeyring(masterKey: Buffer): Keyring {
  if (masterKey.length !== 32) throw new Error('The master key must be 32 bytes long.');
  const keys = new Map<string, Buffer>();
  const keyOf = (purpose: string): Buffer => {
    let key = keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `kopexa/${purpose}/v1`, 32));
      keys.set(purpose, key);
    }
    return key;
  };
  return {
    seal: (purpose, plaintext, associated) => encrypt(keyOf(purpose), plaintext, associated),
    open: (purpose, sealed, associated) => decrypt(keyOf(purpose), sealed, associated),
    newSubjectKey: (subjectId) => {
      const key = randomBytes(32);
      return { key, wrapped: encrypt(keyOf('subject-key'), key, subjectId) };
    },
    unwrapSubjectKey: (subjectId, wrapped) => decrypt(keyOf('subject-key'), wrapped, subjectId),
    sealFor: (subjectId, key, plaintext) => encrypt(key, plaintext, subjectId),
    openFor: (subjectId, key, sealed) => decrypt(key, sealed, subjectId),
  };
}

function encrypt(key: Buffer, plaintext: Buffer, associated: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(associated));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, body, cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, associated: string): Buffer {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) {
    throw new Error('A sealed value has an unknown form.');
  }
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([
    decipher.update(sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES)),
    decipher.final(),
  ]);
}
