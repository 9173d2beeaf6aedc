import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { fetchTo, type LocalPeer, type TestAuthority } from './tls.js';

/** What GitHub says of somebody; any part may be replaced by something that it would not say. */
export interface GithubAnswers {
  readonly user?: unknown;
  readonly emails?: unknown;
  /** Status of `/user`. */
  readonly status?: number;
}

/** A server that speaks like GitHub's, for an OAuth app of ours. */
export interface GithubPeer {
  readonly peer: LocalPeer;
  /** What browsers are sent back with; what is said from now on. */
  answer(redirectUrl: string, answers?: GithubAnswers): URLSearchParams;
  /** Leads github.com and api.github.com here, and nothing anywhere else. */
  readonly fetch: OutgoingFetch;
  /** Every address that was asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** The OAuth app. */
export const GITHUB_APP = { id: 'Iv1.kopexa', secret: 'secret-of-the-app' } as const;

/** Somebody whose main address is verified. */
export const GITHUB_PERSON = {
  user: { id: 583231, login: 'nele', name: 'Nele Neu' },
  emails: [
    { email: 'private@example.com', primary: false, verified: true, visibility: null },
    { email: 'Nele@acme.example', primary: true, verified: true, visibility: 'private' },
  ],
} as const;

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Starts it. */
export async function startGithubPeer(authority: TestAuthority): Promise<GithubPeer> {
  const challenges = new Map<string, string>();
  const tokens = new Set<string>();
  const asked: string[] = [];
  let answers: GithubAnswers = {};
  const exchange = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += String(part);
    const form = new URLSearchParams(text);
    const challenge = challenges.get(form.get('code') ?? '');
    challenges.delete(form.get('code') ?? '');
    const shown = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    // GitHub answers 200 to what it refuses.
    const isApp = form.get('client_id') === GITHUB_APP.id && form.get('client_secret') === GITHUB_APP.secret;
    if (!isApp || challenge !== shown) return json(response, 200, { error: 'bad_verification_code' });
    const token = `gho_${randomUUID()}`;
    tokens.add(token);
    json(response, 200, { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' });
  };
  const peer = await authority.serve((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'https://localhost');
    asked.push(pathname);
    if (pathname === '/login/oauth/access_token') return void exchange(request, response);
    if (!tokens.has((request.headers.authorization ?? '').replace(/^bearer /i, '')))
      return json(response, 401, { message: 'Bad credentials' });
    if (pathname === '/user')
      return json(response, answers.status ?? 200, answers.user ?? GITHUB_PERSON.user);
    if (pathname === '/user/emails') return json(response, 200, answers.emails ?? GITHUB_PERSON.emails);
    json(response, 404, {});
  });
  const send = fetchTo(authority, [peer]);
  return {
    peer,
    asked,
    answer: (redirectUrl, said = {}) => {
      answers = said;
      const wanted = new URL(redirectUrl).searchParams;
      const code = randomUUID();
      challenges.set(code, wanted.get('code_challenge') ?? '');
      return new URLSearchParams({ code, state: wanted.get('state') ?? '' });
    },
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!['github.com', 'api.github.com'].includes(url.host))
        throw new Error(`GitHub does not lie at ${url.host}.`);
      return send(`${peer.origin}${url.pathname}${url.search}`, init);
    },
    close: () => peer.close(),
  };
}
