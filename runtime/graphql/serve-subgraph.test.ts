import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../actor/actor.js';
import { PASSPORT_HEADER, signPassport, verifyPassport } from '../actor/passport.js';
import { newId } from './ids.js';
import { serveSubgraph } from './serve-subgraph.js';
import type { Subgraph } from './subgraph.js';

const secret = randomBytes(32);
const body = '{}';
const verifying: Subgraph = {
  name: 'content',
  sdl: '',
  handle: ({ passport }) => {
    const known = verifyPassport(passport, 'content', secret, body);
    return Promise.resolve({
      status: known ? 200 : 401,
      body: String(known?.actor.org?.spaces[0]?.[1].length),
    });
  },
  route: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

describe('a subgraph behind HTTP', () => {
  it('takes the passport of somebody with thousands of Spaces', async () => {
    const spaces = [[['document.read'], Array.from({ length: 5_000 }, () => newId())]];
    const org = { id: newId(), slug: 'acme', role: 'organization.member', permissions: [], spaces };
    const actor = {
      kind: 'user',
      userId: newId(),
      sessionId: newId(),
      assurance: 2,
      authenticatedBy: 'password+totp',
      org,
      context: 'kx1',
      locale: 'de',
    } as unknown as Actor;
    const request = {
      requestId: 'r',
      operation: 'o',
      ip: '::1',
      userAgent: 'u',
      timeZone: 'UTC',
      origin: '',
      browser: '',
    };
    const served = await serveSubgraph(verifying);
    const headers = { [PASSPORT_HEADER]: signPassport({ actor, request }, 'content', secret, body) };
    const answer = await fetch(`${served.url}/graphql`, { method: 'POST', body, headers });
    expect([answer.status, await answer.text()]).toEqual([200, '5000']);
    await served.close();
  });
});
