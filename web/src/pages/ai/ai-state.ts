import type { StreamEnd } from '../../client/sse-request.ts';
import { citationOf, wordsOfModel } from '../../ui/answer/answer-text.ts';
import type { Failure } from '../../ui/failure.ts';
import type { AiCitation, AiEvent, AiSource } from './ai-events.ts';

/**
 * Where an answer stands. `broken`: the connection went on the way; what came stays. `withdrawn`: a right that it
 * needed was taken; what came is gone. `expired`: it goes on once the person has signed in again.
 */
export type AiPhase =
  'idle' | 'sending' | 'writing' | 'done' | 'stopped' | 'broken' | 'failed' | 'expired' | 'withdrawn';

/** An answer as the page shows it. */
export interface AiState {
  readonly phase: AiPhase;
  readonly text: string;
  /** The versions that were given to the model. */
  readonly sources: readonly AiSource[];
  /** The passages that it cites, each once, by their numbers. */
  readonly citations: readonly AiCitation[];
  /** Only the beginning of a long document was given to the model. */
  readonly isShortened: boolean;
  readonly failure: Failure | null;
  /** The server waits until the model takes requests again; milliseconds since 1970. */
  readonly waitsUntil: number | null;
  /** How it ended, as the server says: ANSWERED, CUT at its longest, FILTERED by the provider, NOTHING_FOUND. */
  readonly outcome: string;
  /** What the server says of that, for people. */
  readonly message: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** Before anything was asked. */
export const IDLE: AiState = {
  phase: 'idle',
  text: '',
  sources: [],
  citations: [],
  isShortened: false,
  failure: null,
  waitsUntil: null,
  outcome: '',
  message: '',
  startedAt: 0,
  endedAt: null,
};

/** A request was sent. */
export function sent(now: number): AiState {
  return { ...IDLE, phase: 'sending', startedAt: now };
}

/** The server told something. */
export function afterEvent(state: AiState, event: AiEvent, now: number): AiState {
  switch (event.kind) {
    case 'meta':
      return { ...state, sources: event.sources, isShortened: event.isShortened };
    case 'wait':
      return { ...state, waitsUntil: now + event.seconds * 1000 };
    case 'delta':
      return coming(state, wordsOfModel(event.text));
    case 'citation': {
      const { citation } = event;
      const isKnown = state.citations.some((one) => one.number === citation.number);
      const citations = isKnown ? state.citations : [...state.citations, citation];
      return { ...coming(state, citationOf(citation.number)), citations };
    }
    case 'done': {
      const { outcome, message } = event;
      // What the provider's filter stopped is taken back.
      const taken = outcome === 'FILTERED' ? { text: '', citations: [] } : {};
      return { ...state, ...taken, phase: 'done', waitsUntil: null, outcome, message, endedAt: now };
    }
    case 'error':
      return { ...state, phase: 'failed', waitsUntil: null, failure: event.failure, endedAt: now };
  }
}

function coming(state: AiState, more: string): AiState {
  return { ...state, phase: 'writing', waitsUntil: null, text: state.text + more };
}

/** The stream is over: what the events did not say themselves, its end does. */
export function afterEnd(state: AiState, end: StreamEnd, now: number): AiState {
  if (state.phase === 'done' || state.phase === 'failed') return state;
  const over = { ...state, waitsUntil: null, endedAt: now };
  if (end.kind === 'stopped') return { ...over, phase: 'stopped' };
  if (end.kind === 'refused') return { ...over, phase: 'failed', failure: end.failure };
  // A server that ends without a last word was cut off, too.
  return { ...over, phase: 'broken' };
}

/** Whether the answer is on its way. */
export function isRunning({ phase }: AiState): boolean {
  return phase === 'sending' || phase === 'writing';
}

/** Whether all of the answer is there. */
export function isWhole({ phase, outcome, text }: AiState): boolean {
  return phase === 'done' && outcome === 'ANSWERED' && text.trim() !== '';
}
