import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '#runtime/embedded/leftovers.js';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { keepDown, processId } from '../kit/split.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';
const NO_DOCUMENTS = 'Dokumente und Suche sind gerade nicht erreichbar.';
const NO_NAMES = 'Anmeldung, Konten und Namen sind gerade nicht erreichbar.';
const NO_ORGANIZATIONS = 'Organizations, Spaces und Mitglieder sind gerade nicht erreichbar.';

/** The split topology with one process killed, as people see it: the rest works, and what is missing comes back. */
describe('without one of the parts', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;
  let documentUrl: string;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ topology: 'split' }), launchBrowser()]);
    ada = await visit(browser, product.url);
    await signInAs(ada, product, ADA);
    await ada.page.goto('/o/nordwerk');
    await ada.page.locator('main a[href*="/d/"]').first().click();
    await ada.page.waitForURL('**/d/**');
    await ada.page.getByRole('article').waitFor();
    documentUrl = ada.page.url();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('documents say that they are missing, the rest goes on, and they come back without a reload', async () => {
    const { page, words } = ada;
    const before = processId(product, 'content');
    const down = keepDown(product, 'content');
    try {
      await expect.poll(() => isAlive(before)).toBe(false);
      const bernd = await visit(browser, product.url);
      await signInAs(bernd, product, BERND);

      await page.goto('/o/nordwerk/members');
      await page.getByRole('heading', { level: 1, name: words('members.title') }).waitFor();
      await page.getByRole('main').getByText('Clara Vogt').first().waitFor();
      await keepScreenshot(page, 'without-content-1-members');

      await page.goto('/o/nordwerk/admin/audit');
      await page.getByRole('main').getByText('Bernd Krüger').first().waitFor();
      await keepScreenshot(page, 'without-content-2-trail');

      await page.goto(documentUrl);
      await page.getByRole('alert').getByText(NO_DOCUMENTS).first().waitFor();
      await keepScreenshot(page, 'without-content-3-document');
    } finally {
      await down.letGo();
    }
    // Nobody touches the page.
    await page.getByRole('article').waitFor({ timeout: 40_000 });
    expect(await page.getByText(NO_DOCUMENTS).count()).toBe(0);
    await keepScreenshot(page, 'without-content-4-document-again');
  });

  it('documents can be read while nobody knows the names of people; a new page says what is missing', async () => {
    const { page } = ada;
    await page.goto('/o/nordwerk');
    const link = page.locator('main a[href*="/d/"]').nth(1);
    await link.waitFor();
    const before = processId(product, 'identity');
    const down = keepDown(product, 'identity');
    try {
      await expect.poll(() => isAlive(before)).toBe(false);
      await link.click();
      await page.getByRole('article').getByRole('heading', { level: 1 }).first().waitFor();
      await keepScreenshot(page, 'without-identity-1-document');
      await page.goto(documentUrl);
      await page.getByRole('alert').getByText(NO_NAMES).waitFor();
      await keepScreenshot(page, 'without-identity-2-new-page');
    } finally {
      await down.letGo();
    }
    await page.getByRole('article').waitFor({ timeout: 40_000 });
  });

  it('without Organizations the page says so, and comes back', async () => {
    const { page } = ada;
    const before = processId(product, 'tenancy');
    const down = keepDown(product, 'tenancy');
    try {
      await expect.poll(() => isAlive(before)).toBe(false);
      await page.goto('/o/nordwerk');
      await page.getByRole('alert').getByText(NO_ORGANIZATIONS).waitFor();
      await keepScreenshot(page, 'without-tenancy');
    } finally {
      await down.letGo();
    }
    await page.getByRole('main').locator('a[href*="/d/"]').first().waitFor({ timeout: 40_000 });
  });

  it('a page survives the gateway', async () => {
    const { page, words } = ada;
    await page.goto('/o/nordwerk/members');
    await page.getByRole('main').getByText('Clara Vogt').first().waitFor();
    process.kill(processId(product, 'gateway'), 'SIGKILL');
    await page
      .getByRole('link', { name: words('audit.title') })
      .first()
      .click();
    await page.getByRole('main').getByText('Bernd Krüger').first().waitFor({ timeout: 40_000 });
  });
});
