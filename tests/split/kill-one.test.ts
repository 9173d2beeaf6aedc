import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '#runtime/embedded/leftovers.js';
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

/** Everything that may be asked without changing anything, and what it needs. */
const QUESTIONS: Readonly<Record<string, { variables?: object; needs: readonly string[] }>> = {
  Me: { needs: ['identity'] },
  Sessions: { needs: ['identity'] },
  MyOrganizations: { needs: ['tenancy'] },
  Organization: { needs: ['tenancy'] },
  RecentDocuments: { needs: ['content'] },
  Search: { variables: { query: 'Passwort', first: 5 }, needs: ['content'] },
  AuditActions: { needs: ['compliance'] },
};
const SUBGRAPHS = ['identity', 'tenancy', 'content', 'compliance'];

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

describe('The split topology', () => {
  it('answers everything over TLS, and nothing without it', async () => {
    await allWell();
    expect(await statusOf(product, '/')).toBe(200);
    await expect(fetch(product.url.replace('https:', 'http:'))).rejects.toThrow();
  });

  describe.each(SUBGRAPHS)('without %s', (name) => {
    it(
      'goes on with the rest, says what is missing, and gets well by itself',
      { timeout: 90_000 },
      async () => {
        const before = processId(product, name);
        const down = keepDown(product, name);
        try {
          await expect.poll(() => isAlive(before)).toBe(false);
          for (const [asked, { needs }] of Object.entries(QUESTIONS)) {
            const answer = await question(asked);
            if (!needs.includes(name)) {
              expect([asked, codes(answer)]).toEqual([asked, []]);
              continue;
            }
            expect([asked, answer.status, codes(answer)[0]]).toEqual([asked, 200, 'UNAVAILABLE']);
            expect(answer.errors[0]?.message).toMatch(
              /cannot be reached right now\. Everything else keeps working/,
            );
            expect(JSON.stringify(answer.errors)).not.toMatch(/ECONN|127\.0\.0\.1|localhost/);
          }
        } finally {
          await down.letGo();
        }
        await allWell();
        expect(processId(product, name)).not.toBe(before);
      },
    );
  });

  it('shows documents without the names of people while identity is away', { timeout: 60_000 }, async () => {
    const down = keepDown(product, 'identity');
    try {
      await expect.poll(async () => codes(await question('Me'))).toEqual(['UNAVAILABLE']);
      const { data } = await question('RecentDocuments');
      expect(JSON.stringify(data)).toContain('Passwort');
      const german = await ask('Me', {}, 'de');
      expect(german.errors[0]?.message).toContain(
        'Anmeldung, Konten und Namen sind gerade nicht erreichbar.',
      );
    } finally {
      await down.letGo();
    }
    await allWell();
  });

  it('lets nobody in again who was signed out, wherever it was killed', { timeout: 60_000 }, async () => {
    const other = visitorOf(product, 'nordwerk');
    await sleep(31_000);
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
