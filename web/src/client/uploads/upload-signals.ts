import { forgetRecords, hasRecords } from './upload-records.ts';
import type { UploadedFile, UploadTarget } from './upload.ts';

type Uploaded = (file: UploadedFile, target: UploadTarget) => void;

const wantedListeners = new Set<() => void>();
const uploadedListeners = new Set<Uploaded>();
const forgetListeners = new Set<() => void>();
let wanted = hasRecords();

/** Whether there are uploads to show: only then is the code for them loaded. For `useSyncExternalStore`. */
export function uploadsWanted(): boolean {
  return wanted;
}

/** Calls the listener when uploads begin to be wanted, or cease to; returns the function that stops it. */
export function onUploadsWanted(listener: () => void): () => void {
  wantedListeners.add(listener);
  return () => wantedListeners.delete(listener);
}

/** Has the uploads shown, or no longer. */
export function wantUploads(now: boolean): void {
  wanted = now;
  for (const listener of wantedListeners) listener();
}

/** Calls the listener for every file that arrived; returns the function that stops it. */
export function onUploaded(listener: Uploaded): () => void {
  uploadedListeners.add(listener);
  return () => uploadedListeners.delete(listener);
}

/** Tells everybody who shows files that one arrived. */
export function signalUploaded(file: UploadedFile, target: UploadTarget): void {
  for (const listener of uploadedListeners) listener(file, target);
}

/** Ends every upload of this browser and forgets them: at sign-out. */
export function forgetUploads(): void {
  forgetRecords();
  for (const listener of forgetListeners) listener();
  wantUploads(false);
}

/** Calls the listener when uploads are to be forgotten. */
export function onForgetUploads(listener: () => void): void {
  forgetListeners.add(listener);
}
