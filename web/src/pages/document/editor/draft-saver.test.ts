import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftSaver, type SaveAnswer, type SaveState, type Text } from './draft-saver.ts';

const text = (title: string): Text => ({ title, body: { type: 'doc' } });

function saverWith(answers: SaveAnswer[], unanswered?: readonly string[]) {
  const saved: { title: string; expectedRevision: number; separate?: true }[] = [];
  let sent: readonly string[] = [];
  const kept: string[] = [];
  const states: SaveState['kind'][] = [];
  let dropped = 0;
  const saver = new DraftSaver(
    {
      save: ({ title }, expectedRevision, separate) => {
        saved.push({ title, expectedRevision, ...(separate ? { separate } : {}) });
        return Promise.resolve(
          answers.shift() ?? { kind: 'saved', revision: expectedRevision + 1, at: 'now' },
        );
      },
      keep: ({ title }, _revision, marks) => {
        sent = marks;
        if (kept.at(-1) !== title) kept.push(title);
      },
      drop: () => (dropped += 1),
      onState: ({ kind }) => states.push(kind),
    },
    7,
    unanswered,
  );
  return { saver, saved, kept, states, dropped: () => dropped, unanswered: () => sent };
}

describe('Continuous saving', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('waits for a pause in typing and saves the last text once', async () => {
    const { saver, saved, dropped } = saverWith([]);
    saver.change(text('A'));
    await vi.advanceTimersByTimeAsync(500);
    saver.change(text('AB'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual([{ title: 'AB', expectedRevision: 7 }]);
    expect(dropped()).toBe(1);
  });

  it('saves at the latest after six seconds of uninterrupted typing', async () => {
    const { saver, saved } = saverWith([]);
    for (let keys = 0; keys < 14; keys += 1) {
      saver.change(text(String(keys)));
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(saved.length).toBeGreaterThan(0);
  });

  it('keeps every keystroke on the device before the server has it', () => {
    const { saver, kept, dropped } = saverWith([]);
    saver.change(text('A'));
    saver.change(text('AB'));
    expect(kept).toEqual(['A', 'AB']);
    expect(dropped()).toBe(0);
  });

  it('expects the revision that the save before it returned', async () => {
    const { saver, saved } = saverWith([]);
    saver.change(text('A'));
    await saver.flush();
    saver.change(text('B'));
    await saver.flush();
    expect(saved.map(({ expectedRevision }) => expectedRevision)).toEqual([7, 8]);
  });

  it('saves once more, not twice at once, when asked several times during a save', async () => {
    const { saver, saved } = saverWith([]);
    saver.change(text('A'));
    const first = saver.flush();
    saver.change(text('AB'));
    await Promise.all([first, saver.flush(), saver.flush()]);
    expect(saved).toEqual([
      { title: 'A', expectedRevision: 7 },
      { title: 'AB', expectedRevision: 8 },
    ]);
  });

  it('stops at an expired session, keeps what is typed meanwhile and saves it after signing in', async () => {
    const { saver, saved, kept, states } = saverWith([{ kind: 'expired' }]);
    saver.change(text('A'));
    await saver.flush();
    saver.change(text('AB'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saved).toHaveLength(1);
    expect(kept.at(-1)).toBe('AB');
    saver.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(saved.at(-1)).toEqual({ title: 'AB', expectedRevision: 7 });
    expect(states.at(-1)).toBe('saved');
  });

  it('tries again by itself when the server could not be reached', async () => {
    const { saver, saved, states } = saverWith([{ kind: 'unreachable' }]);
    saver.change(text('A'));
    await saver.flush();
    await vi.advanceTimersByTimeAsync(5000);
    expect(saved).toHaveLength(2);
    expect(states.at(-1)).toBe('saved');
  });

  it('never overwrites the other side of a conflict by itself', async () => {
    const { saver, saved, dropped } = saverWith([{ kind: 'conflict', theirs: null }]);
    saver.change(text('A'));
    await saver.flush();
    saver.change(text('AB'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saved).toHaveLength(1);
    expect(dropped()).toBe(0);
    await saver.overwrite(12);
    expect(saved.at(-1)).toEqual({ title: 'AB', expectedRevision: 12, separate: true });
  });

  it('knows its own save again when only the answer was lost', async () => {
    const theirs = { ...text('A'), revision: 8, at: 'then' };
    const { saver, saved, states, dropped } = saverWith([
      { kind: 'unreachable' },
      { kind: 'conflict', theirs },
    ]);
    saver.change(text('A'));
    await saver.flush();
    await vi.advanceTimersByTimeAsync(5000);
    expect(saved).toHaveLength(2);
    expect(states.at(-1)).toBe('saved');
    expect(dropped()).toBe(1);
    expect(saver.expectedRevision).toBe(8);
  });

  it('goes on from its own save whose answer was lost', async () => {
    const theirs = { ...text('A'), revision: 8, at: 'then' };
    const { saver, saved, states } = saverWith([{ kind: 'unreachable' }, { kind: 'conflict', theirs }]);
    saver.change(text('A'));
    await saver.flush();
    saver.change(text('AB'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(saved.at(-1)).toEqual({ title: 'AB', expectedRevision: 8 });
    expect(states).not.toContain('conflict');
  });

  it('does so, too, when the tab was closed in between', async () => {
    const before = saverWith([{ kind: 'unreachable' }]);
    before.saver.change(text('A'));
    await before.saver.flush();
    before.saver.close();
    const theirs = { ...text('A'), revision: 8, at: 'then' };
    const after = saverWith([{ kind: 'conflict', theirs }], before.unanswered());
    after.saver.change(text('AB'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(after.saved.at(-1)).toEqual({ title: 'AB', expectedRevision: 8 });
  });

  it('takes somebody else’s text for what it is', async () => {
    const theirs = { ...text('B'), revision: 8, at: 'then' };
    const { saver, states } = saverWith([{ kind: 'unreachable' }, { kind: 'conflict', theirs }]);
    saver.change(text('A'));
    await saver.flush();
    await vi.advanceTimersByTimeAsync(5000);
    expect(states.at(-1)).toBe('conflict');
  });
});
