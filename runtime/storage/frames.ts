import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Plaintext in one frame (bytes); every frame but the last is full. */
export const FRAME_BYTES = 65_536;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
/** A full frame as it is stored. */
export const SEALED_FRAME_BYTES = SALT_BYTES + FRAME_BYTES + TAG_BYTES;

/** A frame did not open: it was changed, moved, cut off, or belongs to another file. */
export class FrameBroken extends Error {
  override readonly name = 'FrameBroken';
}

/** How many frames hold `size` bytes of plaintext; an empty file has one. */
export const framesOf = (size: number): number => Math.max(1, Math.ceil(size / FRAME_BYTES));

/** Bytes in the store for `size` bytes of plaintext. */
export const sealedSize = (size: number): number => size + framesOf(size) * (SALT_BYTES + TAG_BYTES);

/** Seals and opens the frames of one file. */
export interface FrameCipher {
  /**
   * Seals frame `number`; `last` marks the end of the file. `attempt` comes from {@link newAttempt}: a frame that is
   * sent again, with other bytes perhaps, is sealed under another key, so that no nonce is used twice.
   */
  seal(number: number, last: boolean, plaintext: Buffer, attempt: Buffer): Buffer;
  /** Opens frame `number`; throws FrameBroken when a bit, its place, the end or the file differs. */
  open(number: number, last: boolean, sealed: Buffer): Buffer;
}

/** A fresh salt for the frames that are written in one go. */
export const newAttempt = (): Buffer => randomBytes(SALT_BYTES);

/**
 * Frames of AES-256-GCM (NIST SP 800-38D) that open one by one, in any order (ADR 14).
 *
 * A frame is `salt(16) ‖ ciphertext ‖ tag(16)`. Its key derives from the file's key, the salt and `part` (the file
 * itself or a rendition; HKDF-SHA-256, RFC 5869); the nonce is the frame's number and whether it is the last, so that
 * frames cannot be moved, repeated or cut off (STREAM, Hoang et al. 2015).
 */
export function frameCipher(fileKey: Buffer, part: string): FrameCipher {
  if (fileKey.length !== 32) throw new Error('The key of a file must be 32 bytes long.');
  let known: { salt: Buffer; key: Buffer } | null = null;
  const keyFor = (salt: Buffer): Buffer => {
    if (!known?.salt.equals(salt)) {
      const key = Buffer.from(hkdfSync('sha256', fileKey, salt, `kopexa/file-frames/${part}/v1`, 32));
      known = { salt: Buffer.from(salt), key };
    }
    return known.key;
  };
  return {
    seal: (number, last, plaintext, attempt) => {
      const cipher = createCipheriv('aes-256-gcm', keyFor(attempt), nonceOf(number, last));
      return Buffer.concat([attempt, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    },
    open: (number, last, sealed) => {
      if (sealed.length < SALT_BYTES + TAG_BYTES) throw new FrameBroken(`Frame ${number} is cut off.`);
      const end = sealed.length - TAG_BYTES;
      try {
        const key = keyFor(sealed.subarray(0, SALT_BYTES));
        const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last));
        decipher.setAuthTag(sealed.subarray(end));
        return Buffer.concat([decipher.update(sealed.subarray(SALT_BYTES, end)), decipher.final()]);
      } catch (cause) {
        throw new FrameBroken(`Frame ${number} does not open.`, { cause });
      }
    },
  };
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 0);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
