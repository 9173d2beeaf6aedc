import { mkdtemp, rm, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { cloneDatabase, type ClonedDatabase } from '#runtime/testing/cluster.js';
import { judgePassword } from '#subgraphs/identity/src/password/password.policy.js';
import {
  dayOf,
  standingOf,
  type SupplierFacts,
} from '#subgraphs/compliance/src/supplier/supplier-standing.js';
import { DEMO_DPA } from './dpa.js';
import { readDemoFile } from './demo-file.js';
import { seedDemo } from './seed.js';

describe('the demo', () => {
  let db: ClonedDatabase;
  let folder: string;
  const rows = <Row>(sql: string): Promise<Row[]> =>
    withClient(db.adminUrl, async (client) => (await client.query(sql)).rows as Row[]);

  beforeAll(async () => {
    [db, folder] = await Promise.all([cloneDatabase(), mkdtemp(join(tmpdir(), 'kopexa-demo-'))]);
    await seedDemo({ adminUrl: db.adminUrl, keyring: createKeyring(randomBytes(32)), dataDirectory: folder });
  });
  afterAll(async () => {
    await db.drop();
    await rm(folder, { recursive: true });
  });

  it('keeps its codes in a file that only the owner reads', async () => {
    const demo = readDemoFile(folder);
    expect(demo?.people.length).toBeGreaterThanOrEqual(16);
    expect(
      judgePassword(
        demo!.password,
        demo!.people.flatMap(({ name, email }) => [name, email]),
      ),
    ).toBeNull();
    expect((await stat(join(folder, 'demo.json'))).mode & 0o777).toBe(0o600);
  });

  it('gives everybody a second factor and recovery codes', async () => {
    expect(
      await rows(
        `SELECT a.name FROM identity.account a WHERE (SELECT count(*) FROM identity.recovery_code r WHERE r.account_id = a.account_id) <> 10
            OR NOT EXISTS (SELECT 1 FROM identity.totp_factor t WHERE t.account_id = a.account_id AND t.confirmed_at IS NOT NULL)`,
      ),
    ).toEqual([]);
  });

  it('has two customers and the operator, with at least three Spaces each', async () => {
    expect(
      await rows(
        `SELECT o.slug, o.is_operator, count(*)::int >= 3 AS enough FROM tenancy.organization o
           JOIN tenancy.space s USING (org_id) GROUP BY 1, 2 ORDER BY 1`,
      ),
    ).toEqual([
      { slug: 'kopexa-betrieb', is_operator: true, enough: true },
      { slug: 'lindenhof', is_operator: false, enough: true },
      { slug: 'nordwerk', is_operator: false, enough: true },
    ]);
  });

  it('has people of every role, one without any grant', async () => {
    const roles = await rows<{ role_key: string }>(
      'SELECT role_key FROM tenancy.membership UNION SELECT role_key FROM tenancy.space_grant ORDER BY 1',
    );
    expect(roles).toHaveLength(9);
    const without = await rows<{ name: string }>(
      `SELECT a.name FROM identity.account a WHERE NOT EXISTS
         (SELECT 1 FROM tenancy.space_grant g WHERE g.principal_id = a.account_id)`,
    );
    expect(without).toEqual([{ name: 'Hannes Petersen' }]);
  });

  it('lands on a policy with published v3 and draft v4', async () => {
    expect(
      await rows(
        `SELECT v.number, v.title, v.is_published, v.published_at IS NOT NULL AS was_published FROM content.document_version v
           JOIN content.document d USING (document_id) JOIN tenancy.organization o ON o.org_id = d.org_id
           JOIN identity.account a ON a.account_id = d.owner_id AND a.name = 'Ada Lange' ORDER BY v.number`,
      ),
    ).toEqual([
      { number: 1, title: 'Richtlinie für Passwörter', is_published: false, was_published: true },
      { number: 2, title: 'Passwortrichtlinie', is_published: false, was_published: true },
      { number: 3, title: 'Passwortrichtlinie', is_published: true, was_published: true },
      { number: 4, title: 'Passwortrichtlinie', is_published: false, was_published: false },
    ]);
  });

  it('has a supplier for each way to stand, and a contract that one customer accepted', async () => {
    const facts = await rows<SupplierFacts & { name: string }>(
      "SELECT f.*, s.name FROM compliance.supplier_version s JOIN LATERAL compliance.supplier_facts(coalesce(s.adapters[1], '')) f USING (supplier_id) WHERE s.version = 1",
    );
    const today = dayOf(new Date());
    expect(facts.map((each) => standingOf(each, today)).toSorted()).toEqual(
      ['due_soon', 'expired', 'not_reviewed', 'retired'].toSorted(),
    );
    expect(await rows('SELECT name FROM compliance.public_suppliers()')).toEqual([
      { name: 'Mailhaus Süd GmbH' },
      { name: 'Nordlicht Rechenzentrum GmbH' },
      { name: 'Sprachwerk KI GmbH' },
    ]);
    expect(
      await rows(
        `SELECT o.slug, a.hash = encode(sha256(convert_to(p.text_de, 'UTF8')), 'hex') AS same FROM compliance.dpa_acceptance a
           JOIN compliance.dpa_publication p USING (number) JOIN tenancy.organization o USING (org_id)`,
      ),
    ).toEqual([{ slug: 'nordwerk', same: true }]);
  });

  it('offers a contract with everything that Art. 28(3) GDPR asks for, in both languages alike', () => {
    for (const text of [DEMO_DPA.textDe, DEMO_DPA.textEn]) {
      for (const letter of 'abcdefgh')
        expect(text, letter).toMatch(new RegExp(`Buchst\\. ${letter}\\b|\\(3\\)\\(${letter}\\)`));
      expect(text).toMatch(/Art\. 32/);
    }
    const shape = (text: string): string[] =>
      text.split('\n').map((line) => /^(?:#+|-|\(\d+\))/.exec(line)?.[0] ?? (line === '' ? '' : 'text'));
    expect(shape(DEMO_DPA.textDe)).toEqual(shape(DEMO_DPA.textEn));
  });

  it('is found by search and tells no lies about time', async () => {
    const [found] = await rows<{ entries: number; future: number }>(
      `SELECT (SELECT count(*)::int FROM content.search_entry) AS entries,
              (SELECT count(*)::int FROM content.document_version WHERE greatest(created_at, saved_at, published_at) > now()) AS future`,
    );
    expect(found?.entries).toBeGreaterThan(20);
    expect(found?.future).toBe(0);
    expect(await rows('SELECT 1 FROM content.document WHERE next_review_on <= current_date')).toEqual([]);
    const entries = await rows<{ action: string; actor_kind: string }>(
      'SELECT action, actor_kind FROM compliance.audit_entry',
    );
    expect(entries).toEqual(
      Array.from({ length: 3 }, () => ({ action: 'platform.demo_seeded', actor_kind: 'job' })),
    );
  });
});
