import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FILTERED_PROMPT, TOO_MANY } from '#tests/kit/azure-chunks.js';
import { PEER, startAzurePeer, type AzurePeer, type PeerReply } from '#tests/kit/azure-openai.js';
import type { AiConfig } from '#runtime/config/outside.js';
import { createAzureModel } from '#runtime/egress/azure-openai.js';
import { AZURE_LIMITS, type AzureLimits } from '#runtime/egress/azure-watch.js';
import type { ChatEvent, ChatFailure } from '#runtime/egress/chat-model.js';

let peer: AzurePeer;
beforeAll(async () => {
  peer = await startAzurePeer();
});
beforeEach(() => peer.reset());
afterAll(() => peer.close());

const QUICK: AzureLimits = { ...AZURE_LIMITS, firstMs: 400, idleMs: 300, totalMs: 3_000, connectMs: 500 };

async function ask(
  options: {
    config?: AiConfig;
    limits?: AzureLimits;
    signal?: AbortSignal;
    onEvent?: (event: ChatEvent) => void;
  } = {},
): Promise<{ events: ChatEvent[]; failure: ChatFailure | null; text: string }> {
  const config = (options.config ?? peer.config()) as Extract<AiConfig, { kind: 'azure' }>;
  const model = createAzureModel(config, peer.outside(config).egress, options.limits ?? QUICK);
  const events: ChatEvent[] = [];
  let failure: ChatFailure | null = null;
  try {
    const signal = options.signal ?? new AbortController().signal;
    for await (const event of model.stream({
      messages: [{ role: 'user', content: 'Was gilt?' }],
      answerTokens: 50,
      signal,
    })) {
      events.push(event);
      options.onEvent?.(event);
    }
  } catch (error) {
    failure = error as ChatFailure;
  }
  return { events, failure, text: events.map((event) => (event.kind === 'text' ? event.text : '')).join('') };
}

const replies =
  (...given: PeerReply[]) =>
  (): PeerReply =>
    given.length > 1 ? given.shift()! : given[0]!;

describe('Azure OpenAI', () => {
  it('is asked at the deployment, with key and version, and streams its answer with the tokens it counted', async () => {
    const { events, text, failure } = await ask();
    expect(failure).toBeNull();
    expect(text).toBe('Guten Tag ⟦Q1⟧.');
    expect(events.at(-1)).toMatchObject({ kind: 'end', outcome: 'answered', tokens: { completion: 4 } });
    const [request] = peer.chats();
    expect(request?.url).toBe(
      `/openai/deployments/${PEER.deployment}/chat/completions?api-version=${PEER.apiVersion}`,
    );
    expect(request?.headers['api-key']).toBe(PEER.key);
    expect(request?.headers.authorization).toBeUndefined();
    expect(JSON.parse(request!.body)).toEqual({
      model: PEER.deployment,
      messages: [{ role: 'user', content: 'Was gilt?' }],
      max_completion_tokens: 50,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('takes a token of Entra ID, fetched once for several requests', async () => {
    const config = peer.config('entra') as Extract<AiConfig, { kind: 'azure' }>;
    const model = createAzureModel(config, peer.outside(config).egress, QUICK);
    const once = async (): Promise<void> => {
      const request = { messages: [{ role: 'user', content: 'x' }] as const, answerTokens: 5 };
      const { signal } = new AbortController();
      for await (const event of model.stream({ ...request, signal })) void event;
    };
    await Promise.all([once(), once()]);
    await once();
    expect(peer.chats().map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 3 }, () => `Bearer ${PEER.token}`),
    );
    expect(peer.requests.filter(({ url }) => url.includes('oauth2'))).toHaveLength(1);
  });

  it.each([
    ['a wrong key', () => peer.config('key', { credentials: { kind: 'key', key: 'other' } })],
    ['a deployment that does not exist', () => peer.config('key', { deployment: 'gone' })],
    [
      'a wrong secret of Entra ID',
      () => {
        const { credentials } = peer.config('entra') as Extract<AiConfig, { kind: 'azure' }>;
        return peer.config('entra', { credentials: { ...credentials, clientSecret: 'x' } as never });
      },
    ],
  ])('says of %s that it is misconfigured, and asks once', async (_what, config) => {
    const { failure, events } = await ask({ config: config() });
    expect(failure?.code).toBe('misconfigured');
    expect(events).toEqual([]);
    expect(peer.chats().length).toBeLessThanOrEqual(1);
  });

  it.each<[string, PeerReply]>([
    ['by HTTP 400', { kind: 'status', status: 400, body: FILTERED_PROMPT }],
    ['in the chunk about the prompt', { kind: 'stream', texts: ['x'], promptFiltered: true }],
    ['by the finish reason', { kind: 'stream', texts: ['Der '], finish: 'content_filter' }],
    ['in a chunk without a delta', { kind: 'stream', texts: ['Der '], choiceFiltered: true }],
  ])('tells that its content filter stopped the answer %s', async (_how, reply) => {
    peer.answer(() => reply);
    const { events, failure } = await ask();
    expect(failure).toBeNull();
    expect(events.at(-1)).toMatchObject({ kind: 'end', outcome: 'filtered' });
  });

  it('tells that an answer was cut, and bears one without counted tokens', async () => {
    peer.answer(() => ({ kind: 'stream', texts: ['Der '], finish: 'length', usage: null }));
    expect((await ask()).events.at(-1)).toEqual({ kind: 'end', outcome: 'cut', tokens: null });
  });

  it.each(['reset', 'half', 'silent', 'garbage'] as const)(
    'tells an answer that broke off: %s',
    async (broken) => {
      peer.answer(() => ({ kind: 'stream', texts: ['Der '], broken, finish: null }));
      const { failure, events } = await ask();
      expect(failure?.code).toBe('broken');
      expect(events.every(({ kind }) => kind !== 'end')).toBe(true);
      expect(peer.chats()).toHaveLength(1);
    },
  );

  it('tells an answer that is none at all: a page of a proxy', async () => {
    peer.answer(() => ({ kind: 'status', status: 200, body: '<html>Sign in</html>' }));
    expect((await ask()).failure?.code).toBe('broken');
  });

  it('never tells its credentials, whatever fails', async () => {
    const replies: PeerReply[] = [
      { kind: 'status', status: 401, body: { error: { message: `key ${PEER.key} is wrong` } } },
      { kind: 'status', status: 500, body: {} },
      { kind: 'stream', texts: [], broken: 'garbage' },
    ];
    for (const credentials of ['key', 'entra'] as const)
      for (const reply of replies) {
        peer.answer(() => reply);
        const { failure } = await ask({
          config: peer.config(credentials),
          limits: { ...QUICK, attempts: 1 },
        });
        const told = inspect(failure, { depth: 20, showHidden: true });
        for (const secret of [PEER.key, PEER.secret, PEER.token]) expect(told).not.toContain(secret);
      }
  });

  it('asks again when it is busy, after the time it was told, and says so', async () => {
    peer.answer(
      replies(
        { kind: 'status', status: 429, body: TOO_MANY, headers: { 'retry-after': '1' } },
        { kind: 'status', status: 503, body: {}, headers: { 'retry-after-ms': '20' } },
        { kind: 'stream', texts: ['da'] },
      ),
    );
    const started = performance.now();
    const { events, text } = await ask({ limits: { ...QUICK, totalMs: 8_000 } });
    expect(events.filter(({ kind }) => kind === 'wait')).toEqual([
      { kind: 'wait', seconds: 1 },
      { kind: 'wait', seconds: 1 },
    ]);
    expect(text).toBe('da');
    expect(performance.now() - started).toBeGreaterThan(1_900);
  });

  it('gives up on a long Retry-After at once, and after the last attempt, with the time to come back', async () => {
    peer.answer(() => ({ kind: 'status', status: 429, body: TOO_MANY, headers: { 'retry-after': '37' } }));
    const long = await ask();
    expect([long.failure?.code, long.failure?.retryAfterSeconds]).toEqual(['busy', 37]);
    expect(peer.chats()).toHaveLength(1);
    peer.reset();
    peer.answer(() => ({ kind: 'status', status: 500, body: {}, headers: { 'retry-after': '0' } }));
    expect((await ask()).failure?.code).toBe('unavailable');
    expect(peer.chats()).toHaveLength(3);
  });

  it('ends what does not begin, does not go on, or takes too long altogether', async () => {
    peer.answer(() => ({ kind: 'hang' }));
    expect((await ask()).failure?.code).toBe('timeout');
    peer.answer(() => ({ kind: 'stream', texts: ['a', 'b'], betweenMs: 800 }));
    expect((await ask()).failure?.code).toBe('timeout');
    peer.answer(() => ({ kind: 'stream', texts: Array.from({ length: 50 }, () => 'a '), betweenMs: 100 }));
    const slow = await ask({ limits: { ...QUICK, totalMs: 900 } });
    expect(slow.failure?.code).toBe('timeout');
    expect(slow.events.length).toBeGreaterThan(2);
  });

  it('is left when its asker goes, while it answers and while we wait to ask again', async () => {
    peer.answer(() => ({ kind: 'stream', texts: Array.from({ length: 50 }, () => 'a '), betweenMs: 50 }));
    const gone = new AbortController();
    const left = await ask({ signal: gone.signal, onEvent: () => gone.abort() });
    expect(left.failure?.code).toBe('cancelled');
    await expect.poll(() => peer.chats()[0]?.wasAborted).toBe(true);
    peer.answer(() => ({ kind: 'status', status: 429, body: TOO_MANY, headers: { 'retry-after': '2' } }));
    const waiting = new AbortController();
    const started = performance.now();
    expect((await ask({ signal: waiting.signal, onEvent: () => waiting.abort() })).failure?.code).toBe(
      'cancelled',
    );
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('says of a service that cannot be reached that it is unavailable', async () => {
    const config = peer.config('key', { endpoint: 'http://127.0.0.1:9' });
    expect((await ask({ config, limits: { ...QUICK, attempts: 1 } })).failure?.code).toBe('unavailable');
  });
});
