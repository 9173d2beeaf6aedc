import { currentLocale } from '../i18n/locale.ts';
import type { Failure } from '../ui/failure.ts';
import { isSignedOut } from './failure.ts';
import { signalSession } from './session-signal.ts';
import { readEvents, type ServerEvent } from './sse.ts';

/**
 * How a stream ended: `ended` by the server, `stopped` by the person, `refused` before it began, `broken` on the
 * way (the network, or rights that were lost).
 */
export type StreamEnd =
  { readonly kind: 'ended' | 'stopped' | 'broken' } | { readonly kind: 'refused'; readonly failure: Failure };

/**
 * Posts JSON and hands on the server-sent events of the answer as they come. A session that the server no longer
 * knows is signalled, so that the person can sign in again above the page. Never throws.
 */
export async function postForEvents(call: {
  readonly path: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ServerEvent) => void;
}): Promise<StreamEnd> {
  let answer: Response;
  try {
    answer = await fetch(call.path, {
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
      signal: call.signal,
    });
  } catch {
    return call.signal.aborted ? { kind: 'stopped' } : { kind: 'refused', failure: noAnswer() };
  }
  if (!answer.ok || !answer.body || !isEventStream(answer)) {
    const failure = await refusalOf(answer);
    if (isSignedOut(failure.code)) signalSession('expired');
    return { kind: 'refused', failure };
  }
  try {
    for await (const event of readEvents(answer.body)) call.onEvent(event);
    return { kind: 'ended' };
  } catch {
    return { kind: call.signal.aborted ? 'stopped' : 'broken' };
  }
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
  const body: unknown = await answer.json().catch(() => null);
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

interface RefusedError {
  readonly message?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}
