import { MemoryLocker, Server } from '@tus/server';
import { TusStore, type TusTools } from './tus-store.js';

/** One request at a time writes to an upload; whoever asks next ends the one before. */
const locker = new MemoryLocker();

/**
 * Answers a request about an upload as tus 1.0 has it, with what went wrong beside the answer. A module of its own: its
 * library is loaded with the first upload.
 */
export async function answerTus(
  tools: TusTools,
  http: Request,
): Promise<{ readonly answer: Response; readonly error: unknown }> {
  let error: unknown;
  const server = new Server({
    path: '/uploads',
    locker,
    allowedOrigins: () => false,
    getFileIdFromRequest: () => tools.upload.uploadId,
    onResponseError: (_request, thrown) => void (error = thrown),
    datastore: new TusStore(tools),
  });
  return { answer: await server.handleWeb(http), error };
}
