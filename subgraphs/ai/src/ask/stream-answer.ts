import { invalidInput } from '#runtime/errors/catalogue.js';
import type { RouteHandler } from '#runtime/graphql/route.js';
import type { AiServices } from '../services.js';
import { encodeEvent, type AnswerEvent } from './answer-events.js';
import { beginAnswer } from './begin-answer.js';
import { prepare, type Prepared } from './prepare.js';
import { runAnswer } from './run-answer.js';

const PULSE_MS = 10_000;

/**
 * The internal route behind `POST /o/:slug/ai/answers`: streams an answer as server-sent events.
 *
 * Two entries of the trail lie around what is sent, none of them open while we wait for the service. Refusals come as
 * JSON before the stream begins, and are entries too.
 */
export const streamAnswer: RouteHandler<AiServices> = async ({ ctx, http, audited, report }) => {
  const looked = await bodyOf(http)
    .then((body) => prepare(ctx, body))
    .catch((problem: unknown) => ({ problem }));
  const asked = await audited('ai.ask', 'Answer', async () => {
    if ('problem' in looked) throw looked.problem;
    return beginAnswer(ctx, looked satisfies Prepared);
  });
  const gone = new AbortController();
  const signal = AbortSignal.any([http.signal, gone.signal]);
  const body = eventStream(
    (send) => runAnswer({ ctx, asked, audited, signal, send, report }),
    () => gone.abort(),
    report,
  );
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
};

async function bodyOf(http: Request): Promise<unknown> {
  try {
    return await http.json();
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw invalidInput('input', 'Die Anfrage ist kein JSON.', 'The request is no JSON.');
  }
}

/**
 * A body of events. `run` goes on to its end even when nobody reads any more: what was sent to the service must be
 * settled. What it throws ends the body without a last event.
 */
function eventStream(
  run: (send: (event: AnswerEvent) => void) => Promise<void>,
  gone: () => void,
  report: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isOpen = true;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: AnswerEvent): void => {
        if (isOpen) controller.enqueue(encoder.encode(encodeEvent(event)));
      };
      // A client that hears nothing takes the connection for broken.
      const pulse = setInterval(() => isOpen && controller.enqueue(encoder.encode(': …\n\n')), PULSE_MS);
      void run(send)
        .then(
          () => isOpen && controller.close(),
          (error: unknown) => {
            report(error);
            if (isOpen) controller.error(error);
          },
        )
        .finally(() => {
          isOpen = false;
          clearInterval(pulse);
        });
    },
    cancel() {
      isOpen = false;
      gone();
    },
  });
}
