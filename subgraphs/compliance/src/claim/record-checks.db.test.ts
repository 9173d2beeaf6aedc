import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { newSupplier, operatorOf } from '#tests/kit/operator.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { turnsRed as turning } from '#tests/kit/turns-red.js';
import { complianceSubgraph } from '../subgraph.js';
import { checkOf } from './all-checks.js';
import type { Measurement } from './check.js';
import { claimFigures } from './claim-figures.repository.js';
import { FIGURE_LABELS } from './figure-labels.js';
import type { Installation } from './ports.js';

/** None of these checks looks at the installation around the database. */
const UNSEEN = {} as Installation;

describe('a check of what is recorded', () => {
  let world: World;
  let acme: TestOrganization;
  let ada: Person;
  let spaceId: string;

  const measure = (id: string): Promise<Measurement> =>
    withClient(world.db.logins.kopexa_worker, (client) =>
      checkOf(id)!.measure({
        figures: claimFigures(
          async <Row>(sql: string, params: readonly unknown[] = []) =>
            (await client.query(sql, [...params])).rows as Row[],
        ),
        installation: UNSEEN,
        clock: () => new Date(),
      }),
    );
  const outcomeOf = async (id: string) => {
    const { outcome, says, figures } = await measure(id);
    // Nothing that is measured may tell who is there or what they wrote.
    const told = JSON.stringify({ says, figures });
    for (const canary of ['Ada', 'acme', 'Wolkenkuckucksheim', ada.email, spaceId])
      expect(told).not.toContain(canary);
    expect(Object.keys(figures).filter((name) => !FIGURE_LABELS[name])).toEqual([]);
    return outcome;
  };
  const turnsRed = (id: string, plant: () => Promise<unknown>, takeOut: () => Promise<unknown>) =>
    turning(() => outcomeOf(id), plant, takeOut);
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

  test('reads the register: what was approved, its certificates, risk analyses and dates', async () => {
    const register = ['suppliers.certified', 'suppliers.risk', 'suppliers.monitored', 'suppliers.ai'];
    const all = () => Promise.all(register.map((id) => outcomeOf(id)));
    const none = register.map(() => 'not_measured');
    expect(await all()).toEqual(none);
    const { organization, paula } = await operatorOf(world);
    const { id: supplier, certificateId } = await newSupplier(world, {
      name: 'Rechenzentrum',
      adapters: ['AZURE_OPENAI'],
    });
    expect(await all(), 'nobody was approved yet').toEqual(none);
    const review = (outcome: string, next: string) =>
      sql(
        `INSERT INTO compliance.supplier_review (org_id, supplier_id, supplier_version, outcome, next_review_on, author_id, created_at)
         VALUES ($1, $2, 1, $3, current_date + $4::interval, $5, clock_timestamp())`,
        [organization.id, supplier, outcome, next, paula.id],
      );
    await review('approved', '30 days');
    expect(await all(), 'without a risk analysis').toEqual(['passed', 'failed', 'passed', 'passed']);
    await sql(
      "INSERT INTO compliance.supplier_risk (org_id, supplier_id, level, analysis, author_id) VALUES ($1, $2, 'low', 'x', $3)",
      [organization.id, supplier, paula.id],
    );
    expect(await all(), 'in order').toEqual(register.map(() => 'passed'));
    await review('approved', '-1 days');
    expect(await all(), 'overdue').toEqual(['passed', 'passed', 'failed', 'passed']);
    await sql(
      "INSERT INTO compliance.supplier_certificate_withdrawal (certificate_id, org_id, reason, author_id) VALUES ($1, $2, 'x', $3)",
      [certificateId, organization.id, paula.id],
    );
    expect(await all(), 'without a certificate').toEqual(['failed', 'passed', 'failed', 'failed']);
    await review('rejected', '30 days');
    expect(await all(), 'not in use any more').toEqual(none);
  });

  test('sees a service in use that nobody approved', async () => {
    expect(await outcomeOf('suppliers.reviewed')).toBe('not_measured');
    await sql(
      "INSERT INTO compliance.adapter_state (adapter, host, state) VALUES ('smtp', 'mail.example', 'demo')",
    );
    expect(await outcomeOf('suppliers.reviewed')).toBe('failed');
    await sql("UPDATE compliance.adapter_state SET state = 'unapproved'");
    expect(await outcomeOf('suppliers.reviewed')).toBe('not_measured');
    await sql('DELETE FROM compliance.adapter_state');
  });

  test('sees whether an agreement is in force, in both languages', async () => {
    expect(await outcomeOf('agreement.published')).toBe('not_measured');
    const { organization, paula } = await operatorOf(world);
    const publish = (number: number, english: string) =>
      sql(
        `INSERT INTO compliance.dpa_version (version_id, org_id, number, text_de, text_en, summary_de, summary_en, valid_from, updated_by, published_by, published_at)
         VALUES ($1, $2, $3, 'Vertrag', $4, 'x', 'x', current_date, $5, $5, now())`,
        [newId(), organization.id, number, english, paula.id],
      );
    await publish(1, 'Vertrag');
    expect(await outcomeOf('agreement.published')).toBe('failed');
    await publish(2, 'Agreement');
    expect(await outcomeOf('agreement.published')).toBe('passed');
  });
});
