/** How fast one caller may go. */
export interface RateLimit {
  /** Requests that may come at once. */
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * Token buckets by caller, in memory and bounded: beyond `capacity` callers the one that was quiet for longest is
 * forgotten, so that nobody can fill the memory by changing addresses (THREATS 32).
 */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    readonly limit: RateLimit,
    private readonly capacity = 50_000,
  ) {}

  /** Takes a token; answers 0, or after how many whole seconds to try again. */
  take(caller: string, nowMs = Date.now()): number {
    const { burst, perSecond } = this.limit;
    const before = this.#buckets.get(caller) ?? { tokens: burst, atMs: nowMs };
    const refilled = ((nowMs - before.atMs) / 1000) * perSecond;
    const bucket = { tokens: Math.min(burst, before.tokens + Math.max(0, refilled)), atMs: nowMs };
    const waitSeconds = bucket.tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    if (waitSeconds === 0) bucket.tokens -= 1;
    this.#remember(caller, bucket);
    return waitSeconds;
  }

  get size(): number {
    return this.#buckets.size;
  }

  #remember(caller: string, bucket: Bucket): void {
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    if (this.#buckets.size <= this.capacity) return;
    const quietest = this.#buckets.keys().next().value;
    if (quietest !== undefined) this.#buckets.delete(quietest);
  }
}
