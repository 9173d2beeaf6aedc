import { afterEach, describe, expect, it, vi } from 'vitest';
import { onSession } from './session-signal.ts';
import type { ServerEvent } from './sse.ts';
import { postForEvents } from './sse-request.ts';

vi.mock('../i18n/locale.ts', () => ({ currentLocale: () => 'de' }));
afterEach(() => vi.unstubAllGlobals());

const encoder = new TextEncoder();
const EVENT_STREAM = { headers: { 'content-type': 'text/event-stream; charset=utf-8' } };

function answering(answer: () => Promise<Response>) {
  const fetched = vi.fn<(path: string, options: RequestInit) => Promise<Response>>(answer);
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

async function post(signal = new AbortController().signal) {
  const events: ServerEvent[] = [];
  const end = await postForEvents({
    path: '/o/acme/ai/answers',
    body: { question: 'Was gilt?' },
    signal,
    onEvent: (event) => events.push(event),
  });
  return { events, end };
}

describe('A request for events', () => {
  it('says which client it is, and hands on what comes', async () => {
    const fetched = answering(() => Promise.resolve(new Response('data: 1\n\ndata: 2\n\n', EVENT_STREAM)));
    const { events, end } = await post();
    expect(events.map(({ data }) => data)).toEqual(['1', '2']);
    expect(end).toEqual({ kind: 'ended' });
    const [path, options] = fetched.mock.calls[0] ?? [];
    expect(path).toBe('/o/acme/ai/answers');
    expect(options?.headers).toMatchObject({ 'x-kopexa-client': 'web' });
    expect(options?.body).toBe('{"question":"Was gilt?"}');
  });

  it('tells what the server refuses, in its words', async () => {
    const extensions = { code: 'INVALID_INPUT', requestId: 'r-1', field: 'input.question' };
    answering(() =>
      Promise.resolve(
        Response.json({ errors: [{ message: 'Bitte fragen Sie.', extensions }] }, { status: 400 }),
      ),
    );
    expect((await post()).end).toEqual({
      kind: 'refused',
      failure: {
        code: 'INVALID_INPUT',
        message: 'Bitte fragen Sie.',
        field: 'question',
        requestId: 'r-1',
        details: null,
      },
    });
  });

  it('makes the page ask to sign in again when the session is over', async () => {
    const expired = vi.fn<() => void>();
    const stop = onSession('expired', expired);
    const errors = [{ message: 'Bitte melden Sie sich an.', extensions: { code: 'UNAUTHENTICATED' } }];
    answering(() => Promise.resolve(Response.json({ errors }, { status: 401 })));
    expect((await post()).end).toMatchObject({ failure: { code: 'UNAUTHENTICATED' } });
    expect(expired).toHaveBeenCalledTimes(1);
    stop();
  });

  it('takes no page for an answer: a proxy may answer with one', async () => {
    const html = { headers: { 'content-type': 'text/html' } };
    answering(() => Promise.resolve(new Response('<h1>data: x</h1>', html)));
    expect((await post()).end).toMatchObject({ kind: 'refused', failure: { code: 'INTERNAL' } });
  });

  it('has no answer without a network', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await post()).end).toMatchObject({ kind: 'refused', failure: { code: 'NETWORK' } });
  });

  it('has no answer either when the network fails within a refusal', async () => {
    const breaking = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode('{"errors":[')),
      pull: (controller) => controller.error(new TypeError('network error')),
    });
    answering(() => Promise.resolve(new Response(breaking, { status: 400 })));
    expect((await post()).end).toMatchObject({ kind: 'refused', failure: { code: 'NETWORK' } });
  });

  it('keeps what came before the stream broke', async () => {
    const breaking = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode('data: 1\n\n')),
      pull: (controller) => controller.error(new TypeError('network error')),
    });
    answering(() => Promise.resolve(new Response(breaking, EVENT_STREAM)));
    const { events, end } = await post();
    expect(events).toHaveLength(1);
    expect(end).toEqual({ kind: 'broken' });
  });

  it('is given up when nothing is heard any more, or when the network is gone', async () => {
    vi.useFakeTimers();
    const silent = (signal: AbortSignal | null | undefined) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(encoder.encode('data: 1\n\n'));
          signal?.addEventListener('abort', () => controller.error(signal.reason));
        },
      });
    vi.stubGlobal('fetch', (_path: string, { signal }: RequestInit) =>
      Promise.resolve(new Response(silent(signal), EVENT_STREAM)),
    );
    const waiting = post();
    await vi.advanceTimersByTimeAsync(59_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await waiting).toMatchObject({ end: { kind: 'broken' }, events: [{ data: '1' }] });

    const network = new EventTarget();
    vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
    vi.stubGlobal('removeEventListener', network.removeEventListener.bind(network));
    const cut = post();
    await vi.advanceTimersByTimeAsync(10);
    network.dispatchEvent(new Event('offline'));
    expect((await cut).end).toEqual({ kind: 'broken' });
    vi.useRealTimers();
  });

  it('is stopped by the person', async () => {
    const abort = new AbortController();
    answering(() => {
      abort.abort();
      return Promise.reject(new DOMException('stopped', 'AbortError'));
    });
    expect((await post(abort.signal)).end).toEqual({ kind: 'stopped' });
  });
});
