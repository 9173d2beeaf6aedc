/** An object as a store lists it. */
export interface StoredObject {
  /** The name under which it was written. */
  readonly name: string;
  readonly changedAt: Date;
}

/** What a store holds of an object. */
export interface ObjectState {
  /** Bytes that survive a crash of this process. */
  readonly bytes: number;
  /** Whether it was finished; then it never changes. */
  readonly finished: boolean;
}

/**
 * Where encrypted bytes lie: on a disk or in a bucket. Names are opaque (hexadecimal); a store learns nothing of what
 * it holds. Every failure is a {@link StoreFailure}.
 */
export interface FileStore {
  readonly kind: 'disk' | 's3';
  /** What there is of an object; `null` for nothing. */
  state(name: string): Promise<ObjectState | null>;
  /**
   * Appends blocks at `offset` and drops what was behind it: at most the last block may be written again. When the
   * blocks end with an error, those that came before it are kept.
   *
   * @returns the bytes that are there now
   */
  append(name: string, offset: number, blocks: AsyncIterable<Buffer>): Promise<number>;
  /** Makes an object whole: from now on it can be read. Finishing twice is no error. */
  finish(name: string): Promise<void>;
  /** Bytes `start` to `end` (exclusive) of a finished object. Throws ObjectMissing when they are not all there. */
  read(name: string, start: number, end: number): AsyncIterable<Buffer>;
  /** Deletes an object, finished or not; a missing one is no error. */
  remove(name: string): Promise<void>;
  /** Every object, finished or not. */
  list(): AsyncIterable<StoredObject>;
  close(): Promise<void>;
}

/** The store does not answer, or not as it should. Trying again may help. */
export class StoreFailure extends Error {
  override readonly name: string = 'StoreFailure';
}

/** An object, or a part of one, is not in the store although it should be. */
export class ObjectMissing extends StoreFailure {
  override readonly name: string = 'ObjectMissing';
}

const NAME = /^[0-9a-f]{32}(-[a-z]+)?$/;

/** Refuses a name that is not one of ours: names become paths. */
export function assertObjectName(name: string): void {
  if (!NAME.test(name)) throw new StoreFailure('Not the name of an object in the file store.');
}
