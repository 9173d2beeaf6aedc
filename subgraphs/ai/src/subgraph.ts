import type { ChatModel } from '#runtime/egress/chat-model.js';
import type { Outside } from '#runtime/egress/outside.js';
import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { AiPreviewResolver } from './ask/preview.resolver.js';
import { streamAnswer } from './ask/stream-answer.js';
import { rules } from './rules.js';
import type { AiServices, ConfiguredModel } from './services.js';
import { AiStatusResolver } from './status/status.resolver.js';
import { AiUsageResolver } from './usage/usage.resolver.js';

/** Answers of a language model over what its asker may read: asking, looking at what is sent, counting. */
export const aiSubgraph: SubgraphDefinition<AiServices> = {
  name: 'ai',
  resolvers: [AiStatusResolver, AiPreviewResolver, AiUsageResolver],
  references: {},
  rules,
  entities: [],
  routes: { answers: streamAnswer },
  services: ({ clock, outside }) => ({ clock, model: modelOf(outside) }),
};

function modelOf({ ai, egress }: Outside): ConfiguredModel | null {
  if (ai.kind === 'off') return null;
  const { endpoint, region, deployment, apiVersion } = ai;
  // The client's package takes 30 MB: loaded with the first question, in installations that ask any.
  let opened: Promise<ChatModel> | undefined;
  const open = async (): Promise<ChatModel> =>
    (await import('#runtime/egress/azure-openai.js')).createAzureModel(ai, egress);
  const chat: ChatModel = {
    async *stream(request) {
      yield* (await (opened ??= open())).stream(request);
    },
  };
  return { endpoint: new URL(endpoint).host, region, deployment, apiVersion, chat };
}
