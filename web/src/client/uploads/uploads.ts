import { onSession } from '../session-signal.ts';
import { forgetUpload, startTusTransfer } from './tus-transfer.ts';
import { UploadQueue } from './upload-queue.ts';
import { dropRecord, keepRecord, readRecords } from './upload-records.ts';
import { onForgetUploads, signalUploaded } from './upload-signals.ts';
import type { UploadTarget } from './upload.ts';

/** How long uploads without a network wait until they try again by themselves, in milliseconds. */
const RETRY_MS = 3000;

let current: { userId: string; queue: UploadQueue } | null = null;

/** The uploads of a person at this browser; they survive every change of the page below them. */
export function uploadsOf(userId: string): UploadQueue {
  if (current?.userId === userId) return current.queue;
  current?.queue.close();
  const tools = {
    start: startTusTransfer,
    forget: forgetUpload,
    keep: keepRecord,
    drop: dropRecord,
    newId: () => crypto.randomUUID(),
  };
  const remembered = readRecords(userId);
  const queue = new UploadQueue(tools, userId, remembered);
  for (const { id, target } of remembered) tell(queue, id, target);
  current = { userId, queue };
  return queue;
}

/** Uploads files and tells those who show files when they have arrived; returns the ids of the uploads. */
export function addUploads(userId: string, files: readonly File[], target: UploadTarget): string[] {
  const queue = uploadsOf(userId);
  const ids = queue.add(files, target);
  for (const id of ids) tell(queue, id, target);
  return ids;
}

function tell(queue: UploadQueue, id: string, target: UploadTarget): void {
  void queue.finished(id).then((file) => file && signalUploaded(file, target));
}

window.addEventListener('online', () => current?.queue.wake('offline'));
setInterval(() => current?.queue.wake('offline'), RETRY_MS);
onSession('renewed', () => current?.queue.wake('signedOut'));
onForgetUploads(() => {
  current?.queue.close();
  current = null;
});
window.addEventListener('beforeunload', (event) => {
  if (current?.queue.isBusy()) event.preventDefault();
});
