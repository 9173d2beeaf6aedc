import { APIConnectionError, APIError } from 'openai/error';
import { ChatFailure, type ChatFailureCode } from './chat-model.js';
import { EgressRefused } from './egress.js';

/** Whether Azure's content filter refused the prompt: HTTP 400 with this code, the first of its three shapes. */
export function isFilteredPrompt(error: unknown): boolean {
  return error instanceof APIError && error.status === 400 && error.code === 'content_filter';
}

/** What went wrong, in the words of the port; whatever is not known broke the answer. */
export function failureOf(error: unknown): ChatFailure {
  const known = inChain(error, (each) => each instanceof ChatFailure);
  if (known) return known as ChatFailure;
  if (inChain(error, (each) => each instanceof EgressRefused || /redirect/i.test(each.message)))
    return new ChatFailure('misconfigured', { cause: error });
  if (error instanceof APIConnectionError) return new ChatFailure('unavailable', { cause: error });
  if (error instanceof APIError && typeof error.status === 'number')
    return new ChatFailure(codeOf(error.status), {
      // Not the error itself: its body may repeat what was sent, and that is not for the log.
      cause: new Error(`HTTP ${error.status} ${error.code ?? ''}`.trim()),
      ...retryAfterOf(error.headers as Headers | undefined),
    });
  return new ChatFailure('broken', { cause: error });
}

/** Whether the same request may be answered a moment later. */
export function maySucceedLater({ code }: ChatFailure): boolean {
  return code === 'busy' || code === 'unavailable';
}

function codeOf(status: number): ChatFailureCode {
  if (status === 429) return 'busy';
  if (status === 408) return 'timeout';
  return status >= 500 ? 'unavailable' : 'misconfigured';
}

/** Retry-After as seconds or date (RFC 9110 §10.2.3), or Azure's own in milliseconds. */
function retryAfterOf(headers: Headers | undefined): { retryAfterSeconds?: number } {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (milliseconds >= 0) return { retryAfterSeconds: Math.ceil(milliseconds / 1000) };
  const text = headers?.get('retry-after');
  if (!text) return {};
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(0, seconds) } : {};
}

function inChain(error: unknown, matches: (error: Error) => boolean): Error | null {
  let current: unknown = error;
  for (let depth = 0; current instanceof Error && depth < 8; depth += 1, current = current.cause)
    if (matches(current)) return current;
  return null;
}
