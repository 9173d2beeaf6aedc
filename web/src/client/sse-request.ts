import { currentLocale } from '../i18n/locale.ts';
import type { Failure } from '../ui/failure.ts';
import { signalFailure } from './session-signal.ts';
import { readEvents, type ServerEvent } from './sse.ts';

/**
 * How a stream ended: `ended` by the server, `stopped` by the person, `refused` before it began, `broken` on the
 * way (the network, or rights that were lost).
 */
export type StreamEnd =
  { readonly kind: 'ended' | 'stopped' | 'broken' } | { readonly kind: 'refused'; readonly failure: Failure };

/** A request whose answer is a stream of events. */
export interface EventCall {
  readonly path: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ServerEvent) => void;
}

/** A server that has nothing to say says so at least every 15 s. */
const SILENCE_MS = 60_000;

/**
 * Posts JSON and hands on the server-sent events of the answer as they come. A session that the server no longer
 * knows is signalled, so that the person can sign in again above the page. Never throws.
 */
export async function postForEvents(call: EventCall): Promise<StreamEnd> {
  const line = watchLine(call.signal);
  const end = await exchange(call, line);
  line.close();
  return end;
}

async function exchange(call: EventCall, line: Line): Promise<StreamEnd> {
  let stream: ReadableStream<Uint8Array> | Failure;
  try {
    const answer = await ask(call, line);
    stream = answer.ok && answer.body && isEventStream(answer) ? answer.body : await refusalOf(answer);
  } catch {
    // The network failed, before the answer or within a refusal: what it would have said is not known.
    return call.signal.aborted ? { kind: 'stopped' } : { kind: 'refused', failure: noAnswer() };
  }
  if (!(stream instanceof ReadableStream)) {
    signalFailure(stream.code, stream.details);
    return { kind: 'refused', failure: stream };
  }
  try {
    for await (const event of readEvents(line.listen(stream))) call.onEvent(event);
    return { kind: 'ended' };
  } catch {
    return { kind: call.signal.aborted ? 'stopped' : 'broken' };
  }
}

function ask(call: EventCall, line: Line): Promise<Response> {
  return fetch(call.path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'x-kopexa-client': 'web',
      'accept-language': currentLocale(),
      'x-kopexa-time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    body: JSON.stringify(call.body),
    signal: line.signal,
  });
}

interface Line {
  readonly signal: AbortSignal;
  /** Notes every byte: a line that says nothing for too long is dead. */
  listen(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array>;
  close(): void;
}

/** Cuts a line that is dead: a network that goes without a word would leave the request hanging for minutes. */
function watchLine(stopped: AbortSignal): Line {
  const dead = new AbortController();
  const cut = () => dead.abort();
  let timer = setTimeout(cut, SILENCE_MS);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(cut, SILENCE_MS);
  };
  globalThis.addEventListener?.('offline', cut);
  return {
    signal: AbortSignal.any([stopped, dead.signal]),
    listen: (stream) =>
      stream.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            heard();
            controller.enqueue(chunk);
          },
        }),
      ),
    close() {
      clearTimeout(timer);
      globalThis.removeEventListener?.('offline', cut);
    },
  };
}

/** The failure of an answer that never came. */
export function noAnswer(): Failure {
  return { code: 'NETWORK', message: '', field: null, requestId: null, details: null };
}

function isEventStream(answer: Response): boolean {
  return answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}

/** The one failure in a JSON refusal, `{errors: [{message, extensions}]}`. */
async function refusalOf(answer: Response): Promise<Failure> {
  const unknown: Failure = { ...noAnswer(), code: answer.status === 503 ? 'UNAVAILABLE' : 'INTERNAL' };
  const body = jsonIn(await answer.text());
  const first = (body as { errors?: readonly RefusedError[] } | null)?.errors?.[0];
  if (!first) return unknown;
  const { code, requestId, field, details } = first.extensions ?? {};
  return {
    code: typeof code === 'string' ? code : unknown.code,
    message: typeof first.message === 'string' ? first.message : '',
    field: typeof field === 'string' ? field.replace(/^input\./, '') : null,
    requestId: typeof requestId === 'string' ? requestId : null,
    details: typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : null,
  };
}

/** What a text says in JSON; null when it is none: a proxy in between, for example, answers in its own way. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface RefusedError {
  readonly message?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}
