import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnOrigin } from '#runtime/egress/own-origin.js';
import type { OperationQuestion } from '#runtime/probe/operation-questions.js';

/** An answer of the front door to a canary. */
export interface CanaryAnswer {
  readonly status: number;
  /** Headers and body: every byte that came back, but for the moment and the request's id. */
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** Who knocks: a session in an Organization, both possibly none. */
export interface CanaryCaller {
  readonly token: string | null;
  readonly slug: string | null;
}

/** The product's own front door, by the persisted operations of the web client and nothing else. */
export interface CanaryDoor {
  ask(
    question: Pick<OperationQuestion, 'hash'>,
    variables: Readonly<Record<string, unknown>>,
    caller: CanaryCaller,
  ): Promise<CanaryAnswer>;
  /** Does an operation by its name; throws what it was refused with. */
  run(
    name: string,
    variables: Readonly<Record<string, unknown>>,
    caller: CanaryCaller,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Sends the bytes of an upload that was begun. */
  upload(url: string, text: string, caller: CanaryCaller): Promise<void>;
}

const TRIES = 8;
const AGAIN_MS = 1_000;
const CHANGING = /^(date|x-request-id|x-kopexa-request-id|ratelimit.*|retry-after|etag|content-length)$/;

/** Opens the way to the front door. Requests are `paceMs` apart at least: people come first. */
export function openCanaryDoor(
  own: OwnOrigin,
  questions: readonly OperationQuestion[],
  paceMs: number,
): CanaryDoor {
  const byName = new Map(questions.map((question) => [question.name, question]));
  const cookieName = own.isTls ? '__Host-kopexa_session' : `kopexa_session_${own.port}`;
  const headersOf = ({ token, slug }: CanaryCaller): Record<string, string> => ({
    'x-kopexa-client': 'web',
    'user-agent': 'canary',
    ...(slug ? { 'x-kopexa-org': slug } : {}),
    ...(token ? { cookie: `${cookieName}=${token}` } : {}),
  });
  const ask: CanaryDoor['ask'] = async ({ hash }, variables, caller) => {
    const body = JSON.stringify({
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
    });
    const headers = { ...headersOf(caller), 'content-type': 'application/json' };
    for (let tries = 1; ; tries += 1) {
      await sleep(paceMs);
      const answer = await own.request('/graphql', { method: 'POST', headers, body });
      if (answer.status === 429 && tries < TRIES) {
        await sleep(AGAIN_MS);
        continue;
      }
      const kept = Object.entries(answer.headers).filter(([name]) => !CHANGING.test(name));
      const text = `${kept.map(([name, value]) => `${name}: ${String(value)}`).join('\n')}\n\n${answer.body}`;
      return { status: answer.status, text, data: dataOf(answer.body) };
    }
  };
  return {
    ask,
    run: async (name, variables, caller) => {
      const question = byName.get(name);
      if (!question) throw new Error(`The web client has no operation ${name}.`);
      const { data, status, text } = await ask(question, variables, caller);
      if (!data || /"errors":/.test(text))
        throw new Error(`${name} was refused to a canary (${status}): ${text.slice(-400)}`);
      return data;
    },
    upload: async (url, text, caller) => {
      const { status, body } = await own.request(new URL(url, 'http://localhost').pathname, {
        method: 'PATCH',
        headers: {
          ...headersOf(caller),
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        body: text,
      });
      if (status !== 204) throw new Error(`An upload was refused to a canary (${status}): ${body}`);
    },
  };
}

function dataOf(body: string): Record<string, unknown> | null {
  try {
    return (JSON.parse(body) as { data?: Record<string, unknown> | null }).data ?? null;
  } catch {
    return null;
  }
}
