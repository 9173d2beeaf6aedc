import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { newId } from '#runtime/graphql/ids.js';
import { launchBrowser } from '../kit/browser.js';
import { adminUrlOf, operationId } from '../kit/product-session.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const ADA = 'ada.lange@nordwerk.example';

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

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  await withClient(adminUrlOf(product), (client) => client.query(CONNECT));
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Answers one operation with what a counterpart would have led to. */
async function answerFinish({ page }: Visitor, finishSso: object): Promise<void> {
  const id = operationId('web', 'FinishSso');
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(id)) return route.fallback();
    return route.fulfill({ json: { data: { finishSso } } });
  });
}

describe.each<Language>(['de', 'en'])('Sign-in by the company, in %s', (language) => {
  const stranger = () => visit(browser, product.url, language);

  it('is offered for an address of its domain, and the password stays', async () => {
    const one = await stranger();
    await one.page.goto('/sign-in');
    await one.field('field.email').fill('somebody.new@nordwerk.example');
    await one.button('action.continue').click();
    await one.sees('sso.text');
    expect(await inspect(one.page, `sso-company-${language}`)).toEqual([]);
    await one.page.keyboard.press('Tab');
    await one.button('sso.password').click();
    await one.field('field.password').waitFor();
    expect(one.problems).toEqual([]);
    await one.page.context().close();
  });

  it('asks who one is where nobody here began', async () => {
    const one = await stranger();
    await answerFinish(one, { next: 'CONFIRM', name: 'nele@nordwerk.example', returnPath: '/' });
    await one.page.goto('/sso/finish?arrival=made-up');
    await one.sees('sso.confirm.text', { name: 'nele@nordwerk.example' });
    expect(await inspect(one.page, `sso-confirm-${language}`)).toEqual([]);
    await one.page.context().close();
  });

  it('connects an account that has proven itself', async () => {
    const one = await stranger();
    await answerFinish(one, { next: 'LINK', name: ADA, returnPath: '/' });
    await one.page.goto('/sso/finish?arrival=made-up');
    await one.sees('sso.link.first', { name: ADA });
    expect(await inspect(one.page, `sso-link-first-${language}`)).toEqual([]);
    await one.page.getByRole('link', { name: one.words('sso.link.prove') }).click();
    await one.page.waitForURL('**/sign-in?next=*');
    await one.page.context().close();
  });

  it('says one sentence whatever was refused, and the same where nothing was begun', async () => {
    const one = await stranger();
    await one.page.goto(`/sso/oidc/${newId()}/callback?state=unknown&code=x`);
    await one.page.waitForURL('**/sso/refused?id=*');
    await one.sees('sso.refused.text');
    expect(await inspect(one.page, `sso-refused-${language}`)).toEqual([]);
    await one.page.goto('/sso/finish?arrival=unknown');
    await one.page.getByRole('alert').waitFor();
    expect(await inspect(one.page, `sso-over-${language}`)).toEqual([]);
    await one.page.context().close();
  });
});

describe('An account of one’s own', () => {
  it('is proven by its own means, without being led to the company again', async () => {
    const one = await visit(browser, product.url, 'de');
    await one.page.goto('/sso/link?arrival=unknown');
    await one.page.waitForURL('**/sign-in?next=*');
    await one.field('field.email').fill(ADA);
    await one.button('action.continue').click();
    await one.field('field.password').waitFor();
    await one.page.context().close();
    const ada = await visit(browser, product.url, 'de');
    await withClient(adminUrlOf(product), (client) =>
      client.query('UPDATE identity.domain SET connection_id = NULL'),
    );
    await signInAs(ada, product, ADA);
    await ada.page.goto('/sso/link?arrival=unknown');
    await ada.sees('sso.link.text', { email: ADA });
    expect(await inspect(ada.page, 'sso-link-de')).toEqual([]);
    await ada.button('sso.link.submit').click();
    await ada.page.getByRole('alert').waitFor();
    await ada.page.context().close();
  });
});
