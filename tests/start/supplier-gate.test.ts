import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { databaseUrl } from '../../standalone/db-url.mjs';
import { scratchFolder, startProduct, statusOf, type RunningProduct } from '../kit/product.js';

const OUTSIDE = {
  KOPEXA_SMTP_URL: 'smtps://user:canary@smtp.mailhaus.example',
  KOPEXA_S3_ENDPOINT: 'https://eu.speicher.example',
  ...{ KOPEXA_S3_BUCKET: 'files', KOPEXA_S3_KEY_ID: 'id', KOPEXA_S3_SECRET: 'canary' },
};

/** The register as its pages would have filled it. */
const APPROVED = `
DO $$
DECLARE org uuid := uuidv7(); who uuid := uuidv7(); supplier uuid := uuidv7();
BEGIN
  INSERT INTO tenancy.organization (org_id, slug, name, is_operator) VALUES (org, 'betrieb', 'Betrieb', true);
  INSERT INTO compliance.supplier (supplier_id, org_id, created_by) VALUES (supplier, org, who);
  INSERT INTO compliance.supplier_version (org_id, supplier_id, version, name, purpose_de, purpose_en, data_de, data_en, region,
      adapters, hosts, is_subprocessor, author_id)
    VALUES (org, supplier, 1, 'Mailhaus', 'x', 'x', 'x', 'x', 'EU', '{smtp,s3}', '{*.mailhaus.example,*.speicher.example}', true, who);
  INSERT INTO compliance.supplier_certificate (org_id, supplier_id, kind, number, issued_by, valid_from, valid_until, author_id)
    VALUES (org, supplier, 'iso_27001', '1', 'x', now() - interval '1 day', now() + interval '1 year', who);
  INSERT INTO compliance.supplier_review (org_id, supplier_id, supplier_version, outcome, next_review_on, author_id)
    VALUES (org, supplier, 1, 'approved', now() + interval '1 year', who);
END $$`;

describe('npm start with third parties', { timeout: 120_000 }, () => {
  let folder: string;
  let product: RunningProduct;
  const start = async (): Promise<void> => {
    product = await startProduct({
      dataDirectory: join(folder, 'data'),
      args: ['--empty'],
      environment: OUTSIDE,
    });
  };
  beforeAll(async () => {
    folder = scratchFolder('gate');
    await start();
  }, 120_000);
  afterAll(async () => {
    await product?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts without those that nobody reviewed, and says what to do', async () => {
    expect(product.output()).toContain('The mail server (smtp.mailhaus.example) stays off');
    expect(product.output()).toContain('The file store (eu.speicher.example) stays off');
    expect(product.output()).toContain(
      'Enter it in the operator’s console under “Suppliers”, review it there',
    );
    expect(product.output()).not.toContain('canary');
    expect(await statusOf(product, '/ready')).toBe(200);
    expect(await states()).toEqual([
      { adapter: 's3', state: 'unapproved' },
      { adapter: 'smtp', state: 'unapproved' },
    ]);
  });

  it('uses them from the next start on, once a review approves them', async () => {
    await withClient(databaseUrl(product.dataDirectory), (client) => client.query(APPROVED));
    await product.end();
    await start();
    expect(product.output()).not.toContain('stays off');
    expect(await states()).toEqual([
      { adapter: 's3', state: 'approved' },
      { adapter: 'smtp', state: 'approved' },
    ]);
  });

  it('leaves them off again when the review has ended', async () => {
    await withClient(databaseUrl(product.dataDirectory), (client) =>
      client.query("UPDATE compliance.supplier_review SET next_review_on = now() - interval '1 day'"),
    );
    await product.end();
    await start();
    expect(product.output()).toContain('The mail server (smtp.mailhaus.example) stays off');
  });

  const states = () =>
    withClient(databaseUrl(product.dataDirectory), async (client) => {
      const { rows } = await client.query<{ adapter: string; state: string }>(
        'SELECT adapter, state FROM compliance.adapter_state ORDER BY adapter',
      );
      return rows;
    });
});
