import type { UploadTarget } from './upload.ts';

const PREFIX = 'kopexa.upload.';

/** What this device remembers of an upload under way: enough to go on after a reload, nothing of the content. */
export interface UploadRecord {
  id: string;
  /** Whose upload it is; another person's are neither shown nor continued. */
  userId: string;
  name: string;
  size: number;
  lastModified: number;
  target: UploadTarget;
  /** Address of the upload, as the server gave it. */
  url: string;
  /** The file that it becomes. */
  fileId: string;
  /** Bytes that the server had acknowledged at last. */
  sent: number;
}

/** Remembers an upload that the server has begun. */
export function keepRecord(record: UploadRecord): void {
  try {
    localStorage.setItem(PREFIX + record.id, JSON.stringify(record));
  } catch {
    // Without storage a reload starts the upload anew.
  }
}

/** Forgets an upload: it is done, or was given up. */
export function dropRecord(id: string): void {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    // Without storage there was nothing kept.
  }
}

/** All uploads of one person that this device remembers. */
export function readRecords(userId: string): UploadRecord[] {
  return keys().flatMap((key) => {
    const record = parsed(localStorage.getItem(key));
    return record?.userId === userId ? [record] : [];
  });
}

/** Whether anything is remembered at all; cheap enough for every page. */
export function hasRecords(): boolean {
  return keys().length > 0;
}

/** Forgets every upload: at sign-out. */
export function forgetRecords(): void {
  for (const key of keys()) localStorage.removeItem(key);
}

function keys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function parsed(text: string | null): UploadRecord | null {
  try {
    const record = JSON.parse(text ?? 'null') as Partial<UploadRecord> | null;
    const whole =
      typeof record?.id === 'string' &&
      typeof record.name === 'string' &&
      typeof record.size === 'number' &&
      typeof record.lastModified === 'number' &&
      typeof record.sent === 'number' &&
      typeof record.fileId === 'string' &&
      // Only an address of this site: what lies in the storage decides nothing about where bytes go.
      typeof record.url === 'string' &&
      /^\/o\/[\w-]+\/uploads\/[\w-]+$/.test(record.url) &&
      typeof record.target?.spaceId === 'string';
    return whole ? (record as UploadRecord) : null;
  } catch {
    return null;
  }
}
