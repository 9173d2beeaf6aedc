/**
 * A body that ends where its source breaks, and when `until` aborts: what came of it counts. Behind a stream that
 * fails, buffers between here and the store would throw away what they hold.
 */
export function endsQuietly(
  source: ReadableStream<Uint8Array> | null,
  until: AbortSignal,
): ReadableStream<Uint8Array> {
  return ReadableStream.from(quiet(source?.getReader() ?? null, until));
}

async function* quiet(
  reader: ReadableStreamDefaultReader<Uint8Array> | null,
  until: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (!reader) return;
  const stop = (): void => void reader.cancel().catch(() => undefined);
  until.addEventListener('abort', stop, { once: true });
  try {
    while (!until.aborted) {
      const next = await reader.read().catch(() => null);
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    until.removeEventListener('abort', stop);
    stop();
  }
}
