import { setTimeout as sleep } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Destination } from './config.js';
import { EXIT } from './exit-codes.js';
import { exitCodeOf, ToolFailure } from './failure.js';
import { textsIn, type Language } from './texts/texts.js';

/** Runs the persisted operations of the manifest `tools`. */
export interface ToolClient {
  /** @throws ToolFailure with the server's own sentence */
  run<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
}

/** How a client is made. */
export interface ClientOptions extends Destination {
  readonly language: Language;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs?: number;
}

const TRIES = 5;
const LONGEST_WAIT_SECONDS = 60;

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly requestId?: string };
  }[];
}

/**
 * A client of one installation. What passes by itself (too fast, not reachable for a moment) is tried again, a
 * mutation only when it was not executed; redirections are not followed, so that the token goes nowhere else.
 */
export function createToolClient(options: ClientOptions): ToolClient {
  const texts = textsIn(options.language);
  return {
    run: async <Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) => {
      for (let attempt = 1; ; attempt += 1) {
        const response = await send(document, variables, options).catch((error: unknown) => {
          options.signal.throwIfAborted();
          throw new ToolFailure(EXIT.unavailable, texts.unreachable(options.origin, reasonOf(error)));
        });
        const wait = attempt < TRIES ? waitSeconds(response, attempt) : 0;
        if (wait === 0) return (await readAnswer(response, options)) as Data;
        await response.body?.cancel();
        await sleep(wait * 1000, undefined, { signal: options.signal });
      }
    },
  };
}

function send(document: object, variables: unknown, options: ClientOptions): Promise<Response> {
  const { __meta__: meta } = document as { __meta__?: { hash?: string } };
  return fetch(new URL('/graphql', options.origin), {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs ?? 30_000)]),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': options.language,
      authorization: `Bearer ${options.token}`,
      'user-agent': 'kopexa-tools',
      'x-kopexa-client': 'tools',
      'x-kopexa-time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    body: JSON.stringify({
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: meta?.hash ?? '' } },
    }),
  });
}

/** 429 says when to come back (RFC 9110 §10.2.3); 503 was not executed either. */
function waitSeconds({ status, headers }: Response, attempt: number): number {
  if (status !== 429 && status !== 503) return 0;
  const asked = Number(headers.get('retry-after') ?? Number.NaN);
  const wait = Number.isFinite(asked) ? asked : 2 ** (attempt - 1);
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(1, wait));
}

async function readAnswer(response: Response, options: ClientOptions): Promise<unknown> {
  const texts = textsIn(options.language);
  if (response.status >= 300 && response.status < 400)
    throw new ToolFailure(EXIT.usage, texts.redirected(response.headers.get('location') ?? '?'));
  const answer = (await response.json().catch(() => null)) as Answer | null;
  if (!answer) throw new ToolFailure(EXIT.unavailable, texts.noAnswer(options.origin, response.status));
  const [error] = answer.errors ?? [];
  if (!error) return answer.data;
  const { code = 'INTERNAL', requestId = null } = error.extensions ?? {};
  const message = code === 'PERSISTED_ID_UNKNOWN' ? texts.otherVersion : error.message;
  throw new ToolFailure(exitCodeOf(code), message, requestId);
}

/** fetch hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}
