import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingService } from '#gateway/federation/missing-service.js';
import { isAlive } from '#runtime/embedded/leftovers.js';
import { SUBGRAPH_NAMES, type SubgraphName } from '#standalone/split/processes.js';
import { startProduct, statusOf, type RunningProduct } from '#tests/kit/product.js';
import {
  keepDown,
  processes,
  processId,
  signInAs,
  visitorOf,
  type Ask,
  type SplitAnswer,
} from '#tests/kit/split.js';

/** Questions that change nothing: the field that answers, and the subgraph without which there is no answer. */
const QUESTIONS: Readonly<Record<string, { variables?: object; field: string; needs: SubgraphName }>> = {
  Me: { field: 'me', needs: 'identity' },
  Sessions: { field: 'sessions', needs: 'identity' },
  MyOrganizations: { field: 'myOrganizations', needs: 'tenancy' },
  Organization: { field: 'organization', needs: 'tenancy' },
  Members: { variables: { first: 5 }, field: 'organization', needs: 'tenancy' },
  RecentDocuments: { field: 'recentDocuments', needs: 'content' },
  Search: { variables: { query: 'Passwort', first: 5 }, field: 'search', needs: 'content' },
  AuditActions: { field: 'auditActions', needs: 'compliance' },
  AuditEntries: { variables: { first: 3 }, field: 'auditEntries', needs: 'compliance' },
};

let product: RunningProduct;
let ask: Ask;

beforeAll(async () => {
  product = await startProduct({ topology: 'split' });
  ask = visitorOf(product, 'nordwerk');
  await signInAs(product, ask, 'ada.lange@nordwerk.example');
}, 120_000);
afterAll(() => product?.stop());

const codes = (answer: SplitAnswer) => answer.errors.map(({ extensions }) => extensions.code);
const question = (name: string) => ask(name, QUESTIONS[name]?.variables);

/** Resolves when everything answers; the sessions and buckets of the gateway survive with the database. */
async function allWell(): Promise<void> {
  for (const end = Date.now() + 45_000; ; await sleep(200)) {
    try {
      const answers = await Promise.all(Object.keys(QUESTIONS).map(question));
      if (answers.every(({ errors }) => errors.length === 0)) return;
      if (Date.now() > end) expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Asks everything while a subgraph is away: what does not need it is answered, and what does says what is missing. */
async function askWithout(name: SubgraphName): Promise<void> {
  // Ada reads German.
  const sentence = missingService(name)?.de;
  for (const [asked, { field, needs }] of Object.entries(QUESTIONS)) {
    const { status, data, errors } = await question(asked);
    const isAnswered = data?.[field] != null;
    expect([asked, status, isAnswered]).toEqual([asked, 200, needs !== name]);
    if (!isAnswered) expect(errors).not.toEqual([]);
    // An answer may lack the names of people or the like; then it says so, too.
    for (const { message, extensions } of errors) {
      expect([asked, extensions.code, message]).toEqual([asked, 'UNAVAILABLE', sentence]);
    }
    expect(JSON.stringify(errors)).not.toMatch(/ECONN|127\.0\.0\.1|localhost/);
  }
}

describe('The split topology', () => {
  it('answers everything over TLS, and nothing without it', { timeout: 60_000 }, async () => {
    await allWell();
    expect(await statusOf(product, '/health')).toBe(200);
    await expect(fetch(product.url.replace('https:', 'http:'))).rejects.toThrow();
  });

  it.each(SUBGRAPH_NAMES)(
    'goes on without %s, which gets well by itself',
    { timeout: 90_000 },
    async (name) => {
      const before = processId(product, name);
      const down = keepDown(product, name);
      try {
        await expect.poll(() => isAlive(before)).toBe(false);
        await askWithout(name);
      } finally {
        await down.letGo();
        await allWell();
      }
      await expect.poll(() => processes(product)[name]?.state, { timeout: 20_000 }).toBe('ready');
      expect(processId(product, name)).not.toBe(before);
    },
  );

  it('tells strangers in their language what is missing', { timeout: 60_000 }, async () => {
    const down = keepDown(product, 'identity');
    try {
      const stranger = visitorOf(product);
      const told = async (language: 'de' | 'en') =>
        (await stranger('SignUpOffer', { token: 'x' }, language)).errors[0]?.message;
      await expect.poll(() => told('en')).toBe(missingService('identity')?.en);
      expect(await told('de')).toBe(missingService('identity')?.de);
    } finally {
      await down.letGo();
      await allWell();
    }
  });

  it('lets nobody in again who was signed out, wherever it was killed', { timeout: 60_000 }, async () => {
    const other = visitorOf(product, 'nordwerk');
    await signInAs(product, other, 'clara.vogt@nordwerk.example');
    expect(codes(await other('Me'))).toEqual([]);
    await other('SignOut');
    process.kill(processId(product, 'gateway'), 'SIGKILL');
    await allWell();
    expect((await other('Me')).data?.['me']).toBeNull();
  });

  it('does without the worker, which comes back and delivers', { timeout: 60_000 }, async () => {
    const before = processId(product, 'worker');
    process.kill(before, 'SIGKILL');
    await allWell();
    await expect.poll(() => processes(product)['worker']?.state, { timeout: 20_000 }).toBe('ready');
    expect(processId(product, 'worker')).not.toBe(before);
  });

  it('comes back when the gateway was killed', { timeout: 60_000 }, async () => {
    process.kill(processId(product, 'gateway'), 'SIGKILL');
    await expect.poll(() => statusOf(product, '/ready').catch(() => 0), { timeout: 20_000 }).toBe(200);
    // Whoever was signed in still is.
    expect(codes(await question('Me'))).toEqual([]);
  });

  it('comes back when the database was killed', { timeout: 60_000 }, async () => {
    const before = processId(product, 'database');
    process.kill(before, 'SIGKILL');
    await expect.poll(() => processId(product, 'database'), { timeout: 20_000 }).not.toBe(before);
    await allWell();
    expect(product.output()).toContain('The database ended and is started again.');
  });

  it('hands each process its own secrets and shows none of them', () => {
    const master = readFileSync(join(product.dataDirectory, 'keys/master.key'), 'utf8').trim();
    const passwords = Object.values(
      JSON.parse(readFileSync(join(product.dataDirectory, 'keys/logins.json'), 'utf8')) as Record<
        string,
        string
      >,
    );
    for (const [name, { pid }] of Object.entries(processes(product))) {
      const shown = ['environ', 'cmdline']
        .map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'))
        .join('');
      for (const secret of [master, ...passwords]) expect(shown.includes(secret), name).toBe(false);
    }
    const log = readFileSync(join(product.dataDirectory, 'kopexa.log'), 'utf8');
    for (const secret of [master, ...passwords]) expect(log.includes(secret)).toBe(false);
  });
});
