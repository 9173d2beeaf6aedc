import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AiConfig } from '#runtime/config/outside.js';
import { aiDestinations } from '#runtime/egress/azure-destinations.js';
import { createEgress, type EgressRecord } from '#runtime/egress/egress.js';
import { NOTHING_OUTSIDE, type Outside } from '#runtime/egress/outside.js';
import { filterVerdict, promptFilterChunk, textChunk, usageChunk } from './azure-chunks.js';

/** A request as the peer received it, byte for byte. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Of a chat request, what was asked; empty for others. */
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** Whether the client went before the answer was whole. */
  wasAborted: boolean;
}

/** How the peer answers a chat request. */
export type PeerReply =
  | {
      readonly kind: 'stream';
      readonly texts: readonly string[];
      readonly finish?: 'stop' | 'length' | 'content_filter' | null;
      /** Default: a count of our own. `null`: no usage chunk. */
      readonly usage?: { readonly prompt: number; readonly completion: number } | null;
      /** Azure's verdict on the prompt, in the chunk with no choices that comes first. */
      readonly promptFiltered?: boolean;
      /** A verdict in a chunk whose choice has no delta, after the texts. */
      readonly choiceFiltered?: boolean;
      readonly betweenMs?: number;
      /** After the texts: `reset` the connection, cut a chunk in its middle, or end without a finish reason. */
      readonly broken?: 'reset' | 'half' | 'silent' | 'garbage';
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Never answers. */
  | { readonly kind: 'hang' };

/** Decides on an answer; by default a short one. */
export type PeerScript = (request: ReceivedRequest) => PeerReply;

/** A local server that speaks the protocol of Azure OpenAI and of Entra ID's token endpoint, and records what it gets. */
export interface AzurePeer {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Chat requests only. */
  chats(): ReceivedRequest[];
  /** Every byte that arrived: request lines, headers and bodies. */
  received(): string;
  answer(script: PeerScript): void;
  /** Forgets what it received and how it was told to answer. */
  reset(): void;
  config(credentials?: 'key' | 'entra', overrides?: Partial<Extract<AiConfig, { kind: 'azure' }>>): AiConfig;
  /** What a subgraph is given to reach this peer, and what went out by it. */
  outside(config?: AiConfig): Outside & { readonly egressRecords: readonly EgressRecord[] };
  close(): Promise<void>;
}

/** Credentials that the peer accepts. */
export const PEER = {
  key: 'peer-key-6f1d',
  deployment: 'gpt-test',
  tenant: '11111111-2222-4333-8444-555555555555',
  client: 'client-of-kopexa',
  secret: 'secret~of~kopexa',
  token: 'entra-token-9a7c',
  apiVersion: '2024-10-21',
} as const;

/** The answer of a peer that was told nothing else. */
export const DEFAULT_REPLY: PeerReply = { kind: 'stream', texts: ['Gut', 'en ', 'Tag ⟦Q', '1⟧.'] };

/** Starts a peer on a free loopback port. */
export async function startAzurePeer(): Promise<AzurePeer> {
  const requests: ReceivedRequest[] = [];
  let script: PeerScript = () => DEFAULT_REPLY;
  const server = createServer((request, response) => {
    void receive(request).then(async (received) => {
      requests.push(received);
      response.on('close', () => (received.wasAborted ||= !response.writableFinished));
      await handle(received, response, () => script(received));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config: AzurePeer['config'] = (credentials = 'key', overrides = {}) => ({
    kind: 'azure',
    endpoint: url,
    deployment: PEER.deployment,
    region: 'Test',
    apiVersion: PEER.apiVersion,
    credentials:
      credentials === 'key'
        ? { kind: 'key', key: PEER.key }
        : {
            kind: 'entra',
            authority: url,
            tenantId: PEER.tenant,
            clientId: PEER.client,
            clientSecret: PEER.secret,
          },
    allowPrivate: true,
    ...overrides,
  });
  return {
    url,
    requests,
    chats: () => requests.filter((each) => each.url.includes('/chat/completions')),
    received: () =>
      requests
        .map(({ url: line, headers, body }) => `${line}\n${JSON.stringify(headers)}\n${body}`)
        .join('\n'),
    answer: (next) => (script = next),
    reset: () => {
      requests.length = 0;
      script = () => DEFAULT_REPLY;
    },
    config,
    outside: (ai = config()) => {
      const egressRecords: EgressRecord[] = [];
      const record = (each: EgressRecord): void => void egressRecords.push(each);
      return {
        ...NOTHING_OUTSIDE,
        egress: createEgress({ destinations: aiDestinations(ai), record }),
        files: null,
        ai,
        egressRecords,
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += String(chunk);
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body,
    messages: messagesIn(body),
    wasAborted: false,
  };
}

function messagesIn(body: string): ReceivedRequest['messages'] {
  try {
    return (JSON.parse(body) as { messages?: ReceivedRequest['messages'] }).messages ?? [];
  } catch {
    return [];
  }
}

async function handle(
  request: ReceivedRequest,
  response: ServerResponse,
  reply: () => PeerReply,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url, 'http://peer');
  if (pathname === `/${PEER.tenant}/oauth2/v2.0/token`) return token(request, response);
  const deployment = /^\/openai\/deployments\/([^/]+)\/chat\/completions$/.exec(pathname)?.[1];
  if (request.method !== 'POST' || deployment === undefined || searchParams.get('api-version') === null)
    return json(response, 404, { error: { code: '404', message: 'Resource not found' } });
  const { authorization } = request.headers;
  if (request.headers['api-key'] !== PEER.key && authorization !== `Bearer ${PEER.token}`)
    return json(response, 401, {
      error: { code: '401', message: 'Access denied due to invalid subscription key or wrong API endpoint.' },
    });
  if (decodeURIComponent(deployment) !== PEER.deployment)
    return json(response, 404, {
      error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' },
    });
  const answer = reply();
  if (answer.kind === 'status') return json(response, answer.status, answer.body, answer.headers);
  if (answer.kind === 'stream') await stream(request, response, answer);
}

function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function token({ body }: ReceivedRequest, response: ServerResponse): void {
  const form = new URLSearchParams(body);
  const isKnown =
    form.get('grant_type') === 'client_credentials' &&
    form.get('client_id') === PEER.client &&
    form.get('client_secret') === PEER.secret &&
    form.get('scope') === 'https://cognitiveservices.azure.com/.default';
  if (!isKnown) return json(response, 401, { error: 'invalid_client', error_description: 'AADSTS7000215' });
  json(response, 200, {
    token_type: 'Bearer',
    expires_in: 3599,
    ext_expires_in: 3599,
    access_token: PEER.token,
  });
}

async function stream(
  request: ReceivedRequest,
  response: ServerResponse,
  reply: Extract<PeerReply, { kind: 'stream' }>,
): Promise<void> {
  const { texts, finish = 'stop', betweenMs = 0, broken } = reply;
  const write = (chunk: unknown): void => void response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  write(promptFilterChunk(reply.promptFiltered ?? false));
  write(textChunk({ role: 'assistant', content: '', refusal: null }));
  for (const content of texts) {
    if (betweenMs > 0) await sleep(betweenMs);
    if (response.destroyed) return;
    write(textChunk({ content }));
  }
  if (broken === 'garbage') response.write('data: {"id":}\n\n');
  if (broken === 'half') return void response.end('data: {"id":"chatcmpl-1","choices":[{"delta":{"conte');
  if (broken === 'silent') return void response.end();
  if (broken === 'reset') {
    await sleep(30);
    return void response.socket?.resetAndDestroy();
  }
  if (reply.choiceFiltered) write(filterVerdict());
  write(textChunk({}, finish));
  if (reply.usage !== null) write(usageChunk(reply.usage ?? counted(request, texts)));
  response.end('data: [DONE]\n\n');
}

const counted = (
  { body }: ReceivedRequest,
  texts: readonly string[],
): { prompt: number; completion: number } => ({
  prompt: Math.ceil(body.length / 4),
  completion: Math.ceil(texts.join('').length / 4),
});
