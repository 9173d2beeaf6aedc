import { KopexaError } from '#runtime/errors/catalogue.js';
import { StoreFailure } from '#runtime/storage/file-store.js';

/**
 * A stream whose first piece is there already: what fails before it is a refusal and not a broken answer. Throws
 * UNAVAILABLE when the store does not answer.
 */
export async function firstThenRest(pieces: AsyncGenerator<Buffer>): Promise<ReadableStream<Uint8Array>> {
  const first = await pieces.next().catch((error: unknown) => {
    throw error instanceof StoreFailure ? new KopexaError('UNAVAILABLE', { cause: error }) : error;
  });
  let waiting: typeof first | null = first;
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = waiting ?? (await pieces.next());
      waiting = null;
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
