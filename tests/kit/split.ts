import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateSync } from 'otplib';
import { isAlive, readPostmaster } from '#runtime/embedded/leftovers.js';
import { authoritiesOf, ROOT, type StartedProduct } from './product.js';

/** What came back from a product over TLS. */
export interface SplitAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { message: string; path?: readonly unknown[]; extensions: { code: string } }[];
}

/** Runs an operation of the web client by its name. */
export type Ask = (name: string, variables?: object, language?: 'de' | 'en') => Promise<SplitAnswer>;

/** Process id of a process of the split topology, or of its database; 0 while there is none. */
export function processId(product: StartedProduct, name: string): number {
  if (name === 'database') return readPostmaster(join(product.dataDirectory, 'postgres'))?.pid ?? 0;
  return processes(product)[name]?.pid ?? 0;
}

/** What the supervisor wrote about its processes. */
export function processes(
  product: StartedProduct,
): Record<string, { pid: number; state: string; starts: number }> {
  return JSON.parse(readFileSync(join(product.dataDirectory, 'processes.json'), 'utf8')) as ReturnType<
    typeof processes
  >;
}

/** Kills a process, and whatever takes its place, until it is let go. */
export function keepDown(product: StartedProduct, name: string): { letGo(): Promise<void> } {
  let down = true;
  const killing = (async () => {
    for (; down; await sleep(10)) {
      const pid = processId(product, name);
      if (pid !== 0 && isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  })();
  return {
    letGo() {
      down = false;
      return killing;
    },
  };
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'schema/operations/web.json'), 'utf8')) as Record<
  string,
  { name: string; retiredAt?: string }
>;

function hashOf(name: string): string {
  const hash = Object.keys(manifest).find(
    (each) => manifest[each]?.name === name && !manifest[each].retiredAt,
  );
  if (hash === undefined) throw new Error(`The web client has no operation ${name}.`);
  return hash;
}

/** An answer of an HTTP endpoint. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Somebody at a product, with a cookie that is kept from answer to answer. */
export interface Visit {
  readonly ask: Ask;
  /** Calls an HTTP endpoint. */
  send(
    method: string,
    path: string,
    options?: { headers?: Readonly<Record<string, string>>; body?: Buffer },
  ): Promise<RawAnswer>;
}

/** Comes to a product over TLS, in an Organization. */
export function visitOf(product: StartedProduct, organization?: string): Visit {
  const ca = authoritiesOf(product);
  let cookie: string | undefined;
  const send: Visit['send'] = async (method, path, { headers = {}, body } = {}) => {
    const own = { 'x-kopexa-client': 'web', ...(cookie ? { cookie } : {}) };
    const options = { ca, method, headers: { ...own, ...headers }, agent: false };
    const answer = await exchange(new URL(path, product.url), options, body);
    cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie;
    return answer;
  };
  const ask: Ask = async (name, variables = {}, language = 'en') => {
    const persistedQuery = { version: 1, sha256Hash: hashOf(name) };
    const headers = {
      'content-type': 'application/json',
      'accept-language': language,
      ...(organization ? { 'x-kopexa-org': organization } : {}),
    };
    const body = Buffer.from(JSON.stringify({ variables, extensions: { persistedQuery } }));
    const { status, body: text } = await send('POST', '/graphql', { headers, body });
    const { data, errors } = JSON.parse(text.toString()) as Partial<SplitAnswer>;
    return { status, data: data ?? null, errors: errors ?? [] };
  };
  return { ask, send };
}

/** Asks a product over TLS; see {@link visitOf}. */
export const visitorOf = (product: StartedProduct, organization?: string): Ask =>
  visitOf(product, organization).ask;

function exchange(url: URL, options: https.RequestOptions, body?: Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asking = https.request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** Signs somebody of the demo in, with password and code. */
export async function signInAs(product: StartedProduct, ask: Ask, email: string): Promise<SplitAnswer> {
  const demo = JSON.parse(readFileSync(join(product.dataDirectory, 'demo.json'), 'utf8')) as {
    password: string;
    people: { email: string; secret: string }[];
  };
  const secret = demo.people.find((one) => one.email === email)?.secret;
  if (!secret) throw new Error(`The demo has nobody with the address ${email}.`);
  const first = await ask('SignIn', { input: { email, password: demo.password } });
  if (first.errors.length > 0) return first;
  return ask('VerifySecondFactor', { input: { code: generateSync({ secret }) } });
}
