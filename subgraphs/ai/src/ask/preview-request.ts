import type { Context } from '#runtime/graphql/context.js';
import type { ChatMessage } from '#runtime/egress/chat-model.js';
import type { Replacement } from '../masking/masker.js';
import type { AiServices, ConfiguredModel } from '../services.js';
import type { ReadableVersion } from './passages.js';
import { makeReady, prepare } from './prepare.js';
import { textsRepository } from './texts.repository.js';

/** What would be sent. */
export interface PreviewedRequest {
  readonly messages: readonly ChatMessage[];
  readonly versions: readonly ReadableVersion[];
  readonly replacements: readonly Replacement[];
  readonly isShortened: boolean;
  readonly estimatedTokens: number;
  readonly model: ConfiguredModel;
}

/**
 * Does everything that asking does up to sending: the same search, the same second look, the same masking. Throws
 * INVALID_INPUT, FORBIDDEN, AI_OFF, NOT_FOUND.
 */
export async function previewRequest(ctx: Context<AiServices>, input: unknown): Promise<PreviewedRequest> {
  const prepared = await prepare(ctx, input);
  const ready = await makeReady(textsRepository(ctx), prepared);
  const versions = new Map((ready?.prompt.passages ?? []).map(({ version }) => [version.versionId, version]));
  return {
    messages: ready?.prompt.messages ?? [],
    versions: [...versions.values()],
    replacements: ready?.masker.replacements() ?? [],
    isShortened: prepared.gathered.isShortened,
    estimatedTokens: ready?.prompt.reserved ?? 0,
    model: prepared.model,
  };
}
