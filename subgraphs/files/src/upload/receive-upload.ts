import { KopexaError, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { RouteHandler, RouteRequest } from '#runtime/graphql/route.js';
import { StoreFailure } from '#runtime/storage/file-store.js';
import { openFileKey } from '../key/file-key.js';
import { keyRepository } from '../key/key.repository.js';
import type { FilesServices } from '../services.js';
import { cancelUpload } from './cancel-upload.js';
import { endsQuietly } from './ends-quietly.js';
import { saveUpload } from './save-upload.js';
import type { UploadRecord } from './upload.js';
import { uploadReads } from './upload.repository.js';

/** A request takes bytes for this long, then acknowledges what is whole: it must end before the edge cuts it off. */
const WRITING_MS = 20_000;

/**
 * The internal route behind `HEAD`, `PATCH` and `DELETE /o/:slug/uploads/:id`: tus 1.0 with termination and expiration
 * (https://tus.io/protocols/resumable-upload). Uploads begin in GraphQL. Throws NOT_FOUND for an upload that does not
 * exist, is somebody else's, has expired, or goes where the actor may no longer write.
 */
export const receiveUpload: RouteHandler<FilesServices> = async (route) => {
  const { ctx, http } = route;
  const upload = await ownUpload(route);
  const store = await ctx.services.store();
  const request = http.method === 'PATCH' ? untilInterrupted(http) : http;
  const { answerTus } = await import('./answer-tus.js');
  const tools = { ...toolsOf(route, upload), upload, store, hashes: ctx.services.hashes };
  const { answer, error } = await answerTus(tools, request);
  const refused = refusalOf(error);
  if (refused) throw refused;
  answer.headers.delete('content-length');
  return answer;
};

/** The request with a body that ends when the client goes, the right to write is lost, or time is up. */
function untilInterrupted(http: Request): Request {
  const until = AbortSignal.any([http.signal, AbortSignal.timeout(WRITING_MS)]);
  const body = endsQuietly(http.body, until);
  return new Request(http.url, { method: 'PATCH', headers: http.headers, body, duplex: 'half' });
}

/** The people in charge see who tried to go on with what is not theirs. */
async function ownUpload({ ctx, params, audited }: RouteRequest<FilesServices>): Promise<UploadRecord> {
  const id = params['id'] ?? '';
  const found = isId(id) ? await uploadReads(ctx).byId(id) : null;
  return found ?? audited('file.continue_upload', 'File', () => Promise.reject(notFound('File', null)));
}

function toolsOf({ ctx, audited }: RouteRequest<FilesServices>, upload: UploadRecord) {
  const { keyring, clock } = ctx.services;
  const { orgId } = upload;
  return {
    key: () => openFileKey({ keyring, keys: keyRepository(ctx), orgId }, upload),
    cancel: () => audited('file.cancel_upload', 'File', () => cancelUpload(ctx.change, upload.uploadId)),
    save: (content: Parameters<typeof saveUpload>[2]) =>
      audited(upload.isVersion ? 'file.add_version' : 'file.upload', 'File', () =>
        saveUpload({ change: ctx.change, actor: ctx.actor, now: clock() }, upload.uploadId, content),
      ),
  };
}

/** What tus itself refuses it says itself; what came from us goes the way of all refusals. */
function refusalOf(error: unknown): Error | null {
  if (error instanceof StoreFailure) return new KopexaError('UNAVAILABLE', { cause: error });
  const isOfTus = (error as { status_code?: number } | undefined)?.status_code !== undefined;
  return error instanceof Error && !isOfTus ? error : null;
}
