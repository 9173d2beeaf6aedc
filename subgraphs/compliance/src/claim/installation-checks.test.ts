import { describe, expect, test } from 'vitest';
import type { OwnAnswer, OwnOrigin } from '#runtime/egress/own-origin.js';
import { checkOf } from './all-checks.js';
import type { AdapterFigures, ClaimFigures } from './claim-figures.repository.js';
import { FIGURE_LABELS } from './figure-labels.js';
import type { BackupFacts, Evidence, Installation } from './ports.js';

const COMMIT = 'c'.repeat(40);
const POLICY = "default-src 'none'; script-src 'self'; img-src 'self' data:";

const answer = (status: number, body = '', headers: OwnAnswer['headers'] = {}): OwnAnswer => ({
  status,
  body,
  headers,
});

/** A front door that refuses what has to be refused; tests leave one thing open. */
function door(
  open: { text?: boolean; endpoint?: boolean; cookie?: boolean; policy?: string } = {},
): OwnOrigin {
  return {
    isTls: false,
    port: 4000,
    certificate: () => Promise.resolve(null),
    offers: () => Promise.resolve(false),
    request: (path, { body } = {}) => {
      if (path === '/graphql') {
        if (body?.includes('persistedQuery'))
          return Promise.resolve(answer(400, '{"errors":[{"extensions":{"code":"PERSISTED_ID_UNKNOWN"}}]}'));
        return Promise.resolve(
          open.text
            ? answer(200, '{"data":{"__typename":"Query"}}')
            : answer(400, '{"errors":[{"extensions":{"code":"PERSISTED_TEXT_REFUSED"}}]}'),
        );
      }
      if (path === '/')
        return Promise.resolve(
          answer(200, '', {
            'content-security-policy': open.policy ?? POLICY,
            ...(open.cookie ? { 'set-cookie': ['visitor=1; Path=/'] } : {}),
          }),
        );
      return Promise.resolve(answer(open.endpoint ? 200 : 401));
    },
  };
}

const backups = (change: Partial<BackupFacts> = {}): BackupFacts => ({
  keepDays: 30,
  count: 3,
  newestAt: new Date(Date.now() - 3_600_000),
  oldestAt: new Date(Date.now() - 3 * 86_400_000),
  newestIsEncrypted: true,
  archivedAt: new Date(Date.now() - 60_000),
  waitingSince: null,
  keysPastTheirTime: 0,
  ...change,
});

const evidence = (change: Partial<Evidence> = {}): Evidence => ({
  name: 'server',
  commit: COMMIT,
  isClean: true,
  finishedAt: new Date(),
  results: { 'tests/isolation/fences.test.ts': { passed: 12, failed: 0, skipped: 0 } },
  ...change,
});

const SOUND: Installation = {
  commit: COMMIT,
  own: door(),
  mutations: () => [
    { name: 'publishDocument', action: 'document.publish' },
    { name: 'signIn', action: 'session.sign_in' },
  ],
  endpoints: [
    { method: 'GET', path: '/health', authentication: 'none' },
    { method: 'POST', path: '/graphql', authentication: 'operation' },
    { method: 'GET', path: '/o/:slug/audit-exports/:id', authentication: 'session' },
  ],
  refusesUnlisted: () => Promise.resolve(true),
  webFiles: () => [
    { path: 'index.html', text: '<script type="module" src="/assets/a.js"></script>' },
    { path: 'assets/a.css', text: '.x{background:url(/assets/a.png)}' },
  ],
  backups: () => backups(),
  evidence: () => [evidence()],
};

/** Figures of the database that these checks read. */
function database(adapters: readonly AdapterFigures[], installedDaysAgo: number): ClaimFigures {
  return {
    adapters: () => Promise.resolve([...adapters]),
    installedAt: () => Promise.resolve(new Date(Date.now() - installedDaysAgo * 86_400_000)),
  } as unknown as ClaimFigures;
}

async function outcomeOf(
  id: string,
  change: Partial<Installation> = {},
  adapters: readonly AdapterFigures[] = [],
  installedDaysAgo = 0,
) {
  const { outcome, figures } = await checkOf(id)!.measure({
    figures: database(adapters, installedDaysAgo),
    installation: { ...SOUND, ...change },
    clock: () => new Date(),
  });
  expect(Object.keys(figures).filter((name) => !FIGURE_LABELS[name])).toEqual([]);
  return outcome;
}

describe('a check of the installation', () => {
  test('sees a mutation without an audit action', async () => {
    expect(await outcomeOf('trail.every_change')).toBe('passed');
    const mutations = () => [...SOUND.mutations(), { name: 'forgetEverything', action: null }];
    expect(await outcomeOf('trail.every_change', { mutations })).toBe('failed');
    expect(await outcomeOf('trail.every_change', { mutations: () => [] })).toBe('failed');
  });

  test('sees an entrance that nobody approved, or that answers strangers', async () => {
    expect(await outcomeOf('door.endpoints')).toBe('passed');
    expect(await outcomeOf('door.endpoints', { own: door({ endpoint: true }) })).toBe('failed');
    const endpoints = [...SOUND.endpoints, { method: 'GET', path: '/all', authentication: 'none' }];
    expect(await outcomeOf('door.endpoints', { endpoints })).toBe('failed');
    const odd = [...SOUND.endpoints, { method: 'GET', path: '/health', authentication: 'hope' }];
    expect(await outcomeOf('door.endpoints', { endpoints: odd })).toBe('failed');
  });

  test('sees a front door that answers free text', async () => {
    expect(await outcomeOf('door.no_public_api')).toBe('passed');
    expect(await outcomeOf('door.no_public_api', { own: door({ text: true }) })).toBe('failed');
  });

  test('sees something of third parties, a cookie and a policy that lets others in', async () => {
    const id = 'door.no_third_party';
    expect(await outcomeOf(id)).toBe('passed');
    for (const text of ['<script src="https://cdn.example/x.js">', '<img src=//pixel.example/p.gif>'])
      expect(await outcomeOf(id, { webFiles: () => [{ path: 'index.html', text }] })).toBe('failed');
    for (const text of ['.a{background:url(https://cdn.example/x.png)}', "@import '//cdn.example/x.css';"])
      expect(await outcomeOf(id, { webFiles: () => [{ path: 'a.css', text }] })).toBe('failed');
    expect(await outcomeOf(id, { own: door({ cookie: true }) })).toBe('failed');
    expect(await outcomeOf(id, { own: door({ policy: `${POLICY}; connect-src *` }) })).toBe('failed');
    expect(await outcomeOf(id, { own: door({ policy: '' }) })).toBe('failed');
    expect(await outcomeOf(id, { webFiles: () => [] })).toBe('not_measured');
  });

  test('says that nothing was measured when the front door does not answer, or has no TLS', async () => {
    const own = {
      ...door(),
      request: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
    };
    for (const id of ['door.endpoints', 'door.no_public_api', 'door.no_third_party'])
      expect(await outcomeOf(id, { own })).toBe('not_measured');
    expect(await outcomeOf('door.tls')).toBe('not_measured');
  });

  test('sees an old version of TLS, and that none is required', async () => {
    const shown = { namesOrigin: true, validUntil: new Date(), isValidNow: true, isKnownAuthority: false };
    const tls = (offered: readonly string[], strict = true, certificate = shown): OwnOrigin => ({
      certificate: () => Promise.resolve(certificate),
      isTls: true,
      port: 4000,
      offers: (version) => Promise.resolve(offered.includes(version)),
      request: () =>
        Promise.resolve(answer(200, '', strict ? { 'strict-transport-security': 'max-age=1' } : {})),
    });
    expect(await outcomeOf('door.tls', { own: tls(['TLSv1.2', 'TLSv1.3']) })).toBe('passed');
    expect(await outcomeOf('door.tls', { own: tls(['TLSv1.1', 'TLSv1.2']) })).toBe('failed');
    expect(await outcomeOf('door.tls', { own: tls(['TLSv1.3'], false) })).toBe('failed');
    expect(await outcomeOf('door.tls', { own: tls([]) })).toBe('failed');
    for (const bad of [{ namesOrigin: false }, { isValidNow: false }])
      expect(await outcomeOf('door.tls', { own: tls(['TLSv1.3'], true, { ...shown, ...bad }) })).toBe(
        'failed',
      );
  });

  test('sees backups that are missing, old, in the clear, behind or kept too long', async () => {
    const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
    const cases: [string, Partial<BackupFacts>][] = [
      ['backup.daily', { newestAt: hoursAgo(40) }],
      ['backup.daily', { newestIsEncrypted: false }],
      ['backup.continuous', { archivedAt: hoursAgo(5) }],
      ['backup.continuous', { waitingSince: hoursAgo(1) }],
      ['backup.retention', { oldestAt: hoursAgo(24 * 40) }],
      ['backup.retention', { keysPastTheirTime: 1 }],
    ];
    for (const [id, fault] of cases) {
      expect(await outcomeOf(id)).toBe('passed');
      expect(await outcomeOf(id, { backups: () => backups(fault) })).toBe('failed');
      expect(await outcomeOf(id, { backups: () => null })).toBe('not_measured');
    }
    const none = { backups: () => backups({ newestAt: null, oldestAt: null, count: 0 }) };
    expect(await outcomeOf('backup.daily', none)).toBe('not_measured');
    expect(await outcomeOf('backup.daily', none, [], 9)).toBe('failed');
  });

  test('takes recorded tests for what they are: of this version, whole, passed and not old', async () => {
    const id = 'tests.isolation';
    expect(await outcomeOf(id)).toBe('passed');
    const file = 'tests/isolation/fences.test.ts';
    const of = (change: Partial<Evidence>) => outcomeOf(id, { evidence: () => [evidence(change)] });
    expect(await of({ results: { [file]: { passed: 11, failed: 1, skipped: 0 } } })).toBe('failed');
    expect(await of({ results: { [file]: { passed: 11, failed: 0, skipped: 1 } } })).toBe('not_measured');
    expect(await of({ results: { [file]: { passed: 0, failed: 0, skipped: 0 } } })).toBe('not_measured');
    expect(await of({ results: { 'other.test.ts': { passed: 9, failed: 0, skipped: 0 } } })).toBe(
      'not_measured',
    );
    expect(await of({ commit: 'd'.repeat(40) })).toBe('not_measured');
    expect(await of({ isClean: false })).toBe('not_measured');
    expect(await of({ finishedAt: new Date(Date.now() - 40 * 86_400_000) })).toBe('not_measured');
    expect(await outcomeOf(id, { commit: null })).toBe('not_measured');
    expect(await outcomeOf(id, { evidence: () => [] })).toBe('not_measured');
  });

  test('sees a way out that is not on the list', async () => {
    const unreviewed: AdapterFigures = { adapter: 'otlp', host: 'otel.example', state: 'demo' };
    expect(await outcomeOf('outward.listed')).toBe('passed');
    expect(await outcomeOf('outward.listed', { refusesUnlisted: () => Promise.resolve(false) })).toBe(
      'failed',
    );
    expect(await outcomeOf('outward.listed', {}, [unreviewed])).toBe('failed');
    expect(await outcomeOf('outward.listed', {}, [{ ...unreviewed, state: 'approved' }])).toBe('passed');
    expect(await outcomeOf('outward.listed', {}, [{ ...unreviewed, state: 'unapproved' }])).toBe('passed');
  });

  test.each([
    ['outward.ai_azure', 'azure-openai', 'firm.openai.azure.com, login.microsoftonline.com', 'passed'],
    ['outward.ai_azure', 'azure-openai', 'openai.azure.com.evil.example', 'failed'],
    ['outward.ai_azure', 's3', 'x.r2.cloudflarestorage.com', 'not_measured'],
    ['outward.storage', 's3', 'x.r2.cloudflarestorage.com', 'passed'],
    ['outward.storage', 's3', 's3.amazonaws.com', 'failed'],
    ['outward.storage', 'smtp', 'mail.example', 'not_measured'],
  ])('judges by %s where %s at %s leads: %s', async (id, adapter, host, outcome) => {
    expect(await outcomeOf(id, {}, [{ adapter, host, state: 'approved' }])).toBe(outcome);
    expect(await outcomeOf(id, {}, [{ adapter, host, state: 'unapproved' }])).toBe('not_measured');
  });
});
