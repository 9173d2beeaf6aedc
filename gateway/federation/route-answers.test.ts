import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSubgraph, type ServedSubgraph } from '#runtime/graphql/serve-subgraph.js';
import type { Subgraph } from '#runtime/graphql/subgraph.js';
import { overHttp, type Transport } from './transport.js';

const ANSWERS: Record<string, () => Response> = {
  told: () => new Response(null, { headers: { 'content-length': '123456789', etag: '"x"' } }),
  part: () =>
    new Response('abc', { status: 206, headers: { 'content-length': '3', 'content-range': 'bytes 0-2/9' } }),
  empty: () => new Response(null, { status: 204, headers: { 'upload-offset': '7' } }),
  unsatisfiable: () => new Response(null, { status: 416, headers: { 'content-range': 'bytes */9' } }),
};

describe('answers of routes between processes', () => {
  let served: ServedSubgraph;
  let transport: Transport;
  const subgraph: Subgraph = {
    ...{ name: 'files', sdl: '' },
    handle: () => Promise.reject(new Error('not asked')),
    route: (name) => Promise.resolve(ANSWERS[name]?.() ?? null),
    close: () => Promise.resolve(),
  };
  beforeAll(async () => {
    served = await serveSubgraph(subgraph);
    transport = overHttp({ files: served.url });
  });
  afterAll(async () => {
    await transport.close();
    await served.close();
  });

  it.each(Object.keys(ANSWERS))('come out as they went in: %s', async (name) => {
    const call = { passport: 'p', head: '{}', body: null, signal: new AbortController().signal };
    const [answer, expected] = [await transport.route('files', name, call), ANSWERS[name]!()];
    expect([answer.status, await answer.text()]).toEqual([expected.status, await expected.text()]);
    expect(Object.fromEntries(answer.headers)).toMatchObject(Object.fromEntries(expected.headers));
    expect(answer.headers.has('x-kopexa-length')).toBe(false);
  });
});
