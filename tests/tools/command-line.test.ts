import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newServiceToken } from '#runtime/actor/service-token.js';
import { scratchFolder, startProduct, type RunningProduct } from '#tests/kit/product.js';
import { operationId, sessionAt, type ProductSession } from '#tests/kit/product-session.js';
import { callTool, startTool, until, type CallOptions } from './command-line.js';

const ADA = 'ada.lange@nordwerk.example';
const OPERATOR = 'paula.stein@kopexa-betrieb.example';
const folder = scratchFolder('tools');
let product: RunningProduct;
let ada: ProductSession;
let token: string;
let account: string;
let spaces: { id: string; name: string }[];

const call = (args: string[], options: CallOptions = {}) =>
  callTool(args, { url: product.url, token, ...options });

async function makeAccount(
  name: string,
  input: Record<string, unknown>,
  owner = ada,
): Promise<{ id: string; token: string }> {
  const { createServiceAccount: made } = await owner.run<{ createServiceAccount: { id: string } }>(
    'CreateServiceAccount',
    {
      input: {
        ...{ name, purpose: 'Tests', ipRanges: [], operations: null, permissions: [], spaces: [] },
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        ...input,
      },
    },
  );
  const { createServiceAccountSecret: secret } = await owner.run<{
    createServiceAccountSecret: { token: string };
  }>('CreateServiceAccountSecret', { serviceAccountId: made.id });
  return { id: made.id, token: secret.token };
}

beforeAll(async () => {
  product = await startProduct();
  ada = await sessionAt(product, ADA, 'nordwerk');
  const { organization } = await ada.run<{
    organization: { spaces: { id: string; name: string; viewerCan: string[] }[] };
  }>('Organization');
  spaces = organization.spaces.filter(({ viewerCan }) => viewerCan.includes('SPACE_SHARE'));
  await ada.run('CreateDocument', { input: { spaceId: spaces[0]!.id, title: 'Noch ein Entwurf' } });
  const made = await makeAccount('Archivabgleich', {
    permissions: ['MEMBER_READ', 'AUDIT_READ', 'AUDIT_EXPORT'],
    spaces: spaces.map(({ id }) => ({ spaceId: id, role: 'space.commenter' })),
  });
  ({ token, id: account } = made);
}, 180_000);
afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('kopexa, at a real installation', { timeout: 60_000 }, () => {
  it('whoami says who is asking and what it may do', async () => {
    const english = await call(['whoami']);
    expect(english).toMatchObject({ code: 0, stderr: '' });
    expect(english.stdout).toMatch(/Service account +Archivabgleich\n/);
    expect(english.stdout).toMatch(/Owner +Ada Lange\n/);
    expect(english.stdout).toContain('See the list of members');
    expect((await call(['whoami'], { language: 'de' })).stdout).toContain('Die Mitgliederliste sehen');
    const { id, organization } = JSON.parse((await call(['whoami', '--json'])).stdout) as Record<
      string,
      string
    >;
    expect([id, organization]).toEqual([account, 'nordwerk']);
  });

  it('lists documents as a table and as JSON, of one Space or all', async () => {
    const all = JSON.parse((await call(['documents', 'list', '--json'])).stdout) as {
      title: string;
      space: { name: string };
    }[];
    expect(new Set(all.map(({ space }) => space.name))).toEqual(new Set(spaces.map(({ name }) => name)));
    const [space] = spaces;
    const { stdout } = await call(['documents', 'list', '--space', space!.name.toUpperCase()]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^Title +Space +State +Version +Owner +Changed$/);
    expect(lines).toHaveLength(1 + all.filter(({ space: { name } }) => name === space!.name).length);
    const published = JSON.parse(
      (await call(['documents', 'list', '--state', 'published', '--json'])).stdout,
    ) as unknown[];
    expect(published.length).toBeGreaterThan(0);
    expect(published.length).toBeLessThan(all.length);
    const missing = await call(['documents', 'list', '--space', 'Nirgends']);
    expect(missing).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining(space!.name) });
  });

  it('exports documents whole, as Markdown and as JSON, into an empty folder', async () => {
    const out = join(folder, 'md');
    const { code, stderr } = await call(['documents', 'export', '--out', out]);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/documents written to/)]);
    const summary = JSON.parse(readFileSync(join(out, 'export.json'), 'utf8')) as {
      documents: { id: string; title: string; files: { file: string; sha256: string }[] }[];
    };
    for (const { files } of summary.documents)
      for (const { file, sha256 } of files)
        expect(
          createHash('sha256')
            .update(readFileSync(join(out, file)))
            .digest('hex'),
        ).toBe(sha256);
    const policy = summary.documents.find(({ title }) => title === 'Passwortrichtlinie')!;
    const text = readFileSync(join(out, policy.files[0]!.file), 'utf8');
    expect(text).toMatch(/^---\nid: "[0-9a-f-]{36}"\ntitle: "Passwortrichtlinie"/);
    expect(text).toContain('\n# Passwortrichtlinie\n');
    expect(text).toMatch(/\nversions:\n {2}- \{"number":\d+/);
    expect(policy.files).toHaveLength(2);
    expect(statSync(join(out, policy.files[0]!.file)).mode & 0o077).toBe(0);
    expect(await call(['documents', 'export', '--out', out])).toMatchObject({ code: 2 });
    const json = join(folder, 'json');
    expect((await call(['documents', 'export', '--format', 'json', '--out', json])).code).toBe(0);
    expect(readdirSync(json).length).toBe(spaces.length + 1);
    const lines = (await call(['documents', 'export', '--format', 'json', '--out', '-'])).stdout
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(summary.documents.length);
    expect(JSON.parse(lines[0]!)).toHaveProperty('versions');
  });

  it('exports the audit trail, and the export is in it', async () => {
    const out = join(folder, 'trail.jsonl');
    const { code } = await call(['audit', 'export', '--out', out]);
    expect(code).toBe(0);
    const entries = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { action: string; sentence: string; actorKind: string });
    expect(entries.length).toBeGreaterThan(4);
    expect(entries[0]).toMatchObject({ action: 'audit.export', actorKind: 'SERVICE' });
    expect(entries[0]!.sentence).toContain('Archivabgleich');
    expect(await call(['audit', 'export', '--out', out])).toMatchObject({ code: 2 });
    const some = await call([
      'audit',
      'export',
      '--action',
      'service_account.create',
      '--from',
      '2026-01-01',
    ]);
    expect(some.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(await call(['audit', 'export', '--from', 'gestern'])).toMatchObject({ code: 2 });
  });

  it('follows the audit trail until it is interrupted', async () => {
    const tail = startTool(['audit', 'tail', '--interval', '1', '-n', '2'], { url: product.url, token });
    await until(() => tail.seen().trimEnd().split('\n').length >= 2);
    await makeAccount('Frisch', {});
    await until(() => tail.seen().includes('“Frisch”'));
    tail.child.kill('SIGINT');
    const { code, stderr } = await tail.ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  it('lists members', async () => {
    const { stdout } = await call(['members', 'list', '--search', 'ada']);
    expect(stdout).toMatch(/Ada Lange +ada\.lange@nordwerk\.example +Owner +yes/);
  });

  it('shows what AI used, with the permission to see settings', async () => {
    expect(await call(['usage'])).toMatchObject({ code: 4 });
    const rich = await makeAccount('Verbrauch', { permissions: ['SETTINGS_READ'] });
    const whole = await call(['usage', '--from', '2026-01-01', '--to', '2026-01-31'], { token: rich.token });
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toMatch(/^Day +Person +Kind +Requests/);
    expect(whole.stdout).toMatch(/\nTotal +0 +0 +0 \/ 0\n/);
    expect(await call(['usage', '--from', 'gestern'])).toMatchObject({ code: 2 });
  });

  it('checks claims: anybody’s state of them, and anew for the operator', async () => {
    const read = await call(['claims', 'check', '--json']);
    const { claims } = JSON.parse(read.stdout) as { claims: { number: number; state: string }[] };
    expect(claims).toHaveLength(120);
    const failed = claims.some(({ state }) => state === 'FAILED');
    expect(read.code).toBe(failed ? 7 : 0);
    expect((await call(['claims', 'check', '--strict'])).code).toBe(7);
    expect(await call(['claims', 'check', '--run'])).toMatchObject({ code: 4 });
    const operator = await sessionAt(product, OPERATOR, 'kopexa-betrieb');
    const { token: checking } = await makeAccount('Zusagen', { permissions: ['OPERATOR_CLAIMS'] }, operator);
    const anew = await call(['claims', 'check', '--run'], { token: checking });
    expect([0, 7]).toContain(anew.code);
    expect(anew.stdout).toMatch(/^No\. +State +Title +Why\n/);
    expect(anew.stdout).toMatch(/\d+ not yet checked/);
  });

  it('ends in order when it is interrupted, and says that the export is not whole', async () => {
    const out = join(folder, 'partly');
    const export_ = startTool(['documents', 'export', '--out', out], { url: product.url, token });
    await until(() => existsSync(out) && readdirSync(out).length > 0);
    export_.child.kill('SIGINT');
    const { code, stderr } = await export_.ended;
    if (code === 0) return;
    expect([code, stderr]).toEqual([130, expect.stringContaining('not whole')]);
    expect(existsSync(join(out, 'export.json'))).toBe(false);
  });

  it('ends with its own number for each kind of refusal', async () => {
    expect(await call(['whoami'], { token: newServiceToken().token })).toMatchObject({ code: 3, stdout: '' });
    const poor = await makeAccount('Arm', {});
    expect(await call(['members', 'list'], { token: poor.token })).toMatchObject({ code: 4 });
    expect(await call(['audit', 'export'], { token: poor.token })).toMatchObject({ code: 4 });
    expect(await call(['documents', 'list'], { token: poor.token })).toMatchObject({ code: 5 });
    const narrow = await makeAccount('Eng', { operations: ['ToolWhoami'], permissions: ['MEMBER_READ'] });
    expect((await call(['whoami'], { token: narrow.token })).code).toBe(0);
    expect(await call(['members', 'list'], { token: narrow.token })).toMatchObject({ code: 4 });
    await ada.run('RevokeServiceAccount', { serviceAccountId: narrow.id });
    expect(await call(['whoami'], { token: narrow.token })).toMatchObject({ code: 3 });
  });

  it('keeps its token out of the process list, the log and what it prints', async () => {
    const tail = startTool(['audit', 'tail'], { url: product.url, token });
    await until(() => tail.seen().includes('\n'));
    expect(readFileSync(`/proc/${tail.child.pid}/cmdline`, 'utf8')).not.toContain(token);
    tail.child.kill('SIGINT');
    const { stdout, stderr } = await tail.ended;
    const log = readFileSync(join(product.dataDirectory, 'kopexa.log'), 'utf8');
    const postgres = readFileSync(join(product.dataDirectory, 'postgres.log'), 'utf8');
    for (const text of [stdout, stderr, log, postgres, product.output()])
      expect(text).not.toContain(token.slice(4, 30));
  });
});

describe('A token', { timeout: 30_000 }, () => {
  const knock = async (
    path: string,
    options: {
      headers?: Record<string, string>;
      client?: 'web' | 'tools';
      name?: string;
      method?: string;
    } = {},
  ) => {
    const { headers = {}, client = 'tools', name = 'ToolWhoami', method = 'POST' } = options;
    const body = {
      variables: {},
      extensions: { persistedQuery: { version: 1, sha256Hash: operationId(client, name) } },
    };
    const response = await fetch(`${product.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-kopexa-client': client,
        authorization: `Bearer ${token}`,
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
    const { errors = [] } = (await response.json().catch(() => ({}))) as {
      errors?: { extensions: { code: string } }[];
    };
    return [response.status, errors[0]?.extensions.code ?? 'none'];
  };

  it('runs the operations of tools, and people those of the web client', async () => {
    expect(await knock('/graphql')).toEqual([200, 'none']);
    expect(await knock('/graphql', { client: 'web', name: 'Members' })).toEqual([
      403,
      'PERSISTED_ID_FOREIGN',
    ]);
    const person = { authorization: '', cookie: ada.cookie };
    expect(await knock('/graphql', { headers: person })).toEqual([403, 'PERSISTED_ID_FOREIGN']);
    expect(await knock('/graphql', { headers: { authorization: '' } })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await knock('/graphql', { headers: { cookie: ada.cookie } })).toEqual([400, 'INVALID_INPUT']);
    expect(await knock('/graphql', { headers: { 'x-kopexa-org': 'lindenhof' } })).toEqual([200, 'NOT_FOUND']);
  });

  it('is refused at every other endpoint', async () => {
    for (const path of [
      '/',
      '/health',
      '/o/nordwerk/audit-exports/0197a000-0000-7000-8000-00000000000a',
      '/graphql?x=1',
    ])
      expect(await knock(path, { method: 'GET' }), path).toEqual([403, 'FORBIDDEN']);
  });

  it('that is wrong is answered alike, whatever is wrong with it, and slows its sender down', async () => {
    const answers = new Set<string>();
    for (const wrong of ['kpx_x', 'x', '', newServiceToken().token, `${token}x`])
      answers.add(JSON.stringify(await knock('/graphql', { headers: { authorization: `Bearer ${wrong}` } })));
    expect([...answers]).toEqual([JSON.stringify([401, 'UNAUTHENTICATED'])]);
    let limited = 0;
    for (let i = 0; i < 30; i += 1) {
      const [status] = await knock('/graphql', {
        headers: { authorization: `Bearer ${newServiceToken().token}` },
      });
      if (status === 429) limited += 1;
    }
    expect(limited).toBeGreaterThan(5);
    expect(await knock('/graphql')).toEqual([200, 'none']);
  });
});
