import { ChatFailure, type ChatTokens } from '#runtime/egress/chat-model.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { visibleText } from '../masking/patterns.js';
import type { AiServices } from '../services.js';
import { usageChange, type Settlement } from '../usage/usage.repository.js';
import { citation, done, errorCodeOf, failed, sourcesOf, wait, type AnswerEvent } from './answer-events.js';
import { addressesIn, createAnswerReader, type Piece } from './answer-reader.js';
import { hashOf, noteAll, type Asked } from './begin-answer.js';
import { estimateTokens, type Prompt } from './prompt.js';
import type { Ready } from './prepare.js';

/** Characters; no answer that was asked for is as long. */
const LONGEST_ANSWER = 200_000;

/** What an answer runs on. */
export interface Run {
  readonly ctx: Context<AiServices>;
  readonly asked: Asked;
  readonly audited: <T>(action: string, subject: string, work: () => Promise<T>) => Promise<T>;
  readonly signal: AbortSignal;
  readonly send: (event: AnswerEvent) => void;
  readonly report: (error: unknown) => void;
}

/** What came of a request, before it is settled. */
interface Outcome {
  readonly outcome: 'answered' | 'cut' | 'filtered' | 'failed' | 'cancelled';
  readonly tokens: ChatTokens | null;
  readonly failure: ChatFailure | null;
  readonly received: string;
}

/**
 * Asks the model and hands its answer on piece by piece. The request is settled and recorded before the last event
 * leaves, whatever happened: answered, failed, or given up by the person who asked.
 */
export async function runAnswer(run: Run): Promise<void> {
  const { asked, send, ctx } = run;
  const { id, request, ready } = asked;
  const { locale } = ctx.actor;
  send({
    event: 'meta',
    data: {
      id,
      kind: request.kind,
      sources: sourcesOf(ready?.prompt.passages ?? []),
      isShortened: asked.gathered.isShortened,
    },
  });
  if (!ready) {
    const nothing = { promptTokens: 0, completionTokens: 0 };
    await settle(run, { outcome: 'nothing_found', code: null, isEstimated: false, ...nothing }, '');
    return send(done('NOTHING_FOUND', nothing, locale));
  }
  const outcome = await converse(run, ready);
  const settlement = settlementOf(outcome, ready.prompt);
  await settle(run, settlement, outcome.received);
  send(lastEvent(run, outcome, settlement));
}

async function converse({ asked, signal, send, ctx }: Run, { prompt, masker }: Ready): Promise<Outcome> {
  const numbers = new Map<number, number>();
  const reader = createAnswerReader({
    restore: masker.restore,
    passages: prompt.passages.length,
    addresses: addressesIn(textsIn(asked).map(visibleText)),
  });
  const tell = (piece: Piece): void => {
    if (piece.kind === 'text') return send({ event: 'delta', data: { text: piece.text } });
    const number = numbers.get(piece.number) ?? numbers.size + 1;
    numbers.set(piece.number, number);
    send(citation(number, prompt.passages[piece.number - 1]!));
  };
  let received = '';
  try {
    const { messages, answerTokens } = prompt;
    for await (const event of asked.model.chat.stream({ messages, answerTokens, signal })) {
      if (event.kind === 'wait') send(wait(event.seconds, ctx.actor.locale));
      else if (event.kind === 'text') {
        received += event.text;
        if (received.length > LONGEST_ANSWER) throw new ChatFailure('broken');
        reader.push(event.text).forEach(tell);
      } else {
        if (event.outcome !== 'filtered') reader.end().forEach(tell);
        return { outcome: event.outcome, tokens: event.tokens, failure: null, received };
      }
    }
    throw new ChatFailure('broken');
  } catch (error) {
    const failure = error instanceof ChatFailure ? error : new ChatFailure('broken', { cause: error });
    return {
      outcome: failure.code === 'cancelled' ? 'cancelled' : 'failed',
      tokens: null,
      failure,
      received,
    };
  }
}

/** The texts that were sent, as they are in the original. */
function textsIn({ request, ready }: Asked): string[] {
  const passages = ready?.prompt.passages.map(({ text }) => text) ?? [];
  if (request.kind === 'ANSWER') return [...passages, request.question];
  return request.kind === 'SUMMARISE' ? passages : [request.text];
}

/** Before the service answered at all, nothing was used. Where it counted nothing, we estimate. */
function settlementOf({ outcome, tokens, failure, received }: Outcome, prompt: Prompt): Settlement {
  const code = failure && errorCodeOf(failure);
  if (tokens)
    return {
      outcome,
      code,
      promptTokens: tokens.prompt,
      completionTokens: tokens.completion,
      isEstimated: false,
    };
  const isUnused = failure !== null && ['unavailable', 'busy', 'misconfigured'].includes(failure.code);
  const promptTokens = isUnused ? 0 : prompt.promptTokens;
  return { outcome, code, promptTokens, completionTokens: estimateTokens(received), isEstimated: !isUnused };
}

/** The second of the two changes: how it ended, with counts and a hash. */
async function settle(run: Run, end: Settlement, received: string): Promise<void> {
  // A change of grants may hold the Organization's lock for longer than we wait for it: once more.
  await record(run, end, received).catch(async (error: unknown) => {
    if (!(error instanceof KopexaError) || error.code !== 'UNAVAILABLE') throw error;
    await record(run, end, received);
  });
}

async function record({ ctx, asked, audited }: Run, end: Settlement, received: string): Promise<void> {
  await audited('ai.answer', 'Answer', async () => {
    const { change } = ctx;
    change.subject(asked.id);
    await usageChange(change).settle(asked.id, end);
    const { outcome, code, promptTokens, completionTokens, isEstimated } = end;
    noteAll(change, asked.id, {
      ai_outcome: outcome,
      ...(code ? { failure: code } : {}),
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      is_estimated: isEstimated,
      answer_hash: hashOf(received),
    });
  });
}

function lastEvent({ ctx, report }: Run, { outcome, failure }: Outcome, settlement: Settlement): AnswerEvent {
  const { locale } = ctx.actor;
  if (!failure && (outcome === 'answered' || outcome === 'cut' || outcome === 'filtered'))
    return done(
      outcome === 'answered' ? 'ANSWERED' : outcome === 'cut' ? 'CUT' : 'FILTERED',
      settlement,
      locale,
    );
  const code = (failure && errorCodeOf(failure)) ?? 'AI_BROKEN';
  if (failure && failure.code !== 'cancelled') report(failure);
  return failed(code, ctx.request.requestId, locale, failure?.retryAfterSeconds);
}
