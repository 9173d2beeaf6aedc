import { Refusal } from './refusal.js';

/** A GraphQL request as it was sent, before the allow-list. */
export interface SentRequest {
  /** Text of a document, which only development accepts. */
  readonly text: string | null;
  /** Id of a persisted operation. */
  readonly hash: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEEPEST = 100;

/**
 * Reads a POST body or the parameters of a GET (GraphQL over HTTP; ids as in `extensions.persistedQuery`).
 *
 * @throws Refusal INVALID_INPUT for what is no GraphQL request, batches and variables nested too deep
 */
export function readGraphqlRequest(body: unknown): SentRequest {
  if (!isRecord(body)) throw malformed();
  const variables = body['variables'] ?? {};
  const extensions = body['extensions'] ?? {};
  if (!isRecord(variables) || !isRecord(extensions) || !isShallow(variables)) throw malformed();
  const persisted = extensions['persistedQuery'];
  const hash = isRecord(persisted) ? persisted['sha256Hash'] : undefined;
  const text = body['query'];
  return {
    text: typeof text === 'string' && text !== '' ? text : null,
    hash: typeof hash === 'string' && hash !== '' ? hash : null,
    variables,
  };
}

/** The same for the parameters of a GET, where `variables` and `extensions` are JSON texts. */
export function readGraphqlParameters(query: unknown): SentRequest {
  if (!isRecord(query)) throw malformed();
  return readGraphqlRequest({
    query: query['query'],
    variables: parameter(query['variables']),
    extensions: parameter(query['extensions']),
  });
}

function parameter(value: unknown): unknown {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw malformed();
  try {
    return JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed();
    throw error;
  }
}

function malformed(): Refusal {
  return new Refusal(400, 'INVALID_INPUT', {
    message: {
      de: 'Das ist keine GraphQL-Anfrage: ein JSON-Objekt mit „extensions.persistedQuery.sha256Hash“ und „variables“.',
      en: 'This is no GraphQL request: a JSON object with "extensions.persistedQuery.sha256Hash" and "variables".',
    },
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Level by level, not recursively: the point is to survive what is nested too deep. */
function isShallow(value: object): boolean {
  let level: object[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return false;
    level = level.flatMap((each) =>
      Object.values(each).filter((part): part is object => typeof part === 'object' && part !== null),
    );
  }
  return true;
}
