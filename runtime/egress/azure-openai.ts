import { AzureOpenAI } from 'openai/azure';
import type { AiConfig } from '../config/outside.js';
import { failureOf, isFilteredPrompt, maySucceedLater } from './azure-failures.js';
import { AZURE_OPENAI_DESTINATION, ENTRA_DESTINATION } from './azure-destinations.js';
import { readChunks, type AzureChunk } from './azure-stream.js';
import { AZURE_LIMITS, watchOver, type AzureLimits, type Watch } from './azure-watch.js';
import type { ChatEvent, ChatModel, ChatRequest } from './chat-model.js';
import type { Egress } from './egress.js';
import { createEntraTokens } from './entra-token.js';
import { createOutgoingFetch } from './outgoing-fetch.js';

type AzureConfig = Extract<AiConfig, { readonly kind: 'azure' }>;

/**
 * A model on Azure OpenAI, reached through the one way out.
 *
 * Asks again by itself when the service is busy or fails before it began to answer, at most `attempts` times and
 * only for a short Retry-After; never once text has come. The client keeps no log: what it would log is content.
 */
export function createAzureModel(
  config: AzureConfig,
  egress: Egress,
  limits: AzureLimits = AZURE_LIMITS,
): ChatModel {
  const client = clientOf(config, egress, limits);
  return {
    async *stream(request) {
      const watch = watchOver(request.signal, limits.totalMs);
      try {
        yield* attempts(client, config, request, watch, limits);
      } catch (error) {
        throw watch.ended() ?? failureOf(error);
      } finally {
        watch.stop();
      }
    },
  };
}

function clientOf(config: AzureConfig, egress: Egress, { connectMs, totalMs }: AzureLimits): AzureOpenAI {
  const { credentials, endpoint, deployment, apiVersion } = config;
  const fetchFrom = (name: string) => createOutgoingFetch(egress, name, { connectMs });
  return new AzureOpenAI({
    endpoint,
    deployment,
    apiVersion,
    ...(credentials.kind === 'key'
      ? { apiKey: credentials.key }
      : { azureADTokenProvider: createEntraTokens(credentials, fetchFrom(ENTRA_DESTINATION)) }),
    fetch: fetchFrom(AZURE_OPENAI_DESTINATION),
    timeout: totalMs,
    maxRetries: 0,
    logLevel: 'off',
    // What the environment holds for other programs is not for this one.
    organization: null,
    project: null,
  });
}

async function* attempts(
  client: AzureOpenAI,
  { deployment }: AzureConfig,
  request: ChatRequest,
  watch: Watch,
  limits: AzureLimits,
): AsyncGenerator<ChatEvent, void, undefined> {
  for (let attempt = 1; ; attempt += 1) {
    watch.expect(limits.firstMs);
    const begun = await begin(client, deployment, request, watch.signal).catch((error: unknown) => ({
      error,
    }));
    if (!('error' in begun)) return yield* readChunks(begun, () => watch.expect(limits.idleMs));
    if (isFilteredPrompt(begun.error)) return yield { kind: 'end', outcome: 'filtered', tokens: null };
    const seconds = waitFor(begun.error, attempt, watch, limits);
    if (seconds === null) throw begun.error;
    yield { kind: 'wait', seconds };
    if (!(await watch.pause(seconds))) throw begun.error;
  }
}

/** Seconds until it is worth asking again; `null` when it is not. */
function waitFor(error: unknown, attempt: number, watch: Watch, limits: AzureLimits): number | null {
  if (watch.ended() || attempt >= limits.attempts) return null;
  const failure = failureOf(error);
  const seconds = failure.retryAfterSeconds ?? attempt;
  return maySucceedLater(failure) && seconds <= limits.longestWaitSeconds ? seconds : null;
}

async function begin(
  client: AzureOpenAI,
  model: string,
  { messages, answerTokens }: ChatRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<AzureChunk>> {
  const chunks = await client.chat.completions.create(
    {
      model,
      messages: [...messages],
      max_completion_tokens: answerTokens,
      stream: true,
      stream_options: { include_usage: true },
    },
    { signal },
  );
  return chunks;
}
