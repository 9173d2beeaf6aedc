import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { launchBrowser } from '../kit/browser.js';
import { adminUrlOf } from '../kit/product-session.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const ADA = 'ada.lange@nordwerk.example';
const FELIX = 'felix.sommer@nordwerk.example';
const BAR = `SELECT pg_get_functiondef('tenancy.entry_bar(uuid, uuid, uuid, text)'::regprocedure) AS source`;

let product: RunningProduct;
let browser: Browser;

/** Leads the people of the demo’s company to a connection; what lies behind it is tried elsewhere. */
const CONNECT = `
  WITH acme AS (SELECT o.org_id, m.account_id FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id
      AND m.role_key = 'organization.owner' WHERE o.slug = 'nordwerk' LIMIT 1),
    made AS (INSERT INTO identity.connection (connection_id, org_id, name, kind, preset, status, version, latest_version, created_by)
      SELECT uuidv7(), org_id, 'Nordwerk Okta', 'oidc', 'okta', 'active', 1, 1, account_id FROM acme RETURNING org_id, connection_id, created_by)
  INSERT INTO identity.domain (domain_id, org_id, domain, challenge, connection_id, verified_at, created_by)
    SELECT uuidv7(), org_id, 'nordwerk.example', 'a challenge of some length', connection_id, now(), created_by FROM made`;

const inDatabase = (sql: string, parameters: unknown[] = []) =>
  withClient(adminUrlOf(product), (client) => client.query(sql, parameters));

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  await inDatabase(CONNECT);
  await inDatabase(
    `UPDATE identity.totp_factor SET removed_at = clock_timestamp(), sealed = '\\x'
      WHERE account_id = (SELECT account_id FROM identity.account WHERE email = $1) AND removed_at IS NULL`,
    [FELIX],
  );
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Opens a browser in a session that came by the connection, with or without a factor of one's own. */
async function comeByCompany(language: Language, email: string, assurance: 1 | 2): Promise<Visitor> {
  const one = await visit(browser, product.url, language);
  const token = randomBytes(32).toString('base64url');
  await withClient(adminUrlOf(product), (client) =>
    client.query(
      `INSERT INTO identity.session (account_id, token_hash, assurance, authenticated_by, mfa_at, org_id, connection_id)
       SELECT a.account_id, sha256(convert_to($1, 'UTF8')), $2, $3, now() - interval '10 minutes', c.org_id, c.connection_id
         FROM identity.account a, identity.connection c WHERE a.email = $4 AND c.name = 'Nordwerk Okta'`,
      [token, assurance, assurance === 2 ? 'sso+idp' : 'sso', email],
    ),
  );
  const name = `kopexa_session_${product.port}`;
  await one.page.context().addCookies([{ name, value: token, url: product.url, httpOnly: true }]);
  return one;
}

describe.each<Language>(['de', 'en'])('A session by the company, in %s', (language) => {
  // The account's own language counts once somebody is signed in.
  beforeAll(() =>
    inDatabase('UPDATE identity.account SET locale = $1 WHERE email = ANY ($2)', [language, [ADA, FELIX]]),
  );

  it('shows a factor of one’s own, or the company’s, where it has one', async () => {
    const one = await comeByCompany(language, ADA, 1);
    await one.page.goto('/o/nordwerk');
    await one.sees('secondFactor.title');
    await one.button('company.signIn').waitFor();
    expect(await inspect(one.page, `bound-second-factor-${language}`)).toEqual([]);
    await one.page.context().close();
  });

  it('sets up an app where it has none, and no passkey', async () => {
    const one = await comeByCompany(language, FELIX, 1);
    await one.page.goto('/o/nordwerk');
    await one.page.getByRole('img', { name: one.words('enrol.qr') }).waitFor();
    expect(await one.button('enrol.usePasskey').count()).toBe(0);
    expect(await inspect(one.page, `bound-enrol-${language}`)).toEqual([]);
    await one.page.context().close();
  });

  it('is sent to the company’s own passkey where the Organization asks for one', async () => {
    const { rows } = await inDatabase(BAR);
    const { source } = rows[0] as { source: string };
    await inDatabase(`CREATE OR REPLACE FUNCTION tenancy.entry_bar(org uuid, account uuid, session uuid, address text) RETURNS text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT 'FACTOR'::text $$`);
    try {
      const one = await comeByCompany(language, ADA, 2);
      await one.page.goto('/o/nordwerk');
      await one.sees('entry.text.factorByCompany');
      await one.button('company.signIn').waitFor();
      expect(await one.link('entry.others').count()).toBe(0);
      expect(await inspect(one.page, `bound-factor-${language}`)).toEqual([]);
      await one.page.context().close();
    } finally {
      await inDatabase(source);
    }
  });

  it('is told that its data of other Organizations are not shown', async () => {
    const one = await comeByCompany(language, ADA, 2);
    await one.page.goto('/account/data');
    await one.sees('data.bound');
    await one.sees('data.text');
    expect(await inspect(one.page, `bound-data-${language}`)).toEqual([]);
    await one.page.context().close();
  });

  it('shows a fresh factor of its own, or the company’s, before a step that asks for one', async () => {
    const one = await comeByCompany(language, ADA, 2);
    await one.page.goto('/o/nordwerk/admin/sign-in');
    await one.button('connections.new').click();
    const form = one.page.getByRole('dialog');
    await form.getByRole('radio', { name: 'OpenID Connect', exact: true }).check();
    await form.getByLabel(one.words('connections.name')).fill('Zweite');
    await form.getByRole('button', { name: one.words('connections.create') }).click();
    const dialog = one.page.getByRole('dialog', { name: one.words('stepUp.title') });
    await dialog.getByRole('button', { name: one.words('company.signIn') }).waitFor();
    expect(await inspect(one.page, `bound-step-up-${language}`)).toEqual([]);
    await one.page.context().close();
  });
});
