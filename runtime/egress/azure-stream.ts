import type { ContentFilterResultsForPromptOutput } from '@azure/openai/types';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { ChatFailure, type ChatEvent, type ChatTokens } from './chat-model.js';

/** A chunk as Azure sends it: a choice may come without a delta, and verdicts of the content filter come along. */
export type AzureChunk = Pick<ChatCompletionChunk, 'usage'> & {
  readonly choices?: readonly (Partial<ChatCompletionChunk.Choice> & {
    readonly content_filter_results?: object;
  })[];
  readonly prompt_filter_results?: readonly Partial<ContentFilterResultsForPromptOutput>[];
};

/**
 * Turns chunks into the events of the port. The content filter has three shapes: HTTP 400 (before any chunk), the
 * finish reason, and a verdict in a chunk without a delta; the last two are recognised here.
 *
 * An end without a finish reason, or one that we did not ask for, throws ChatFailure `broken`.
 */
export async function* readChunks(
  chunks: AsyncIterable<AzureChunk>,
  onChunk: () => void,
): AsyncGenerator<ChatEvent, void, undefined> {
  let reason: string | null = null;
  let tokens: ChatTokens | null = null;
  let filtered = false;
  for await (const chunk of chunks) {
    onChunk();
    if (chunk.usage)
      tokens = { prompt: chunk.usage.prompt_tokens, completion: chunk.usage.completion_tokens };
    const choice = chunk.choices?.[0];
    filtered ||= hasVerdict(choice?.content_filter_results);
    filtered ||= (chunk.prompt_filter_results ?? []).some((each) => hasVerdict(each.content_filter_results));
    if (filtered) break;
    if (choice?.delta?.content) yield { kind: 'text', text: choice.delta.content };
    reason = choice?.finish_reason ?? reason;
  }
  const outcome = filtered ? 'filtered' : outcomeOf(reason);
  if (!outcome) throw new ChatFailure('broken', { cause: new Error(`The answer ended with ${reason}.`) });
  yield { kind: 'end', outcome, tokens };
}

function outcomeOf(reason: string | null): 'answered' | 'cut' | 'filtered' | null {
  if (reason === 'stop') return 'answered';
  if (reason === 'length') return 'cut';
  return reason === 'content_filter' ? 'filtered' : null;
}

function hasVerdict(results: object | undefined): boolean {
  return Object.values(results ?? {}).some(
    (verdict: unknown) => (verdict as { filtered?: unknown } | null)?.filtered === true,
  );
}
