import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import { Agent, fetch as undiciFetch, type buildConnector } from 'undici';
import { createEgress, EgressRefused, type EgressRecord, type Resolve } from './egress.js';
import type { OutgoingFetch } from './outgoing-fetch.js';
import { secureSocket } from './secure-socket.js';

/** Name under which these connections are recorded: whose they are is not for labels of metrics. */
export const CUSTOMER_DESTINATION = 'sso';

/** Why an address that somebody entered was not reached; each has its own way out. */
export type CustomerFetchReason = 'address' | 'private' | 'redirect' | 'too_large' | 'slow' | 'unreachable';

/** An address that somebody entered was not reached; the message names the host, never what it answered. */
export class CustomerFetchFailed extends Error {
  override readonly name = 'CustomerFetchFailed';

  constructor(
    readonly reason: CustomerFetchReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How far this way out goes. */
export interface CustomerFetchOptions {
  readonly record: (record: EgressRecord) => void;
  /** `host` (port 443) or `host:port` that the operator says to be in their own network; nobody else can. */
  readonly privateHosts?: readonly string[];
  /** PEM: authorities that are believed besides the system's own. */
  readonly ca?: string | null;
  readonly resolve?: Resolve;
  /** For the whole exchange, name look-up to last byte. */
  readonly timeoutMs?: number;
  readonly mostBytes?: number;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

/**
 * A `fetch` for addresses that people of an Organization entered, such as their identity provider's (THREATS 34).
 *
 * https only, by name, certificate verified; every address of the name must be public, and the connection goes to the
 * very address that was checked, so that a second answer of the DNS leads nowhere. No redirects: what a server answers
 * never decides where we go next. An answer ends at 1 MiB (after decompression) and 10 seconds. Connections are not
 * reused: each is checked for itself. Throws {@link CustomerFetchFailed}.
 */
export function createCustomerFetch(options: CustomerFetchOptions): OutgoingFetch {
  const { timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES } = options;
  const agent = new Agent({ connect: connectorOf(options, timeoutMs), pipelining: 0 });
  // The same undici for both: a dispatcher of one copy does not fit the fetch of another.
  const send = undiciFetch as unknown as (url: unknown, init: object) => Promise<Response>;
  return async (input, init) => {
    const url = addressOf(input);
    const slow = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, slow]) : slow;
    try {
      const answer = await send(url.href, { ...init, signal, redirect: 'error', dispatcher: agent });
      return await copyOf(answer, mostBytes, url.hostname);
    } catch (error) {
      throw failureOf(error, url.hostname, slow.aborted);
    }
  };
}

/** A way out that leads nowhere: for processes that reach no counterpart. */
export const NO_CUSTOMER_FETCH: OutgoingFetch = () =>
  Promise.reject(new CustomerFetchFailed('unreachable', 'This process reaches no outside address.'));

function addressOf(input: Parameters<OutgoingFetch>[0]): URL {
  const text = input instanceof Request ? input.url : input.toString();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:')
    throw new CustomerFetchFailed('address', `${text.slice(0, 200)} is not an https address.`);
  if (url.username !== '' || url.password !== '')
    throw new CustomerFetchFailed('address', 'An address must not hold a name or password.');
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new CustomerFetchFailed('address', `${url.hostname} is a number: give the host by its name.`);
  return url;
}

function connectorOf(
  { record, privateHosts = [], ca, resolve }: CustomerFetchOptions,
  timeoutMs: number,
): (to: buildConnector.Options, callback: buildConnector.Callback) => void {
  const listed = new Set(
    privateHosts.map((each) => (each.includes(':') ? each : `${each}:443`).toLowerCase()),
  );
  const authorities = ca ? [...getCACertificates('default'), ca] : undefined;
  const open = async (to: buildConnector.Options) => {
    if (to.protocol !== 'https:') throw new EgressRefused(`${to.hostname} is reached by https only.`);
    const [host, port] = [to.hostname.toLowerCase(), Number(to.port || 443)];
    const destination = {
      name: CUSTOMER_DESTINATION,
      host,
      port,
      allowPrivate: listed.has(`${host}:${port}`),
    };
    const egress = createEgress({ destinations: [destination], record, ...(resolve ? { resolve } : {}) });
    const socket = await egress.connect(CUSTOMER_DESTINATION, { timeoutMs });
    return secureSocket(socket, host, timeoutMs, authorities);
  };
  return (to, callback) => {
    open(to).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

/** The whole answer in memory, counted as it comes: a small archive may unfold to a large text. */
async function copyOf(answer: Response, mostBytes: number, host: string): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | null = answer.body;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new CustomerFetchFailed('too_large', `${host} answered more than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  const headers = new Headers([...answer.headers]);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'set-cookie'])
    headers.delete(name);
  const isEmpty = [101, 204, 205, 304].includes(answer.status);
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status: answer.status, headers });
}

function failureOf(error: unknown, host: string, isSlow: boolean): unknown {
  if (error instanceof CustomerFetchFailed) return error;
  if (isSlow) return new CustomerFetchFailed('slow', `${host} took too long to answer.`);
  const cause = error instanceof TypeError ? error.cause : error;
  if (cause instanceof EgressRefused)
    return new CustomerFetchFailed('private', `${host} does not lead to a public address.`, { cause });
  if (cause instanceof Error && cause.message.includes('unexpected redirect'))
    return new CustomerFetchFailed('redirect', `${host} redirects, which is not followed.`, { cause });
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  return new CustomerFetchFailed('unreachable', `${host} could not be reached.`, { cause: error });
}
