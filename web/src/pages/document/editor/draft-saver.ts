import { fingerprintOf } from './fingerprint.ts';

/** What is written: title and ProseMirror JSON. */
export interface Text {
  title: string;
  body: Record<string, unknown>;
}

/** What the server has. */
export interface SavedText extends Text {
  revision: number;
  /** Time of its last save (ISO 8601). */
  at: string;
}

/** The server's answer to a save. */
export type SaveAnswer =
  | { kind: 'saved'; revision: number; at: string }
  | { kind: 'conflict'; theirs: SavedText | null }
  | { kind: 'expired' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; message: string };

/** How the text stands between keyboard and server. */
export interface SaveState {
  kind: 'clean' | 'dirty' | 'saving' | 'saved' | 'conflict' | 'expired' | 'unreachable' | 'refused';
  /** Time of the last confirmed save (ISO 8601). */
  savedAt: string | null;
  message: string | null;
}

/** What the saver needs from its surroundings. */
export interface SaverPorts {
  /** `separate`: as a version of its own, so that the one before it stays in the history. */
  save(text: Text, expectedRevision: number, separate: boolean): Promise<SaveAnswer>;
  /** Keeps unconfirmed text on this device, synchronously, with the marks of what was sent without an answer. */
  keep(text: Text, baseRevision: number, unanswered: readonly string[]): void;
  /** Forgets what was kept: the server has it. */
  drop(): void;
  onState(state: SaveState): void;
}

const QUIET_MS = 900;
const LONGEST_MS = 6000;
const RETRY_MS = 4000;
const UNANSWERED_LIMIT = 20;

/**
 * Saves continuously: a pause of 0.9 s in typing saves, at the latest after 6 s; typing never waits. Text is kept
 * on the device until the server confirmed it, so that an expired session, a lost network, a conflict or a closed
 * tab lose no keystroke. One save runs at a time, each expecting the revision that the one before it returned; one
 * whose answer got lost is known again when it comes back as a conflict.
 */
export class DraftSaver {
  private text: Text | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dirtySince = 0;
  private running: Promise<void> | null = null;
  private state: SaveState = { kind: 'clean', savedAt: null, message: null };
  private separate = false;

  constructor(
    private readonly ports: SaverPorts,
    private revision: number,
    private unanswered: readonly string[] = [],
  ) {}

  /** Revision that the next save expects. */
  get expectedRevision(): number {
    return this.revision;
  }

  /** New text was typed. */
  change(text: Text): void {
    this.text = text;
    this.ports.keep(text, this.revision, this.unanswered);
    const stopped = this.state.kind === 'conflict' || this.state.kind === 'expired';
    if (stopped) return;
    this.dirtySince ||= Date.now();
    if (!this.running) this.show('dirty');
    this.schedule(Math.max(0, Math.min(QUIET_MS, this.dirtySince + LONGEST_MS - Date.now())));
  }

  /** Saves now what is not saved yet; resolves when the server has it or cannot take it. */
  async flush(): Promise<SaveState['kind']> {
    clearTimeout(this.timer);
    // Of several that wait, each looks again: two saves at once would expect the same revision and conflict.
    while (this.running) await this.running;
    if (this.text && this.state.kind !== 'conflict') await this.run();
    return this.state.kind;
  }

  /** The session or the network is back. */
  resume(): void {
    if (this.state.kind !== 'expired' && this.state.kind !== 'unreachable') return;
    this.show('dirty');
    this.schedule(0);
  }

  /** After a conflict: the own text goes on top of the given revision; the other side stays in the history. */
  async overwrite(revision: number): Promise<SaveState['kind']> {
    this.revision = revision;
    this.separate = true;
    this.show('dirty');
    return this.flush();
  }

  /** Stops timers; unconfirmed text stays on the device. */
  close(): void {
    clearTimeout(this.timer);
  }

  private schedule(inMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), inMs);
  }

  private run(): Promise<void> {
    this.running = this.saveOnce().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const text = this.text;
    if (!text) return;
    this.show('saving');
    const mark = fingerprintOf(text);
    const before = this.unanswered;
    this.unanswered = [...before, mark].slice(-UNANSWERED_LIMIT);
    this.ports.keep(text, this.revision, this.unanswered);
    const answer = await this.ports.save(text, this.revision, this.separate);
    if (answer.kind === 'unreachable') {
      this.show('unreachable');
      this.schedule(RETRY_MS);
      return;
    }
    this.unanswered = [];
    if (answer.kind === 'saved') return this.confirmed(text, answer);
    const theirs = answer.kind === 'conflict' ? answer.theirs : null;
    const known = theirs && fingerprintOf(theirs);
    if (theirs && known === mark) return this.confirmed(text, theirs);
    if (theirs && known !== null && before.includes(known)) {
      this.revision = theirs.revision;
      return this.saveOnce();
    }
    this.show(answer.kind, answer.kind === 'refused' ? answer.message : null);
  }

  private confirmed(text: Text, saved: { revision: number; at: string }): void {
    this.revision = saved.revision;
    this.separate = false;
    this.state = { ...this.state, savedAt: saved.at };
    const typedSince: Text | null = this.text;
    if (typedSince === null || typedSince === text) {
      this.text = null;
      this.dirtySince = 0;
      this.ports.drop();
      this.show('saved');
    } else {
      this.dirtySince = Date.now();
      this.ports.keep(typedSince, this.revision, this.unanswered);
      this.show('dirty');
      this.schedule(QUIET_MS);
    }
  }

  private show(kind: SaveState['kind'], message: string | null = null): void {
    this.state = { ...this.state, kind, message };
    this.ports.onState(this.state);
  }
}
