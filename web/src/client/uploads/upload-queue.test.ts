import { describe, expect, it } from 'vitest';
import { UploadQueue, type TransferEvents, type TransferJob } from './upload-queue.ts';
import type { UploadRecord } from './upload-records.ts';

const TARGET = { organization: 'acme', spaceId: 's1' };
const BEGUN = { url: '/o/acme/uploads/u1', fileId: 'f1' };
const DONE = { id: 'f1', name: 'a.pdf', isImage: false, width: null, height: null };
const FAILURE = { code: 'NOT_FOUND', message: 'x', field: null, requestId: null, details: null };
const fileOf = (name: string, size = 10) =>
  new File(['x'.repeat(size)], name, { lastModified: 5, type: 'text/plain' });

/** A queue whose transfers the test plays itself. */
function play(remembered: readonly UploadRecord[] = []) {
  const running: { job: TransferJob; events: TransferEvents; ended: 'stopped' | 'discarded' | null }[] = [];
  const records = new Map<string, UploadRecord>();
  const forgotten: string[] = [];
  let ids = 0;
  const queue = new UploadQueue(
    {
      start(job, events) {
        const one: (typeof running)[number] = { job, events, ended: null };
        running.push(one);
        return { stop: () => (one.ended = 'stopped'), discard: () => (one.ended = 'discarded') };
      },
      forget: (url) => forgotten.push(url),
      keep: (record) => records.set(record.id, record),
      drop: (id) => records.delete(id),
      newId: () => `n${(ids += 1)}`,
    },
    'ada',
    remembered,
  );
  const states = () => queue.uploads().map(({ state }) => state);
  return { queue, running, records, forgotten, states };
}

describe('The queue of uploads', () => {
  it('sends two at a time, in the order they were asked for', async () => {
    const { queue, running, states } = play();
    const [first] = queue.add([fileOf('a'), fileOf('b'), fileOf('c')], TARGET);
    expect(states()).toEqual(['sending', 'sending', 'queued']);
    expect(queue.isBusy()).toBe(true);
    running[0]?.events.onDone(DONE);
    expect(states()).toEqual(['done', 'sending', 'sending']);
    expect(running[2]?.job.file.name).toBe('c');
    expect(await queue.finished(first ?? '')).toEqual(DONE);
    queue.clearDone();
    expect(states()).toEqual(['sending', 'sending']);
  });

  it('pauses and goes on where it was, and listens no longer to what it stopped', () => {
    const { queue, running, states } = play();
    const [id = ''] = queue.add([fileOf('a')], TARGET);
    running[0]?.events.onBegun(BEGUN);
    running[0]?.events.onProgress(4);
    queue.pause(id);
    expect(running[0]?.ended).toBe('stopped');
    running[0]?.events.onProgress(9);
    running[0]?.events.onTrouble({ kind: 'offline' });
    expect(queue.uploads()[0]).toMatchObject({ state: 'paused', sent: 4 });
    queue.resume(id);
    expect(running[1]?.job.begun).toEqual(BEGUN);
    expect(states()).toEqual(['sending']);
  });

  it('gives the line to the next one while one is paused', () => {
    const { queue, states } = play();
    const [id = ''] = queue.add([fileOf('a'), fileOf('b'), fileOf('c')], TARGET);
    queue.pause(id);
    expect(states()).toEqual(['paused', 'sending', 'sending']);
  });

  it('waits for the network and for the person, each by itself', () => {
    const { queue, running, states } = play();
    queue.add([fileOf('a'), fileOf('b')], TARGET);
    running[0]?.events.onTrouble({ kind: 'offline' });
    running[1]?.events.onTrouble({ kind: 'signedOut' });
    expect(states()).toEqual(['offline', 'signedOut']);
    queue.wake('offline');
    expect(states()).toEqual(['sending', 'signedOut']);
    queue.wake('signedOut');
    expect(states()).toEqual(['sending', 'sending']);
  });

  it('remembers what was begun, and forgets it when it is done or given up', () => {
    const { queue, running, records, states } = play();
    const [id = ''] = queue.add([fileOf('a'), fileOf('b')], TARGET);
    expect(records.size).toBe(0);
    running[0]?.events.onBegun(BEGUN);
    running[1]?.events.onBegun({ url: '/o/acme/uploads/u2', fileId: 'f2' });
    expect([...records.values()]).toMatchObject([
      { userId: 'ada', name: 'a', lastModified: 5, ...BEGUN },
      { name: 'b' },
    ]);
    running[1]?.events.onDone(DONE);
    queue.cancel(id);
    expect(running[0]?.ended).toBe('discarded');
    expect(records.size).toBe(0);
    expect(states()).toEqual(['done']);
  });

  it('goes on after a reload once the same file is there again, and with no other', () => {
    const record = { id: 'r', userId: 'ada', name: 'a', size: 10, lastModified: 5, sent: 6, target: TARGET };
    const { queue, running, states, forgotten } = play([{ ...record, ...BEGUN }]);
    expect(queue.uploads()[0]).toMatchObject({ state: 'lost', sent: 6, canResume: true });
    expect(queue.isBusy()).toBe(false);
    expect(queue.choose('r', fileOf('a', 11))).toBe(false);
    expect(queue.choose('r', fileOf('b'))).toBe(false);
    expect(states()).toEqual(['lost']);
    expect(queue.add([fileOf('a')], TARGET)).toEqual(['r']);
    expect(running[0]?.job.begun).toMatchObject(BEGUN);
    running[0]?.events.onTrouble({ kind: 'refused', failure: FAILURE, isGone: false });
    queue.cancel('r');
    expect(forgotten).toEqual([BEGUN.url]);
  });

  it('begins anew when the server knows the upload no longer', () => {
    const { queue, running, records, states } = play();
    const [id = ''] = queue.add([fileOf('a')], TARGET);
    running[0]?.events.onBegun(BEGUN);
    running[0]?.events.onTrouble({ kind: 'refused', failure: FAILURE, isGone: true });
    expect(states()).toEqual(['failed']);
    expect(records.size).toBe(0);
    queue.resume(id);
    expect(running[1]?.job.begun).toBeNull();
  });

  it('says null to who waits for an upload that was given up', async () => {
    const { queue } = play();
    const [id = ''] = queue.add([fileOf('a')], TARGET);
    const waiting = queue.finished(id);
    queue.cancel(id);
    expect(await waiting).toBeNull();
  });
});
