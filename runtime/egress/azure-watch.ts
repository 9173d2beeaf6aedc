import { ChatFailure } from './chat-model.js';

/** How long an answer may take, in milliseconds, and how often it is asked for. */
export interface AzureLimits {
  readonly connectMs: number;
  /** From the request to the first chunk. */
  readonly firstMs: number;
  /** From one chunk to the next. */
  readonly idleMs: number;
  /** All attempts and waits together: an entry of the trail is written with the request's own rights at its end. */
  readonly totalMs: number;
  readonly attempts: number;
  /** A longer Retry-After is told to the person instead. */
  readonly longestWaitSeconds: number;
}

/** What holds unless a test says otherwise. */
export const AZURE_LIMITS: AzureLimits = {
  connectMs: 5_000,
  firstMs: 20_000,
  idleMs: 12_000,
  totalMs: 40_000,
  attempts: 3,
  longestWaitSeconds: 10,
};

/** Ends a request when its caller goes or its time is over, and knows which it was. */
export interface Watch {
  readonly signal: AbortSignal;
  /** The next sign of life is due within so many milliseconds. */
  expect(ms: number): void;
  /** Waits; false when there is no time for it. Rejects when the caller goes. */
  pause(seconds: number): Promise<boolean>;
  /** Why the request was ended by us; `null` when it was not. */
  ended(): ChatFailure | null;
  stop(): void;
}

/** Watches over one request. */
export function watchOver(caller: AbortSignal, totalMs: number): Watch {
  const controller = new AbortController();
  const due = Date.now() + totalMs;
  let failure: ChatFailure | null = null;
  let timer: NodeJS.Timeout | undefined;
  const end = (code: 'timeout' | 'cancelled'): void => {
    failure ??= new ChatFailure(code);
    controller.abort();
  };
  const cancelled = (): void => end('cancelled');
  const arm = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => end('timeout'), Math.max(0, Math.min(ms, due - Date.now())));
  };
  if (caller.aborted) cancelled();
  else caller.addEventListener('abort', cancelled, { once: true });
  arm(totalMs);
  return {
    signal: controller.signal,
    expect: arm,
    pause: async (seconds) => {
      if (Date.now() + seconds * 1000 >= due) return false;
      arm(totalMs);
      await sleep(seconds * 1000, controller.signal);
      if (failure) throw failure;
      return true;
    },
    ended: () => failure,
    stop: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', cancelled);
    },
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
