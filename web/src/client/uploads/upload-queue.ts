import type { Failure } from '../../ui/failure.ts';
import type { UploadRecord } from './upload-records.ts';
import { UNFINISHED, type Upload, type UploadedFile, type UploadState, type UploadTarget } from './upload.ts';

/** One upload as a transfer sees it. */
export interface TransferJob {
  readonly id: string;
  readonly file: File;
  readonly target: UploadTarget;
  /** Where it was begun already; null when it is to be begun. */
  readonly begun: Begun | null;
}

/** An upload as the server knows it: the address that takes its bytes, and the file that it becomes. */
export interface Begun {
  readonly url: string;
  readonly fileId: string;
}

/** Why a transfer stopped. `isGone`: the server does not know the upload any longer. */
export type Trouble =
  { kind: 'offline' | 'signedOut' } | { kind: 'refused'; failure: Failure; isGone: boolean };

/** What a transfer tells while it runs; after `onDone` or `onTrouble` it tells nothing more. */
export interface TransferEvents {
  onBegun(begun: Begun): void;
  onProgress(sent: number): void;
  onDone(file: UploadedFile): void;
  onTrouble(trouble: Trouble): void;
}

/** A transfer under way. */
export interface Transfer {
  /** Stops; what the server has stays there. */
  stop(): void;
  /** Stops and has the server forget it. */
  discard(): void;
}

/** What the queue needs from the world. */
export interface QueueTools {
  start(job: TransferJob, events: TransferEvents): Transfer;
  /** Has the server forget an upload that no transfer runs for. */
  forget(url: string): void;
  keep(record: UploadRecord): void;
  drop(id: string): void;
  newId(): string;
}

/** So many at once: more only share the same line. */
const PARALLEL = 2;

interface Entry {
  view: Upload;
  file: File | null;
  begun: Begun | null;
  transfer: Transfer | null;
  lastModified: number;
  settle: (file: UploadedFile | null) => void;
  settled: Promise<UploadedFile | null>;
}

/** The uploads of one person at this browser: two at a time, in the order in which they were asked for. */
export class UploadQueue {
  readonly #tools: QueueTools;
  readonly #userId: string;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #views: readonly Upload[] = [];

  constructor(tools: QueueTools, userId: string, remembered: readonly UploadRecord[] = []) {
    this.#tools = tools;
    this.#userId = userId;
    for (const record of remembered) {
      this.#put(record.id, null, record, { state: 'lost', sent: record.sent, begun: record });
    }
    this.#publish();
  }

  /** All uploads, oldest first; the same object until something changes. */
  readonly uploads = (): readonly Upload[] => this.#views;

  /** Calls the listener after every change; returns the function that stops it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes files in; returns the ids of their uploads. One that was interrupted goes on where it stopped. */
  add(files: readonly File[], target: UploadTarget): string[] {
    const ids = files.map((file) => {
      const known = [...this.#entries.values()].find(
        (entry) =>
          entry.view.state === 'lost' && isSame(entry, file) && sameTarget(entry.view.target, target),
      );
      if (known) return this.choose(known.view.id, file) ? known.view.id : this.#take(file, target);
      return this.#take(file, target);
    });
    this.#next();
    return ids;
  }

  /** Gives a lost upload its file back; false when it is another file. */
  choose(id: string, file: File): boolean {
    const entry = this.#entries.get(id);
    if (!entry || !isSame(entry, file)) return false;
    entry.file = file;
    this.#set(entry, { state: 'queued', canResume: true });
    this.#next();
    return true;
  }

  pause(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || !UNFINISHED.includes(entry.view.state)) return;
    entry.transfer?.stop();
    entry.transfer = null;
    this.#set(entry, { state: 'paused' });
    this.#next();
  }

  /** Goes on with what is paused or failed. */
  resume(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry?.file || entry.transfer || entry.view.state === 'done') return;
    this.#set(entry, { state: 'queued', failure: null });
    this.#next();
  }

  /** Gives an upload up; the server forgets what it has of it. */
  cancel(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (entry.transfer) entry.transfer.discard();
    else if (entry.begun && entry.view.state !== 'done') this.#tools.forget(entry.begun.url);
    this.#remove(entry);
    this.#next();
  }

  /** Takes what is done off the list. */
  clearDone(): void {
    for (const entry of this.#entries.values()) if (entry.view.state === 'done') this.#remove(entry);
  }

  /** Tries again what waits for the network, or for the person to sign in. */
  wake(state: 'offline' | 'signedOut'): void {
    for (const entry of this.#entries.values()) {
      if (entry.view.state === state) this.#set(entry, { state: 'queued' });
    }
    this.#next();
  }

  /** Resolves with the file once it is there, with null when the upload was given up. */
  finished(id: string): Promise<UploadedFile | null> {
    return this.#entries.get(id)?.settled ?? Promise.resolve(null);
  }

  /** Whether leaving the page now would interrupt something. */
  isBusy(): boolean {
    return this.#views.some(({ state }) => UNFINISHED.includes(state));
  }

  /** Stops everything without giving it up: somebody else signs in. */
  close(): void {
    for (const entry of this.#entries.values()) entry.transfer?.stop();
    this.#entries.clear();
    this.#publish();
  }

  #take(file: File, target: UploadTarget): string {
    const id = this.#tools.newId();
    const about = { name: file.name, size: file.size, lastModified: file.lastModified, target };
    this.#put(id, file, about, { state: 'queued', sent: 0, begun: null });
    this.#publish();
    return id;
  }

  #put(
    id: string,
    file: File | null,
    about: { name: string; size: number; lastModified: number; target: UploadTarget },
    at: { state: UploadState; sent: number; begun: Begun | null },
  ): void {
    const { promise, resolve } = Promise.withResolvers<UploadedFile | null>();
    const { name, size, target } = about;
    const state = { sent: at.sent, state: at.state, failure: null, file: null, canResume: at.begun !== null };
    this.#entries.set(id, {
      view: { id, name, size, target, ...state },
      file,
      begun: at.begun,
      transfer: null,
      lastModified: about.lastModified,
      settle: resolve,
      settled: promise,
    });
  }

  #next(): void {
    for (const entry of this.#entries.values()) {
      const running = [...this.#entries.values()].filter(({ transfer }) => transfer).length;
      if (running >= PARALLEL) return;
      if (entry.view.state === 'queued' && entry.file && !entry.transfer) this.#start(entry, entry.file);
    }
  }

  #start(entry: Entry, file: File): void {
    const { id, target } = entry.view;
    this.#set(entry, { state: 'sending' });
    // What a transfer that was stopped still has to say is about the past.
    const current = () => entry.transfer === transfer;
    const transfer: Transfer = this.#tools.start(
      { id, file, target, begun: entry.begun },
      {
        onBegun: (begun) => current() && this.#begun(entry, begun),
        onProgress: (sent) => current() && this.#set(entry, { sent }),
        onDone: (done) => current() && this.#done(entry, done),
        onTrouble: (trouble) => current() && this.#stopped(entry, trouble),
      },
    );
    entry.transfer = transfer;
  }

  #begun(entry: Entry, begun: Begun): void {
    entry.begun = begun;
    this.#set(entry, { canResume: true });
    this.#remember(entry);
  }

  #done(entry: Entry, file: UploadedFile): void {
    entry.transfer = null;
    this.#tools.drop(entry.view.id);
    this.#set(entry, { state: 'done', sent: entry.view.size, file });
    entry.settle(file);
    this.#next();
  }

  #stopped(entry: Entry, trouble: Trouble): void {
    entry.transfer = null;
    if (trouble.kind === 'refused') {
      if (trouble.isGone) {
        // Beginning again is all that is left; where it stood is gone.
        entry.begun = null;
        this.#tools.drop(entry.view.id);
        this.#set(entry, { sent: 0, canResume: false });
      }
      this.#set(entry, { state: 'failed', failure: trouble.failure });
    } else {
      this.#set(entry, { state: trouble.kind });
    }
    this.#next();
  }

  #remember({ view, begun, lastModified }: Entry): void {
    const { id, name, size, sent, target } = view;
    if (begun)
      this.#tools.keep({ id, userId: this.#userId, name, size, lastModified, target, sent, ...begun });
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry.view.id);
    this.#tools.drop(entry.view.id);
    entry.settle(null);
    this.#publish();
  }

  #set(entry: Entry, change: Partial<Upload>): void {
    const before = entry.view;
    entry.view = { ...before, ...change };
    // What was sent is remembered in big steps: after a reload the server says exactly what it has.
    const step = Math.floor(entry.view.sent / STEP) !== Math.floor(before.sent / STEP);
    if (entry.begun && entry.view.state === 'sending' && step) this.#remember(entry);
    this.#publish();
  }

  #publish(): void {
    this.#views = [...this.#entries.values()].map(({ view }) => view);
    for (const listener of this.#listeners) listener();
  }
}

const STEP = 4 * 1024 * 1024;

function isSame({ view, lastModified }: Entry, file: File): boolean {
  return view.name === file.name && view.size === file.size && lastModified === file.lastModified;
}

function sameTarget(one: UploadTarget, other: UploadTarget): boolean {
  return one.spaceId === other.spaceId && one.documentId === other.documentId && one.fileId === other.fileId;
}
