import { Upload as TusUpload, type DetailedError } from 'tus-js-client';
import { BeginFileUploadDocument, UploadedFileDocument } from '../../gql/graphql.ts';
import { currentLocale } from '../../i18n/locale.ts';
import type { Failure } from '../../ui/failure.ts';
import { failureOf, isPassing, isSignedOut } from '../failure.ts';
import { signalFailure } from '../session-signal.ts';
import { clientFor } from '../urql-client.ts';
import { failureOfAnswer } from './route-failure.ts';
import type { Begun, Transfer, TransferEvents, TransferJob, Trouble } from './upload-queue.ts';

/** Bytes a request: a multiple of the 64 KiB frames that the server keeps. */
const CHUNK = 4 * 1024 * 1024;

/**
 * How long nothing may move: a line can be dead without saying so, and an answer that comes before all was sent is
 * not heard until then. Then it is asked anew how far the server is. Milliseconds.
 */
const STALL_MS = 45_000;

/** Headers that the gateway asks of what changes something. */
const headers = () => ({ 'x-kopexa-client': 'web', 'accept-language': currentLocale() });

/**
 * Sends one file by tus 1.0 (https://tus.io/protocols/resumable-upload): begins it as a change of the
 * Organization unless it was begun, asks how far the server is, sends the rest.
 */
export function startTusTransfer(job: TransferJob, events: TransferEvents): Transfer {
  let stopped = false;
  let tus: TusUpload | null = null;
  let begun = job.begun;
  const run = async () => {
    if (!begun) {
      const answer = await begin(job);
      if ('kind' in answer) {
        if (!stopped) events.onTrouble(answer);
        return;
      }
      begun = answer;
      // Given up while it was being begun: nobody else would tell the server.
      if (stopped) return void (discarded && forgetUpload(begun.url));
      events.onBegun(begun);
    }
    tus = send(job, begun, events);
  };
  let discarded = false;
  void run();
  return {
    stop() {
      stopped = true;
      void tus?.abort();
    },
    discard() {
      stopped = true;
      discarded = true;
      void tus?.abort();
      if (begun) forgetUpload(begun.url);
    },
  };
}

/** Has the server forget an upload; if that does not arrive, the server does so by itself after a day. */
export function forgetUpload(url: string): void {
  void fetch(url, { method: 'DELETE', headers: { ...headers(), 'tus-resumable': '1.0.0' } }).catch(
    () => undefined,
  );
}

async function begin({ file, target }: TransferJob): Promise<Begun | Trouble> {
  const { spaceId, documentId, fileId } = target;
  const place = fileId ? { fileId } : { spaceId, ...(documentId ? { documentId } : {}) };
  const answer = await clientFor(target.organization)
    .mutation(BeginFileUploadDocument, { input: { ...place, name: file.name, size: file.size } })
    .toPromise();
  const failure = failureOf(answer.error);
  if (failure) return troubleOf(failure);
  const upload = answer.data?.beginFileUpload;
  return upload ? { url: upload.url, fileId: upload.fileId } : { kind: 'offline' };
}

function send(job: TransferJob, begun: Begun, events: TransferEvents): TusUpload {
  let timer: ReturnType<typeof setTimeout>;
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void tus.abort();
      events.onTrouble({ kind: 'offline' });
    }, STALL_MS);
  };
  const tus: TusUpload = new TusUpload(job.file, {
    uploadUrl: begun.url,
    chunkSize: CHUNK,
    // The queue decides when to try again: it knows about the network and the session.
    retryDelays: null,
    storeFingerprintForResuming: false,
    headers: headers(),
    onProgress: (sent) => {
      moved();
      events.onProgress(sent);
    },
    onSuccess: () => {
      clearTimeout(timer);
      void whole(job, begun, events);
    },
    onError: (error) => {
      clearTimeout(timer);
      void broken(job, begun, events, error as DetailedError);
    },
  });
  moved();
  tus.start();
  return tus;
}

/** Everything arrived: what it became is what the server says. */
async function whole(job: TransferJob, begun: Begun, events: TransferEvents): Promise<void> {
  const answer = await clientFor(job.target.organization)
    .query(UploadedFileDocument, { id: begun.fileId }, { requestPolicy: 'network-only' })
    .toPromise();
  const failure = failureOf(answer.error);
  const file = answer.data?.file;
  if (file) {
    const { id, name, image } = file;
    const size = { width: image?.width ?? null, height: image?.height ?? null };
    events.onDone({ id, name, isImage: image != null, ...size });
  } else events.onTrouble(failure ? troubleOf(failure) : { kind: 'offline' });
}

async function broken(
  job: TransferJob,
  begun: Begun,
  events: TransferEvents,
  error: DetailedError,
): Promise<void> {
  const answer = error.originalResponse;
  if (!answer || answer.getStatus() === 0) return events.onTrouble({ kind: 'offline' });
  const failure = failureOfAnswer(answer.getStatus(), answer.getBody());
  // The answer to the last bytes may have got lost: then there is a file and no upload any longer.
  if (isGone(failure) && !job.target.fileId) {
    const found = await clientFor(job.target.organization)
      .query(UploadedFileDocument, { id: begun.fileId }, { requestPolicy: 'network-only' })
      .toPromise();
    if (found.data?.file) return whole(job, begun, events);
  }
  signalFailure(failure.code, failure.details);
  events.onTrouble(troubleOf(failure));
}

const isGone = ({ code }: Failure) => code === 'NOT_FOUND' || code === 'UPLOAD_EXPIRED';

function troubleOf(failure: Failure): Trouble {
  if (isSignedOut(failure.code)) return { kind: 'signedOut' };
  if (isPassing(failure) || failure.code === 'CONFLICT') return { kind: 'offline' };
  return { kind: 'refused', failure, isGone: isGone(failure) };
}
