import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import type { DemoPeople } from '#gateway/http/demo-people.js';
import { readDemoFile, type DemoFile } from './demo-file.js';
import { mailNames, readMails } from './mail-file.js';
import { PAGE_CSS, PAGE_JS } from './page-assets.js';
import { renderPage, type PageLanguage } from './page-html.js';

const SHOWN_MAILS = 30;

/** The running demo page. */
export interface DemoPage {
  readonly url: string;
  /** What the product's sign-in page may show: names and roles, never a password or a code. */
  readonly people: DemoPeople['people'];
  close(): Promise<void>;
}

interface PageOptions {
  /** Taken if it is free, else any other. */
  readonly port: number;
  readonly productUrl: string;
  readonly dataDirectory: string;
}

/**
 * Serves the demo page on loopback: people with their current codes, and all outgoing mail.
 *
 * It reads `demo.json` and the mail folder and computes codes itself; it has no connection to database or API.
 */
export async function startDemoPage(options: PageOptions): Promise<DemoPage> {
  const demo = readDemoFile(options.dataDirectory) ?? { password: '', people: [] };
  const server = createServer((request, response) => {
    answer({ ...options, demo, port: portOf(server) }, request, response).catch(() =>
      response.writeHead(500).end(),
    );
  });
  await listen(server, options.port);
  return {
    url: `http://localhost:${portOf(server)}`,
    people: demo.people.flatMap(({ name, email, job, memberships }) =>
      memberships.map(({ organization }) => ({ name, email, organization, role: job })),
    ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Page extends PageOptions {
  readonly demo: DemoFile;
}

async function answer(page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  // Another host name leads here only by DNS rebinding.
  const hosts = [`localhost:${page.port}`, `127.0.0.1:${page.port}`];
  if (!hosts.includes(request.headers.host ?? '')) return void response.writeHead(421).end();
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end();
  const url = new URL(request.url ?? '/', page.productUrl);
  const found = await contentOf(page, url, request.headers['accept-language'] ?? '');
  if (!found) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': `${found.type}; charset=utf-8` });
  response.end(request.method === 'HEAD' ? undefined : found.body);
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

async function contentOf(
  page: Page,
  url: URL,
  accepted: string,
): Promise<{ type: string; body: string } | null> {
  const folder = join(page.dataDirectory, 'mail');
  switch (url.pathname) {
    case '/':
      return { type: 'text/html', body: renderPage(await stateOf(page, folder), languageOf(url, accepted)) };
    case '/state.json': {
      const { length } = await mailNames(folder);
      return { type: 'application/json', body: JSON.stringify({ codes: codesOf(page.demo), mails: length }) };
    }
    case '/page.css':
      return { type: 'text/css', body: PAGE_CSS };
    case '/page.js':
      return { type: 'text/javascript', body: PAGE_JS };
    default:
      return null;
  }
}

async function stateOf(
  { demo, productUrl }: Page,
  folder: string,
): Promise<Parameters<typeof renderPage>[0]> {
  const [names, mails] = await Promise.all([mailNames(folder), readMails(folder, SHOWN_MAILS)]);
  return { demo, codes: codesOf(demo), mails, mailCount: names.length, productUrl };
}

const codesOf = (demo: DemoFile): Record<string, string> =>
  Object.fromEntries(demo.people.map(({ email, secret }) => [email, generateSync({ secret })]));

function languageOf(url: URL, accepted: string): PageLanguage {
  const asked = url.searchParams.get('lang');
  if (asked === 'de' || asked === 'en') return asked;
  return /^\s*en\b/i.test(accepted) ? 'en' : 'de';
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await listenOnce(server, port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listenOnce(server, 0);
  }
}

function listenOnce(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: 'localhost', port }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
