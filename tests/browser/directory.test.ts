import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { newId } from '#runtime/graphql/ids.js';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { adminUrlOf } from '../kit/product-session.js';
import { directoryWith } from '../kit/scim.js';
import { heading } from './file-screens.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const ADA = 'ada.lange@nordwerk.example';

/** From nothing to people and groups that the directory brought. */
describe.each(['de', 'en'] as const)('the directory (%s)', (language: Language) => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    await asOwner('UPDATE identity.account SET locale = $1', [language]);
    ada = await visit(browser, product.url, language);
    await signInAs(ada, product, ADA);
    await ada.page.waitForURL('**/d/**');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const asOwner = (sql: string, params: unknown[]) =>
    withClient(adminUrlOf(product), (client) => client.query(sql, params));

  it('is reached from the side, says what is missing, and gives its address and a token', async () => {
    const { page, words, button } = ada;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('directory.title') })
      .click();
    await heading(ada, 'directory.setUp', 2);
    await page.getByText(words('directory.noDomain')).waitFor();
    await ada.link('directory.toDomains').waitFor();
    expect(await inspect(page, `directory-empty-${language}`)).toEqual([]);
    const url = await page.getByRole('textbox', { name: words('directory.url') }).inputValue();
    expect(url).toBe(`${product.url}/o/nordwerk/scim/v2`);
    await button('directory.tokens.new').click();
    await button('service.form.create.action').click();
    const secret = page.getByRole('textbox', { name: words('service.secret.label') });
    await secret.waitFor();
    const token = await secret.inputValue();
    await page.getByRole('checkbox', { name: words('service.secret.kept') }).check();
    await button('action.finish').click();
    await provision(token);
  });

  it('shows who and what came, and what was refused', async () => {
    const { page, words } = ada;
    await page.reload();
    await page.getByRole('cell', { name: 'Barbara Jensen' }).waitFor();
    await page.getByRole('link', { name: 'Reiseleitung' }).waitFor();
    await page.getByText(words('outcome.FAILED')).first().waitFor();
    await page.locator('summary').first().click();
    expect(await inspect(page, `directory-${language}`)).toEqual([]);
    await page.getByRole('textbox', { name: words('directory.users.search') }).fill('niemand heißt so');
    await ada.sees('directory.users.nobody');
  });

  it('has groups that are changed over there alone', async () => {
    const { page } = ada;
    await page.getByRole('link', { name: 'Reiseleitung' }).click();
    await ada.sees('directory.group.text');
    await page.getByRole('cell', { name: 'Barbara Jensen' }).first().waitFor();
    expect(await ada.button('group.add').count()).toBe(0);
    expect(await inspect(page, `directory-group-${language}`, false)).toEqual([]);
    expect(ada.problems).toEqual([]);
  });

  async function provision(token: string): Promise<void> {
    const { rows } = await asOwner(
      "SELECT org_id AS id FROM tenancy.organization WHERE slug = 'nordwerk'",
      [],
    );
    const id = (rows[0] as { id: string }).id;
    const directory = directoryWith(product.url, { id, slug: 'nordwerk' }, token);
    await asOwner(
      `INSERT INTO identity.domain (domain_id, org_id, domain, challenge, verified_at, checked_at, created_by)
         VALUES ($1, $2, 'nordwerk.example', 'kopexa-domain=0123456789abcdef', now(), now(), $1)`,
      [newId(), id],
    );
    const user = await directory.call('POST', 'Users', {
      userName: 'bjensen@nordwerk.example',
      displayName: 'Barbara Jensen',
    });
    expect(user.status).toBe(201);
    const off = await directory.call('POST', 'Users', { userName: 'alt@nordwerk.example', active: false });
    expect(off.status).toBe(201);
    const group = await directory.call('POST', 'Groups', {
      displayName: 'Reiseleitung',
      members: [{ value: user.body['id'] }],
    });
    expect(group.status).toBe(201);
    const foreign = await directory.call('POST', 'Users', { userName: 'x@anderswo.example' });
    expect(foreign.status).toBe(400);
  }
});
