import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';

/** One request to send; `settle` sees the answer's text and throws when it is not what it should be. */
export interface Shot {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly settle: (answer: string) => void;
}

/** What a burst of requests took. */
export interface Burst {
  readonly latenciesMs: number[];
  readonly seconds: number;
}

/** Sends requests with a fixed concurrency for a time; `shot(worker)` makes the next one of a worker. */
export async function fire(
  origin: string,
  shot: (worker: number) => Shot,
  options: { readonly concurrency: number; readonly seconds: number },
): Promise<Burst> {
  const pool = new Pool(origin, { connections: options.concurrency, pipelining: 1 });
  const latenciesMs: number[] = [];
  const begin = performance.now();
  const end = begin + options.seconds * 1000;
  const worker = async (index: number): Promise<void> => {
    while (performance.now() < end) {
      const { path, headers, body, settle } = shot(index);
      const sent = performance.now();
      const response = await pool.request({ path, method: 'POST', headers, body });
      const answer = await response.body.text();
      latenciesMs.push(performance.now() - sent);
      if (response.statusCode !== 200)
        throw new Error(`${path} answered ${response.statusCode}: ${answer.slice(0, 300)}`);
      settle(answer);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, (_unused, index) => worker(index)));
  const seconds = (performance.now() - begin) / 1000;
  await pool.close();
  return { latenciesMs, seconds };
}

/** The value below which the given share of a sorted-on-the-fly list lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
