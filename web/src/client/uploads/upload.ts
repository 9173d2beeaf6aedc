import type { Failure } from '../../ui/failure.ts';

/** Where an upload goes: into a Space, perhaps onto a document, perhaps as a new version of a file. */
export interface UploadTarget {
  /** Slug of the Organization. */
  organization: string;
  spaceId: string;
  documentId?: string;
  /** The file that gets a new version. */
  fileId?: string;
}

/**
 * `queued`: waits for its turn. `offline`: waits for the network. `signedOut`: waits until the person signed in
 * again. `lost`: known from before the page was loaded anew; the file has to be chosen once more. `failed`: will
 * not go on by itself.
 */
export type UploadState =
  'queued' | 'sending' | 'paused' | 'offline' | 'signedOut' | 'lost' | 'failed' | 'done';

/** What an upload became. */
export interface UploadedFile {
  id: string;
  name: string;
  isImage: boolean;
  width: number | null;
  height: number | null;
}

/** One upload as it stands; a new object after every change. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes that the server has, or is being sent. */
  readonly sent: number;
  readonly state: UploadState;
  readonly failure: Failure | null;
  readonly target: UploadTarget;
  readonly file: UploadedFile | null;
  /** Whether it can be taken up where it stopped, once the file is there. */
  readonly canResume: boolean;
}

/** States in which leaving the page would interrupt something. */
export const UNFINISHED: readonly UploadState[] = ['queued', 'sending', 'paused', 'offline', 'signedOut'];
