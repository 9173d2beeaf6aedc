import { readFileSync, statSync } from 'node:fs';
import { EXIT } from './exit-codes.js';
import { ToolFailure } from './failure.js';
import { textsIn, type Language, type Texts } from './texts/texts.js';

/** What the environment says; nothing else reads it. */
export interface ToolEnvironment {
  readonly language: Language;
  readonly url: string;
  readonly token: string | null;
}

const DEFAULT_URL = 'http://localhost:4000';
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Reads `KOPEXA_URL`, `KOPEXA_TOKEN` and the language (`LC_ALL`, `LC_MESSAGES`, `LANG`). */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): ToolEnvironment {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return {
    language: /^de/i.test(locale) ? 'de' : 'en',
    url: env['KOPEXA_URL'] || DEFAULT_URL,
    token: env['KOPEXA_TOKEN'] || null,
  };
}

/** Where to send requests and with which token. */
export interface Destination {
  readonly origin: string;
  readonly token: string;
}

/**
 * The destination of a call. A token never travels in the clear beyond this machine, and never comes from the
 * command line, where every process could read it.
 *
 * @throws ToolFailure usage: with what to do
 */
export function destinationOf(environment: ToolEnvironment, tokenFile: string | undefined): Destination {
  const texts = textsIn(environment.language);
  const url = URL.canParse(environment.url) ? new URL(environment.url) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw usage(texts.badUrl(environment.url));
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) throw usage(texts.plainHttp(url.host));
  const token = tokenFile === undefined ? environment.token : readTokenFile(tokenFile, texts);
  if (token === null) throw usage(texts.noToken);
  if (!/^kpx_[0-9A-Za-z]{49}$/.test(token)) throw usage(texts.badToken);
  return { origin: url.origin, token };
}

function readTokenFile(path: string, texts: Texts): string {
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw usage(texts.openFile(path));
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof ToolFailure) throw error;
    throw usage(texts.noFile(path));
  }
}

const usage = (message: string): ToolFailure => new ToolFailure(EXIT.usage, message);
