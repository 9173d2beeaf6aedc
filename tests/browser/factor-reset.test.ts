import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import { inspect } from './inspection.js';
import { demoCredentials, signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';
const DENIZ = 'deniz.yilmaz@nordwerk.example';

/** Deniz has lost everything. Ada makes her an owner first, so that it takes two. */
describe('break-glass by two owners', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;
  let bernd: Visitor;
  let deniz: Visitor;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    [ada, bernd, deniz] = [
      await visit(browser, product.url),
      await visit(browser, product.url),
      await visit(browser, product.url),
    ];
    await signInAs(ada, product, ADA);
    await signInAs(bernd, product, BERND);
    await signInAs(deniz, product, DENIZ);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('says what it will do, and that a second owner has to agree', async () => {
    const { page, words, field } = ada;
    await page.goto('/o/nordwerk/members?q=Deniz');
    await page.getByRole('button', { name: /Deniz/ }).last().click();
    await page.getByRole('menuitem', { name: words('members.transfer') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('members.transfer') })
      .click();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: /Deniz/ }).last().click();
    await page.getByRole('menuitem', { name: words('members.resetFactors') }).click();
    await ada.sees('resets.dialog.owner');
    expect(await inspect(page, 'reset-dialog-de')).toEqual([]);
    await keepScreenshot(page, 'factor-reset-dialog');
    await field('resets.reason').fill('Am Telefon erkannt, Handy und Laptop sind gestohlen.');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('resets.ask') })
      .click();
    await page.waitForURL('**/members/resets');
    await ada.sees('resets.needsOther');
    expect(await ada.button('resets.approve').count()).toBe(0);
    expect(await inspect(page, 'resets-open-de')).toEqual([]);
    // Nothing has happened yet.
    await deniz.page.goto('/account/security');
    await deniz.page.getByRole('heading', { level: 1, name: deniz.words('security.title') }).waitFor();
  });

  it('happens when the second owner agrees, who shows a fresh factor', async () => {
    const { page, button } = bernd;
    await page.goto('/o/nordwerk/members/resets');
    await button('resets.approve').waitFor();
    expect(await inspect(page, 'resets-to-approve-de')).toEqual([]);
    await keepScreenshot(page, 'factor-reset-approve');
    await button('resets.approve').click();
    await bernd.sees('resets.state.done');
    expect(await inspect(page, 'resets-done-de')).toEqual([]);
    await deniz.page.goto('/account/security');
    await deniz.page.waitForURL('**/sign-in?next=**');
  });

  it('lets the person in by the link alone, after the password, with a new factor', async () => {
    const { page, field, button, words } = deniz;
    const { password } = demoCredentials(product, DENIZ);
    const enter = async () => {
      await field('field.email').fill(DENIZ);
      await button('action.continue').click();
      await field('field.password').fill(password);
      await button('action.continue').click();
    };
    await page.goto('/sign-in');
    await enter();
    await page.waitForURL('**/enrol**');
    await page.getByRole('alert').waitFor();
    await page.context().clearCookies();
    await page.goto(await mailedLink(DENIZ));
    await page.waitForURL('**/sign-in?next=**');
    await enter();
    await page.getByRole('img', { name: words('enrol.qr') }).waitFor();
    const secret = (await page.locator('code').innerText()).replaceAll(/\s/g, '');
    await button('enrol.connected').click();
    await field('field.code').fill(await freshCode(secret));
    await page.getByRole('list', { name: words('recovery.title') }).waitFor();
    await page.getByRole('checkbox', { name: words('recovery.kept') }).check();
    await button('action.finish').click();
    await page.getByRole('button', { name: words('account.menu', { name: '' }) }).waitFor();
  });

  it('is told to everybody concerned', async () => {
    const inbox = await browser.newPage();
    await inbox.goto(`http://localhost:${product.port + 1}/`);
    for (const email of [ADA, BERND, DENIZ])
      expect(
        await inbox
          .locator('details', { hasText: email })
          .filter({ hasText: /zurückgesetzt|reset/ })
          .count(),
      ).toBeGreaterThanOrEqual(1);
    await inbox.close();
  });

  it('meets no error on the way', () => {
    expect([...ada.problems, ...bernd.problems, ...deniz.problems]).toEqual([]);
  });

  /** The newest link to a new factor in the mail of somebody, which the demo page shows. */
  async function mailedLink(email: string): Promise<string> {
    const inbox = await browser.newPage();
    const links = inbox.locator('details', { hasText: email }).locator('a[href*="/recover?"]');
    await expect
      .poll(async () => {
        await inbox.goto(`http://localhost:${product.port + 1}/`);
        return links.count();
      })
      .toBeGreaterThanOrEqual(1);
    const link = await links.first().getAttribute('href');
    await inbox.close();
    return link ?? '';
  }
});
