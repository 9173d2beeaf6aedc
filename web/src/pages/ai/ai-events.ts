import type { ServerEvent } from '../../client/sse.ts';
import type { Failure } from '../../ui/failure.ts';

/** A version whose text was given to the model. */
export interface AiSource {
  readonly documentId: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly title: string;
  readonly isPublished: boolean;
}

/** A passage that the answer cites. */
export interface AiCitation {
  /** What the answer cites it by. */
  readonly number: number;
  readonly documentId: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly title: string;
  /** How the passage begins. */
  readonly quote: string;
  /** First and last text block of the passage, counted from 0. */
  readonly block: number;
  readonly blockEnd: number;
}

/** What the server tells while it answers. */
export type AiEvent =
  | { readonly kind: 'meta'; readonly sources: readonly AiSource[]; readonly isShortened: boolean }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'delta'; readonly text: string }
  | { readonly kind: 'citation'; readonly citation: AiCitation }
  | { readonly kind: 'done'; readonly outcome: string; readonly message: string }
  | { readonly kind: 'error'; readonly failure: Failure };

type Fields = Readonly<Record<string, unknown>>;

/** Reads one event; null for what this client does not know. */
export function readAiEvent({ name, data }: ServerEvent): AiEvent | null {
  const fields = fieldsOf(data);
  if (!fields) return null;
  switch (name) {
    case 'meta': {
      const sources = fields['sources'];
      return {
        kind: 'meta',
        sources: (Array.isArray(sources) ? sources : []).filter(isFields).map(sourceOf),
        isShortened: fields['isShortened'] === true,
      };
    }
    case 'wait':
      return { kind: 'wait', seconds: number(fields['seconds']) };
    case 'delta':
      return { kind: 'delta', text: text(fields['text']) };
    case 'citation':
      return { kind: 'citation', citation: citationOf(fields) };
    case 'done':
      return { kind: 'done', outcome: text(fields['outcome']), message: text(fields['message']) };
    case 'error':
      return { kind: 'error', failure: failureOf(fields) };
    default:
      return null;
  }
}

function failureOf({ code, message, requestId, ...details }: Fields): Failure {
  return {
    code: text(code) || 'INTERNAL',
    message: text(message),
    field: null,
    requestId: text(requestId) || null,
    details,
  };
}

function sourceOf(fields: Fields): AiSource {
  return {
    documentId: text(fields['documentId']),
    versionId: text(fields['versionId']),
    versionNumber: number(fields['versionNumber']),
    title: text(fields['title']),
    isPublished: fields['isPublished'] === true,
  };
}

function citationOf(fields: Fields): AiCitation {
  const { isPublished: _unused, ...source } = sourceOf(fields);
  const block = number(fields['block']);
  return {
    ...source,
    number: number(fields['number']),
    quote: text(fields['quote']),
    block,
    blockEnd: Math.max(block, number(fields['blockEnd'])),
  };
}

function fieldsOf(data: string): Fields | null {
  try {
    const value: unknown = JSON.parse(data);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
