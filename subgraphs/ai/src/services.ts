import type { ChatModel } from '#runtime/egress/chat-model.js';

/** The service behind the model, as people are told of it. */
export interface ModelService {
  /** Host that texts are sent to. */
  readonly endpoint: string;
  /** Where the operator says that it runs; empty when they said nothing. */
  readonly region: string;
  readonly deployment: string;
  readonly apiVersion: string;
}

/** A model together with what is known of its service. */
export interface ConfiguredModel extends ModelService {
  readonly chat: ChatModel;
}

/** What the features of the AI room need from outside. */
export interface AiServices {
  /** `null` while the operator has not configured one. */
  readonly model: ConfiguredModel | null;
  readonly clock: () => Date;
}
