import { describe, expect, it } from 'vitest';
import { IDLE, type AiState } from './ai-state.ts';
import { checked, settled, type Reasks } from './settle-answer.ts';

const SOURCE = { versionId: 'v', versionNumber: 1, title: 'x', isPublished: true };
const BROKEN: AiState = {
  ...IDLE,
  phase: 'broken',
  text: 'halb',
  sources: ['a', 'b', 'a'].map((documentId) => ({ ...SOURCE, documentId })),
};
const failed = (code: string): AiState => ({
  ...IDLE,
  phase: 'failed',
  failure: { code, message: '', field: null, requestId: null, details: null },
});

/** A server that refuses some things, by code; what it was asked for is kept. */
function server(refuses: { organization?: string; documents?: Record<string, string> } = {}) {
  const asked: string[] = [];
  const reasks: Reasks = {
    organization: () => Promise.resolve(refuses.organization ?? null),
    document: (id) => {
      asked.push(id);
      return Promise.resolve(refuses.documents?.[id] ?? null);
    },
  };
  return { ...reasks, asked };
}

describe('An answer that broke off', () => {
  it('stays when everything that it rests on may still be read', async () => {
    const there = server();
    expect(await settled(there, BROKEN)).toBe(BROKEN);
    expect(there.asked).toEqual(['a', 'b']);
  });

  it('stays when nothing can be asked, because the network is gone', async () => {
    expect(await settled(server({ organization: 'NETWORK', documents: { a: 'NETWORK' } }), BROKEN)).toBe(
      BROKEN,
    );
  });

  it.each([
    [{ documents: { b: 'NOT_FOUND' } }],
    [{ organization: 'FORBIDDEN' }],
    [{ organization: 'NETWORK', documents: { a: 'NOT_FOUND' } }],
  ])('goes from the page when the server says %j', async (refuses) => {
    expect(await settled(server(refuses), BROKEN)).toMatchObject({
      phase: 'withdrawn',
      text: '',
      sources: [],
      citations: [],
    });
  });

  it('waits for the person to sign in again when the session is over', async () => {
    expect(await settled(server({ organization: 'UNAUTHENTICATED' }), BROKEN)).toMatchObject({
      phase: 'expired',
    });
    expect(await settled(server(), failed('UNAUTHENTICATED'))).toMatchObject({ phase: 'expired' });
  });
});

describe('An answer that ended otherwise', () => {
  it.each(['done', 'stopped'] as const)('is asked no more questions: %s', async (phase) => {
    const there = server({ organization: 'NOT_FOUND' });
    const state = { ...BROKEN, phase };
    expect(await settled(there, state)).toBe(state);
    expect(there.asked).toEqual([]);
  });

  it('keeps its refusal', async () => {
    const state = failed('AI_BUDGET');
    expect(await settled(server(), state)).toBe(state);
  });
});

describe('An answer that was kept', () => {
  const DONE: AiState = { ...BROKEN, phase: 'done', outcome: 'ANSWERED' };

  it('is shown again as it was, or not at all', async () => {
    expect(await checked(server(), DONE)).toBe(DONE);
    expect(await checked(server({ organization: 'NETWORK' }), DONE)).toBe(DONE);
    const gone = await checked(server({ documents: { a: 'NOT_FOUND' } }), DONE);
    expect(gone).toMatchObject({ phase: 'withdrawn', text: '', citations: [] });
  });
});
