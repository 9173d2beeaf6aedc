import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const MAGIC = Buffer.from('KXB1');
const SALT_BYTES = 16;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
const TAG_BYTES = 16;

/** Plaintext in one frame (bytes); every frame but the last is full. */
export const FRAME_BYTES = 65_536;
const SEALED_BYTES = FRAME_BYTES + TAG_BYTES;

type Bytes = AsyncIterable<Buffer>;

/**
 * Encrypts a stream in frames of AES-256-GCM (NIST SP 800-38D).
 *
 * Form: `KXB1 ‖ salt(16) ‖ frame*`, each frame ciphertext ‖ tag(16). The key of a file derives from `key`, the salt
 * and `name` (HKDF-SHA-256), so that one file does not open in another's place; the nonce is the frame's number and
 * whether it is the last, so that frames cannot be moved, repeated or cut off (STREAM, Hoang et al. 2015).
 */
export async function* encryptFrames(source: Bytes, key: Buffer, name: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const fileKey = keyOf(key, salt, name);
  yield Buffer.concat([MAGIC, salt]);
  let number = 0n;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    // One byte more than a frame has to be there: only then the frame is known not to be the last.
    for (; rest.length - at > FRAME_BYTES; at += FRAME_BYTES, number += 1n) {
      yield seal(fileKey, nonceOf(number, false), rest.subarray(at, at + FRAME_BYTES));
    }
    rest = rest.subarray(at);
  }
  yield seal(fileKey, nonceOf(number, true), rest);
}

/** Decrypts what {@link encryptFrames} wrote; throws when a bit, a frame, the order, the end or the name differs. */
export async function* decryptFrames(source: Bytes, key: Buffer, name: string): AsyncGenerator<Buffer> {
  let fileKey: Buffer | undefined;
  let number = 0n;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!fileKey) {
      if (rest.length < HEADER_BYTES) continue;
      if (!rest.subarray(0, MAGIC.length).equals(MAGIC))
        throw new Error('Not an encrypted file of a backup.');
      fileKey = keyOf(key, rest.subarray(MAGIC.length, HEADER_BYTES), name);
      rest = rest.subarray(HEADER_BYTES);
    }
    let at = 0;
    for (; rest.length - at > SEALED_BYTES; at += SEALED_BYTES, number += 1n) {
      yield open(fileKey, nonceOf(number, false), rest.subarray(at, at + SEALED_BYTES));
    }
    rest = rest.subarray(at);
  }
  if (!fileKey || rest.length < TAG_BYTES) throw new Error('An encrypted file of a backup is cut off.');
  yield open(fileKey, nonceOf(number, true), rest);
}

function keyOf(key: Buffer, salt: Buffer, name: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `kopexa/backup-file/${name}/v1`, 32));
}

function nonceOf(number: bigint, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(number, 0);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function seal(key: Buffer, nonce: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
}
