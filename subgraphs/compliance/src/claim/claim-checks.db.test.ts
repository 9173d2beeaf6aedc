import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OwnAnswer, OwnOrigin } from '#runtime/egress/own-origin.js';
import { newId } from '#runtime/graphql/ids.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { newSupplier, operatorOf } from '#tests/kit/operator.js';
import { complianceSubgraph } from '../subgraph.js';
import { checkOf } from './all-checks.js';
import type { Measurement } from './check.js';
import { claimFigures } from './claim-figures.repository.js';
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

describe('a live check', () => {
  let world: World;
  let acme: TestOrganization;
  let ada: Person;
  let spaceId: string;

  const measure = (id: string, change: Partial<Installation> = {}): Promise<Measurement> =>
    withClient(world.db.logins.kopexa_worker, (client) =>
      checkOf(id)!.measure({
        figures: claimFigures(
          async <Row>(sql: string, params: readonly unknown[] = []) =>
            (await client.query(sql, [...params])).rows as Row[],
        ),
        installation: { ...SOUND, ...change },
        clock: () => new Date(),
      }),
    );
  const outcomeOf = async (id: string, change: Partial<Installation> = {}) => {
    const { outcome, says, figures } = await measure(id, change);
    // Nothing that is measured may tell who is there or what they wrote.
    const told = JSON.stringify({ says, figures });
    for (const canary of ['Ada', 'acme', 'Wolkenkuckucksheim', ada?.email ?? 'nobody', spaceId ?? 'nowhere'])
      expect(told).not.toContain(canary);
    return outcome;
  };
  /** Plants a fault, expects red, takes it out, expects green again. */
  const turnsRed = async (id: string, plant: () => Promise<unknown>, takeOut: () => Promise<unknown>) => {
    expect(await outcomeOf(id), `${id} before`).toBe('passed');
    await plant();
    try {
      expect(await outcomeOf(id), `${id} with the fault`).toBe('failed');
    } finally {
      await takeOut();
    }
    expect(await outcomeOf(id), `${id} after`).toBe('passed');
  };
  const sql = (text: string, params: unknown[] = []) => world.sql(text, params);

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    acme = await world.organization('acme');
    ada = await world.person('Ada Berg');
    await world.join(ada, acme, 'owner');
    spaceId = await world.space(acme, 'Wolkenkuckucksheim');
    await world.grant(ada, acme, spaceId, 'manager');
    await sql(
      "INSERT INTO identity.totp_factor (account_id, sealed, confirmed_at) VALUES ($1, '\\x01', now())",
      [ada.id],
    );
  });
  afterAll(() => world.close());

  test('sees an account with access and no second factor', async () => {
    await turnsRed(
      'accounts.second_factor',
      () => sql('UPDATE identity.totp_factor SET confirmed_at = NULL'),
      () => sql('UPDATE identity.totp_factor SET confirmed_at = now()'),
    );
    const outsider = await world.person('Otto Offen');
    await sql('UPDATE identity.session SET revoked_at = now() WHERE account_id = $1', [outsider.id]);
    let grantId = '';
    await turnsRed(
      'accounts.second_factor',
      async () => (grantId = await world.grant(outsider, acme, spaceId, 'viewer')),
      () => world.revoke(grantId),
    );
  });

  test('sees a session without a second factor inside an Organization', async () => {
    const [half] = await world.sql<{ session_id: string }>(
      'SELECT session_id FROM identity.session WHERE account_id = $1 AND assurance = 1',
      [ada.id],
    );
    await turnsRed(
      'sessions.half_stays_outside',
      () =>
        sql('INSERT INTO tenancy.session_entry (session_id, org_id) VALUES ($1, $2)', [
          half!.session_id,
          acme.id,
        ]),
      () => sql('DELETE FROM tenancy.session_entry WHERE session_id = $1', [half!.session_id]),
    );
    const [before] = await world.sql<{ source: string }>(
      "SELECT pg_get_functiondef('platform.org_id()'::regprocedure) AS source",
    );
    await turnsRed(
      'sessions.half_stays_outside',
      () => sql(before!.source.replace('c.assurance >= 2', 'c.assurance >= 1')),
      () => sql(before!.source),
    );
  });

  test('sees a session that lasts too long', async () => {
    for (const [fault, mended] of [
      ["expires_at = created_at + interval '30 days'", "expires_at = created_at + interval '24 hours'"],
      ['idle_seconds = 86400', 'idle_seconds = 3600'],
    ])
      await turnsRed(
        'sessions.limits',
        () => sql(`UPDATE identity.session SET ${fault} WHERE account_id = $1`, [ada.id]),
        () => sql(`UPDATE identity.session SET ${mended} WHERE account_id = $1`, [ada.id]),
      );
  });

  test('sees roles that are not those of the catalogue', async () => {
    await turnsRed(
      'access.roles',
      () =>
        sql(
          "UPDATE tenancy.role SET permissions = permissions || '{document.read}' WHERE role_key = 'organization.guest'",
        ),
      () =>
        sql(
          "UPDATE tenancy.role SET permissions = array_remove(permissions, 'document.read') WHERE role_key = 'organization.guest'",
        ),
    );
  });

  test('sees that a function would open a Space to an outsider', async () => {
    const outsider = await world.person('Otto Offen');
    const grantId = await world.grant(outsider, acme, spaceId, 'viewer');
    const [before] = await world.sql<{ source: string }>(
      "SELECT pg_get_functiondef('tenancy.space_permissions_of(uuid,uuid)'::regprocedure) AS source",
    );
    await turnsRed(
      'access.members_only',
      () =>
        sql(
          before!.source.replace(
            'AND EXISTS (SELECT 1 FROM tenancy.membership',
            'AND true OR EXISTS (SELECT 1 FROM tenancy.membership',
          ),
        ),
      () => sql(before!.source),
    );
    await world.revoke(grantId);
  });

  test('sees a table without FORCE, a view of its owner and a privilege past the policies', async () => {
    for (const [fault, mended] of [
      [
        'ALTER TABLE content.document NO FORCE ROW LEVEL SECURITY',
        'ALTER TABLE content.document FORCE ROW LEVEL SECURITY',
      ],
      ['CREATE TABLE content.loose (x integer)', 'DROP TABLE content.loose'],
      ['CREATE VIEW content.all_documents AS SELECT 1 AS one', 'DROP VIEW content.all_documents'],
      [
        'GRANT TRUNCATE ON content.document TO kopexa_content',
        'REVOKE TRUNCATE ON content.document FROM kopexa_content',
      ],
    ])
      await turnsRed(
        'database.row_security',
        () => sql(fault!),
        () => sql(mended!),
      );
  });

  test('sees an open definer function', async () => {
    await turnsRed(
      'database.logins',
      () => sql("CREATE FUNCTION content.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"),
      () => sql('DROP FUNCTION content.peek()'),
    );
  });

  test('sees a reference that leads out of its Organization', async () => {
    await turnsRed(
      'database.references',
      () =>
        sql(
          'ALTER TABLE tenancy.space ADD UNIQUE (space_id); ALTER TABLE content.document ADD CONSTRAINT loose FOREIGN KEY (space_id) REFERENCES tenancy.space (space_id)',
        ),
      () => sql('ALTER TABLE content.document DROP CONSTRAINT loose'),
    );
  });

  test('sees a rule that reads the price tier', async () => {
    await turnsRed(
      'database.price_tier',
      () =>
        sql(
          "CREATE POLICY paying ON tenancy.organization FOR SELECT TO kopexa_tenancy USING (plan = 'enterprise')",
        ),
      () => sql('DROP POLICY paying ON tenancy.organization'),
    );
  });

  test('sees personal data that nobody approved, and columns that nobody classified', async () => {
    for (const comment of [
      '{"class":"personal","purpose":"x","retention":"y"}',
      '{"class":"personal"}',
      'a phone number',
    ])
      await turnsRed(
        'data.personal_columns',
        () =>
          sql(
            `ALTER TABLE identity.account ADD phone text; COMMENT ON COLUMN identity.account.phone IS '${comment}'`,
          ),
        () => sql('ALTER TABLE identity.account DROP phone'),
      );
  });

  test('says that nothing was measured of a database on the same machine', async () => {
    expect(await outcomeOf('database.connection')).toBe('not_measured');
  });

  test('sees a mutation without an audit action', async () => {
    expect(await outcomeOf('trail.every_change')).toBe('passed');
    const mutations = () => [...SOUND.mutations(), { name: 'forgetEverything', action: null }];
    expect(await outcomeOf('trail.every_change', { mutations })).toBe('failed');
    expect(await outcomeOf('trail.every_change', { mutations: () => [] })).toBe('failed');
  });

  test('sees that somebody could rewrite the trail or these results', async () => {
    for (const [fault, mended] of [
      [
        'GRANT DELETE ON compliance.audit_entry TO kopexa_compliance',
        'REVOKE DELETE ON compliance.audit_entry FROM kopexa_compliance',
      ],
      [
        'GRANT UPDATE (outcome) ON compliance.claim_run TO kopexa_definer',
        'REVOKE UPDATE (outcome) ON compliance.claim_run FROM kopexa_definer',
      ],
      [
        'GRANT INSERT ON compliance.audit_entry TO kopexa_content',
        'REVOKE INSERT ON compliance.audit_entry FROM kopexa_content',
      ],
    ])
      await turnsRed(
        'trail.append_only',
        () => sql(fault!),
        () => sql(mended!),
      );
  });

  test('sees a change without an entry, and an entry without a person', async () => {
    await turnsRed(
      'trail.complete',
      () =>
        sql(
          `INSERT INTO tenancy.setting_version (setting_version_id, org_id, setting_key, version, value, author_id, reason)
           SELECT uuidv7(), $1, setting_key, 1, default_value, $2, 'x' FROM tenancy.setting_definition LIMIT 1`,
          [acme.id, ada.id],
        ),
      () => sql('DELETE FROM tenancy.setting_version'),
    );
    const entry = newId();
    await turnsRed(
      'trail.complete',
      () =>
        sql(
          `INSERT INTO compliance.audit_entry (entry_id, org_id, actor_kind, action, subject_type, outcome, request_id, operation)
           VALUES ($1, $2, 'user', 'a.b', 'X', 'ok', 'r', 'o')`,
          [entry, acme.id],
        ),
      () => sql('DELETE FROM compliance.audit_entry WHERE entry_id = $1', [entry]),
    );
  });

  test('sees a document whose version is gone, and a setting whose version is gone', async () => {
    const [documentId, versionId] = [newId(), newId()];
    await sql(
      `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
       VALUES ($1, $2, $3, 1, 'de', 'internal', 1, 1, $4)`,
      [documentId, acme.id, spaceId, ada.id],
    );
    const add = () =>
      sql(
        `INSERT INTO content.document_version (version_id, org_id, space_id, document_id, number, title, body, plain, byte_size, word_count, author_id, is_published)
         VALUES ($1, $2, $3, $4, 1, 'Wolkenkuckucksheim', '{}', '', 0, 0, $5, false)`,
        [versionId, acme.id, spaceId, documentId, ada.id],
      );
    await add();
    await turnsRed(
      'versions.documents',
      () => sql('DELETE FROM content.document_version WHERE version_id = $1', [versionId]),
      add,
    );
    await turnsRed(
      'versions.documents',
      () => sql('UPDATE content.document SET latest_version = 2 WHERE document_id = $1', [documentId]),
      () => sql('UPDATE content.document SET latest_version = 1 WHERE document_id = $1', [documentId]),
    );
    await turnsRed(
      'versions.settings',
      () =>
        sql(
          `INSERT INTO tenancy.setting_version (setting_version_id, org_id, setting_key, version, value, author_id, reason)
           SELECT uuidv7(), $1, setting_key, 2, default_value, $2, 'x' FROM tenancy.setting_definition LIMIT 1`,
          [acme.id, ada.id],
        ),
      () => sql('DELETE FROM tenancy.setting_version'),
    );
    await turnsRed(
      'versions.settings',
      () => sql('GRANT UPDATE ON tenancy.setting_version TO kopexa_tenancy'),
      () => sql('REVOKE UPDATE ON tenancy.setting_version FROM kopexa_tenancy'),
    );
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
    const tls = (offered: readonly string[], strict = true): OwnOrigin => ({
      isTls: true,
      offers: (version) => Promise.resolve(offered.includes(version)),
      request: () =>
        Promise.resolve(answer(200, '', strict ? { 'strict-transport-security': 'max-age=1' } : {})),
    });
    expect(await outcomeOf('door.tls', { own: tls(['TLSv1.2', 'TLSv1.3']) })).toBe('passed');
    expect(await outcomeOf('door.tls', { own: tls(['TLSv1.1', 'TLSv1.2']) })).toBe('failed');
    expect(await outcomeOf('door.tls', { own: tls(['TLSv1.3'], false) })).toBe('failed');
    expect(await outcomeOf('door.tls', { own: tls([]) })).toBe('failed');
  });

  test('sees a way out that is not on the list', async () => {
    expect(await outcomeOf('outward.listed')).toBe('passed');
    expect(await outcomeOf('outward.listed', { refusesUnlisted: () => Promise.resolve(false) })).toBe(
      'failed',
    );
    await turnsRed(
      'outward.listed',
      () =>
        sql(
          "INSERT INTO compliance.adapter_state (adapter, host, state) VALUES ('otlp', 'otel.example', 'demo')",
        ),
      () => sql('DELETE FROM compliance.adapter_state'),
    );
  });

  test('sees a model that does not run at Azure, and a store that is another', async () => {
    const with_ = async (adapter: string, host: string, id: string) => {
      await sql("INSERT INTO compliance.adapter_state (adapter, host, state) VALUES ($1, $2, 'private')", [
        adapter,
        host,
      ]);
      const outcome = await outcomeOf(id);
      await sql('DELETE FROM compliance.adapter_state');
      return outcome;
    };
    expect(await outcomeOf('outward.ai_azure')).toBe('not_measured');
    expect(
      await with_('azure-openai', 'firm.openai.azure.com, login.microsoftonline.com', 'outward.ai_azure'),
    ).toBe('passed');
    expect(await with_('azure-openai', 'openai.azure.com.evil.example', 'outward.ai_azure')).toBe('failed');
    expect(await outcomeOf('outward.storage')).toBe('not_measured');
    expect(await with_('s3', 'x.r2.cloudflarestorage.com', 'outward.storage')).toBe('passed');
    expect(await with_('s3', 's3.amazonaws.com', 'outward.storage')).toBe('failed');
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
    await sql("UPDATE platform.migration SET applied_at = now() - interval '9 days'");
    expect(await outcomeOf('backup.daily', none)).toBe('failed');
  });

  test('sees a drill that failed, is long ago or took too long', async () => {
    expect(await outcomeOf('backup.drill')).toBe('not_measured');
    const drill = (ago: string, took: string, problem: string | null) =>
      sql(
        `INSERT INTO platform.drill (backup, started_at, finished_at, outcome, problem)
         VALUES ('b', now() - $1::interval - $2::interval, now() - $1::interval, CASE WHEN $3::text IS NULL THEN 'passed' ELSE 'failed' END, $3)`,
        [ago, took, problem],
      );
    await drill('9 days', '40 s', null);
    expect(await outcomeOf('backup.drill')).toBe('failed');
    await drill('2 days', '40 s', null);
    expect(await outcomeOf('backup.drill')).toBe('passed');
    await drill('1 day', '40 s', 'Not what it was: /secret/folder');
    const { outcome, says, figures } = await measure('backup.drill');
    expect(outcome).toBe('failed');
    expect(JSON.stringify({ says, figures })).not.toContain('secret');
    await drill('1 hour', '3 hours', null);
    expect(await outcomeOf('backup.drill')).toBe('failed');
    await drill('1 minute', '2 minutes', null);
    expect(await outcomeOf('backup.drill')).toBe('passed');
  });

  test('sees messages that wait', async () => {
    await turnsRed(
      'outbox.delivered',
      () =>
        sql(
          "INSERT INTO platform.outbox_event (topic, created_at) VALUES ('identity.x', now() - interval '2 hours')",
        ),
      () => sql('DELETE FROM platform.outbox_event'),
    );
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

  test('reads the register: reviews, certificates, risk analyses and dates', async () => {
    const ids = [
      'suppliers.certified',
      'suppliers.risk',
      'suppliers.monitored',
      'suppliers.reviewed',
      'suppliers.ai',
    ];
    for (const id of ids) expect(await outcomeOf(id)).toBe('not_measured');
    await operatorOf(world);
    const name = `Canary ${randomBytes(3).toString('hex')}`;
    const { id: supplier, certificateId } = await newSupplier(world, { name });
    expect(await outcomeOf('suppliers.certified')).toBe('passed');
    const { organization, paula } = await operatorOf(world);
    await sql(
      "INSERT INTO compliance.supplier_certificate_withdrawal (certificate_id, org_id, reason, author_id) VALUES ($1, $2, 'x', $3)",
      [certificateId, organization.id, paula.id],
    );
    expect(await outcomeOf('suppliers.certified')).toBe('failed');
    await sql('DELETE FROM compliance.supplier_risk');
    expect(await outcomeOf('suppliers.risk')).toBe('failed');
    await sql(
      "INSERT INTO compliance.supplier_risk (org_id, supplier_id, level, analysis, author_id) VALUES ($1, $2, 'low', 'x', $3)",
      [organization.id, supplier, paula.id],
    );
    expect(await outcomeOf('suppliers.risk')).toBe('passed');
    await sql('DELETE FROM compliance.supplier_review');
    expect(await outcomeOf('suppliers.monitored')).toBe('failed');
    await sql(
      "INSERT INTO compliance.adapter_state (adapter, host, state) VALUES ('smtp', 'mail.example', 'demo')",
    );
    expect(await outcomeOf('suppliers.reviewed')).toBe('failed');
    await sql('DELETE FROM compliance.adapter_state');
  });
});
