import type { Context } from '#runtime/graphql/context.js';
import { notFound } from '#runtime/errors/catalogue.js';
import { createMasker, type Masker } from '../masking/masker.js';
import type { KnownPerson } from '../masking/names.js';
import type { AiServices, ConfiguredModel } from '../services.js';
import { assertMayAsk } from './ask.policy.js';
import { gather, recheck, type Gathered } from './gather.js';
import { writePrompt, type Prompt } from './prompt.js';
import { parseAiRequest, type AiRequest } from './request.js';
import { textsRepository, type TextsRepository } from './texts.repository.js';

/** A request with what was found for it; nothing is decided yet about sending it. */
export interface Prepared {
  readonly request: AiRequest;
  readonly model: ConfiguredModel;
  readonly gathered: Gathered;
  readonly people: readonly KnownPerson[];
}

/** Everything that would be sent, and the table that brings names back. */
export interface Ready {
  readonly prompt: Prompt;
  readonly masker: Masker;
}

/** Checks a request and finds what it is about. Throws INVALID_INPUT, FORBIDDEN, AI_OFF, NOT_FOUND. */
export async function prepare(ctx: Context<AiServices>, input: unknown): Promise<Prepared> {
  const texts = textsRepository(ctx);
  const { model } = ctx.services;
  const request = parseAiRequest(input, ctx.actor.locale);
  assertMayAsk(ctx.actor, model !== null, await texts.isEnabled());
  const [gathered, people] = await Promise.all([gather(texts, request), texts.names()]);
  return { request, model: model!, gathered, people };
}

/**
 * Writes the prompt from what the asker may read at this moment; `null` when nothing is left to send. Throws
 * NOT_FOUND for a document that is gone meanwhile.
 */
export async function makeReady(
  texts: TextsRepository,
  { request, gathered, people }: Prepared,
): Promise<Ready | null> {
  const passages = await recheck(texts, gathered.passages);
  if (request.kind === 'SUMMARISE' && passages.length < gathered.passages.length)
    throw notFound('Document', request.documentId);
  const isAboutTexts = request.kind === 'SUMMARISE' || request.kind === 'ANSWER';
  if (isAboutTexts && passages.length === 0) return null;
  const masker = createMasker(people);
  return { prompt: writePrompt(request, { ...gathered, passages }, masker), masker };
}
