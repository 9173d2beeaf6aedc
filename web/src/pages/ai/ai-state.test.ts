import { describe, expect, it } from 'vitest';
import { citationOf } from '../../ui/answer/answer-text.ts';
import { readAiEvent, type AiEvent } from './ai-events.ts';
import { afterEnd, afterEvent, isRunning, isWhole, sent, type AiState } from './ai-state.ts';

const event = (name: string, data: unknown): AiEvent => {
  const read = readAiEvent({ name, data: JSON.stringify(data), id: '' });
  if (!read) throw new Error(`${name} was not read.`);
  return read;
};
const SOURCE = {
  documentId: 'd',
  versionId: 'v',
  versionNumber: 3,
  title: 'Passwortrichtlinie',
  isPublished: true,
};
const { isPublished: _published, ...VERSION } = SOURCE;
const CITATION = { ...VERSION, number: 1, quote: 'Mindestens zwölf Zeichen.', block: 4, blockEnd: 5 };

/** An answer after some events, one second apart. */
function after(...events: readonly AiEvent[]): AiState {
  return events.reduce((state, each, index) => afterEvent(state, each, 1000 * (index + 1)), sent(0));
}

describe('An answer', () => {
  it('grows by what comes, with citations where the server puts them', () => {
    const state = after(
      event('meta', { sources: [SOURCE], isShortened: true }),
      event('delta', { text: 'Zwölf ' }),
      event('citation', CITATION),
      event('delta', { text: ', immer ' }),
      event('citation', CITATION),
    );
    expect(state).toMatchObject({
      phase: 'writing',
      text: `Zwölf ${citationOf(1)}, immer ${citationOf(1)}`,
      sources: [SOURCE],
      citations: [CITATION],
      isShortened: true,
    });
    expect(isRunning(state)).toBe(true);
    const done = afterEvent(state, event('done', { outcome: 'ANSWERED', message: null }), 9000);
    expect(done).toMatchObject({ phase: 'done', outcome: 'ANSWERED', message: '', endedAt: 9000 });
    expect(isWhole(done)).toBe(true);
    expect(afterEnd(done, { kind: 'broken' }, 9500)).toBe(done);
  });

  it('is taken back when the filter of the provider stops it', () => {
    const state = after(
      event('delta', { text: 'halb ' }),
      event('citation', CITATION),
      event('done', { outcome: 'FILTERED', message: 'Gefiltert.' }),
    );
    expect(state).toMatchObject({ phase: 'done', text: '', citations: [], message: 'Gefiltert.' });
    expect(isWhole(state)).toBe(false);
  });

  it('is not whole when it was cut, or when there is nothing', () => {
    const cut = after(
      event('delta', { text: 'halb' }),
      event('done', { outcome: 'CUT', message: 'Zu lang.' }),
    );
    expect(cut.text).toBe('halb');
    expect(isWhole(cut)).toBe(false);
    expect(isWhole(after(event('done', { outcome: 'ANSWERED' })))).toBe(false);
  });

  it('cannot cite by what the model writes', () => {
    expect(after(event('delta', { text: `x${citationOf(1)}` })).text).toBe('x1');
  });

  it('waits while the model is busy, until it comes', () => {
    const waiting = after(event('wait', { seconds: 7, message: 'x' }));
    expect(waiting.waitsUntil).toBe(8000);
    expect(afterEvent(waiting, event('delta', { text: 'a' }), 9000).waitsUntil).toBeNull();
  });

  it('keeps what came when it is stopped or breaks off', () => {
    const state = after(event('delta', { text: 'halb' }));
    expect(afterEnd(state, { kind: 'stopped' }, 5)).toMatchObject({ phase: 'stopped', text: 'halb' });
    expect(afterEnd(state, { kind: 'broken' }, 5)).toMatchObject({ phase: 'broken', text: 'halb' });
    // An end without a last word is none.
    expect(afterEnd(state, { kind: 'ended' }, 5)).toMatchObject({ phase: 'broken', text: 'halb' });
  });

  it('fails with the words and the details of the server', () => {
    const state = after(
      event('error', { code: 'AI_BUSY', message: 'Ausgelastet.', requestId: 'r', retryAfterSeconds: 12 }),
    );
    expect(state).toMatchObject({
      phase: 'failed',
      failure: {
        code: 'AI_BUSY',
        message: 'Ausgelastet.',
        requestId: 'r',
        details: { retryAfterSeconds: 12 },
      },
    });
  });

  it.each(['{', '[]', 'null', '"x"'])('ignores an event of %s', (data) => {
    expect(readAiEvent({ name: 'delta', data, id: '' })).toBeNull();
  });

  it('ignores events that it does not know, and reads nothing out of wrong fields', () => {
    expect(readAiEvent({ name: 'later', data: '{}', id: '' })).toBeNull();
    expect(event('delta', { text: 7 })).toEqual({ kind: 'delta', text: '' });
    expect(event('meta', { sources: [null, 'x', {}] })).toMatchObject({
      sources: [{ title: '', versionNumber: 0 }],
    });
    expect(event('meta', { sources: 'x' })).toMatchObject({ sources: [] });
    expect(event('citation', { block: 5, blockEnd: 2 })).toMatchObject({
      citation: { block: 5, blockEnd: 5 },
    });
  });
});
