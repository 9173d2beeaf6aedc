import { once } from 'node:events';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newServiceToken } from '#runtime/actor/service-token.js';
import { ROOT, scratchFolder } from '#tests/kit/product.js';
import { build, outdated } from '../../scripts/build.mjs';
import { callTool } from './command-line.js';

const folder = scratchFolder('call');
const { token } = newServiceToken();
beforeAll(
  () =>
    build(
      ROOT,
      outdated(ROOT).filter((half) => half === 'server'),
    ),
  60_000,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that is not Kopexa; closed with the test. */
async function otherServer(answer: RequestListener): Promise<{ url: string; close: () => void }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => void server.close() };
}

describe('kopexa, the call itself', { timeout: 30_000 }, () => {
  it.each(['en', 'de'] as const)('explains itself and its exit codes (%s)', async (language) => {
    const { code, stdout } = await callTool(['--help'], { language });
    expect(code).toBe(0);
    for (const word of ['whoami', 'documents', 'audit', 'members', 'KOPEXA_TOKEN', '130'])
      expect(stdout).toContain(word);
    expect(stdout).toMatch(
      language === 'de'
        ? /Aufruf:[\s\S]*Befehle:[\s\S]*Rückgabewerte/
        : /Usage:[\s\S]*Commands:[\s\S]*Exit codes/,
    );
    const sub = await callTool(['documents', 'export', '--help'], { language });
    expect([sub.code, sub.stdout.includes('--format')]).toEqual([0, true]);
    expect(sub.stdout).toContain(language === 'de' ? 'Allgemeine Optionen' : 'Global options');
  });

  it.each([
    [['nonsense'], /no command nonsense/, /Den Befehl nonsense gibt es nicht/],
    [['whoami', '--loud'], /no option --loud/, /Die Option --loud gibt es nicht/],
    [['documents', 'list', '--state', 'x'], /--state/, /--state/],
    [['members', 'list', 'more'], /Too many/, /Zu viele/],
  ])('says what is wrong with %j', async (args, english, german) => {
    const [en, de] = [await callTool(args), await callTool(args, { language: 'de' })];
    expect([en.code, de.code]).toEqual([2, 2]);
    expect(en.stderr).toMatch(english);
    expect(de.stderr).toMatch(german);
  });

  it('wants a token, from the environment or from a file that nobody else can read', async () => {
    expect(await callTool(['whoami'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('KOPEXA_TOKEN'),
    });
    expect(await callTool(['whoami'], { token: 'kpx_short' })).toMatchObject({ code: 2 });
    const kopexa = await otherServer((_request, response) =>
      response.end('{"data":{"currentServiceAccount":null}}'),
    );
    const file = join(folder, 'token');
    writeFileSync(file, `${token}\n`, { mode: 0o644 });
    const open = await callTool(['whoami', '--token-file', file], { url: kopexa.url });
    expect(open).toMatchObject({ code: 2, stderr: expect.stringContaining('chmod 600') });
    chmodSync(file, 0o600);
    expect(await callTool(['--token-file', file, 'whoami'], { url: kopexa.url })).toMatchObject({ code: 0 });
    expect(await callTool(['whoami', '--token-file', join(folder, 'none')])).toMatchObject({ code: 2 });
    kopexa.close();
  });

  it('sends a token in the clear to this machine only, and never where a redirection points', async () => {
    const plain = await callTool(['whoami'], { token, url: 'http://kopexa.example.com' });
    expect(plain).toMatchObject({ code: 2, stderr: expect.stringContaining('https://') });
    expect(await callTool(['whoami'], { token, url: 'ftp://x' })).toMatchObject({ code: 2 });
    const seen: (string | undefined)[] = [];
    const elsewhere = await otherServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{}');
    });
    const redirecting = await otherServer((_request, response) =>
      response.writeHead(308, { location: `${elsewhere.url}/graphql` }).end(),
    );
    expect(await callTool(['whoami'], { token, url: redirecting.url })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(elsewhere.url),
    });
    expect(seen).toEqual([]);
    elsewhere.close();
    redirecting.close();
  });

  it('says so when nobody answers, or somebody else does', async () => {
    expect(await callTool(['whoami'], { token, url: 'http://localhost:1' })).toMatchObject({ code: 6 });
    const other = await otherServer((_request, response) => response.end('<html>'));
    expect(await callTool(['whoami'], { token, url: other.url })).toMatchObject({ code: 6 });
    other.close();
  });

  it('comes back when it is asked to', async () => {
    let asked = 0;
    const busy = await otherServer((_request, response) => {
      asked += 1;
      if (asked < 3) response.writeHead(429, { 'retry-after': '1' }).end('{}');
      else response.end('{"data":{"currentServiceAccount":null}}');
    });
    expect(await callTool(['whoami'], { token, url: busy.url })).toMatchObject({ code: 0 });
    expect(asked).toBe(3);
    busy.close();
  });
});
