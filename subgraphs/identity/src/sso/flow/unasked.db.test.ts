import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRoute, createWorld, type World } from '#runtime/testing/world.js';
import * as kit from '#tests/kit/sso.js';
import { asserted } from '#tests/kit/sso-double.js';
import { identitySubgraph } from '../../subgraph.js';
import type { Judged, Protocol } from '../protocol.js';

const SAML = {
  kind: 'saml',
  config: {
    ...{ idpEntityId: 'https://idp.example', ssoUrl: 'https://idp.example/sso', ssoBinding: 'redirect' },
    ...{ sloUrl: null, certificates: ['x'], metadataUrl: null, allowIdpInitiated: true },
    ...{ requireEncryption: false, requestedContexts: [], ownCertificates: [] },
  },
} as const;
const FALSE: Judged = { ok: false, checks: [{ name: 'saml.signature', ok: false, detail: '' }] };
const TRUE: Judged = { ok: true, checks: [], assertion: asserted('nele') };

/** Judging a signature costs, and nobody had to ask for what a counterpart begins by itself. */
describe('messages that nobody here asked for', () => {
  let world: World;
  let connection: string;
  let judged = 0;
  let next: Judged = FALSE;
  const counting: Protocol<'saml'> = {
    begin: () => Promise.reject(new Error('Nobody begins here.')),
    complete: () => {
      judged += 1;
      return Promise.resolve(next);
    },
    logoutUrl: () => Promise.resolve(null),
  };
  beforeAll(async () => {
    world = await createWorld([
      {
        ...identitySubgraph,
        services: (given) => {
          const services = identitySubgraph.services(given);
          return { ...services, protocols: { ...services.protocols, saml: () => Promise.resolve(counting) } };
        },
      },
    ]);
    const acme = await world.organization('acme');
    const owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
    connection = await kit.giveConnection(world, acme, owner, SAML);
  });
  afterAll(() => world.close());

  const send = async (ip: string): Promise<string> => {
    const stream = new Blob(['SAMLResponse=x']).stream();
    const head = { method: 'POST', params: { id: connection } };
    const { signal } = new AbortController();
    const actor = await world.actor(null);
    const answer = await callRoute(world, 'identity', 'saml-acs', actor, head, stream, signal, { ip });
    return answer.headers.get('location') ?? '';
  };

  it('are judged as long as they hold, however many come from one address', async () => {
    [judged, next] = [0, TRUE];
    for (let n = 0; n < 50; n += 1) expect(await send('198.51.100.1')).toMatch(/^\/sso\/finish/);
    expect(judged).toBe(50);
  });

  it('are not even judged once too many from an address did not hold, and those from others are', async () => {
    [judged, next] = [0, FALSE];
    for (let n = 0; n < 50; n += 1) expect(await send('198.51.100.2')).toMatch(/^\/sso\/refused/);
    expect(judged).toBeGreaterThanOrEqual(30);
    expect(judged).toBeLessThan(45);
    next = TRUE;
    expect(await send('198.51.100.3')).toMatch(/^\/sso\/finish/);
  });
});
