import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import { inspect } from './inspection.js';
import { demoCredentials, signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';
const GRACE = 'grace.hoffmann@hoffmann-audit.example';
const NEW = 'ada.lange-berg@privat.example';
const OTHER = 'grace@elsewhere.example';

/** Ada asks in one browser and confirms in another, where Bernd was signed in; Grace, in English, finds Ada's link and one of her own. */
describe('another mail address', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;
  let shared: Visitor;
  let grace: Visitor;
  let link: string;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    [ada, shared, grace] = [
      await visit(browser, product.url),
      await visit(browser, product.url),
      await visit(browser, product.url, 'en'),
    ];
    await signInAs(ada, product, ADA);
    await signInAs(shared, product, BERND);
    await signInAs(grace, product, GRACE);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('is asked for by keyboard, and what is wrong stands beside the field', async () => {
    const { page, field, button, words } = ada;
    await page.goto('/account/security');
    await button('email.action').press('Enter');
    await page.keyboard.type('ada.lange');
    await page.keyboard.press('Enter');
    const input = field('email.new');
    await expect.poll(() => input.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Das ist keine gültige E-Mail-Adresse').waitFor();
    expect(await inspect(page, 'email-wrong-de')).toEqual([]);
    await input.fill(NEW);
    await page.keyboard.press('Enter');
    await button('email.cancel').waitFor();
    await ada.sees('email.present', { email: ADA });
    await page.getByText(NEW).waitFor();
    expect(await inspect(page, 'email-waiting-de')).toEqual([]);
    await keepScreenshot(page, 'email-change-waiting');
    expect(await page.getByText(words('email.asked')).count()).toBeLessThanOrEqual(1);
    link = await mailedLink(NEW);
  });

  it('is nothing for another account, which is told so', async () => {
    const { page } = grace;
    await page.goto(link);
    await grace.sees('email.confirm.foreign', { email: GRACE });
    expect(await inspect(page, 'email-foreign-en')).toEqual([]);
  });

  it('is confirmed in another browser, after signing in there', async () => {
    const { page, button } = shared;
    await page.goto(link);
    await shared.sees('email.confirm.foreign', { email: BERND });
    await button('email.otherAccount').click();
    await page.waitForURL('**/sign-in?next=**');
    await enter();
    await page.waitForURL('**/account/email?token=**');
    await button('email.confirm.submit').waitFor();
    expect(await inspect(page, 'email-confirm-de')).toEqual([]);
    await keepScreenshot(page, 'email-change-confirm');
    await button('email.confirm.submit').click();
    await page.waitForURL('**/account/security');
    await shared.sees('email.present', { email: NEW });
    await ada.page.goto('/account/security');
    await ada.page.waitForURL('**/sign-in?next=**');
  });

  it('is confirmed once; the address of before is told', async () => {
    const { page } = shared;
    await page.goto(link);
    await shared.sees('email.confirm.invalid', { email: NEW });
    expect(await inspect(page, 'email-over-de')).toEqual([]);
    const inbox = await browser.newPage();
    const told = inbox.locator('details', { hasText: ADA }).filter({ hasText: 'wurde geändert' });
    await expect
      .poll(async () => {
        await inbox.goto(`http://localhost:${product.port + 1}/`);
        return told.count();
      })
      .toBeGreaterThanOrEqual(1);
    await inbox.close();
  });

  it('waits, is confirmed or withdrawn in English, too', async () => {
    const { page, field, button } = grace;
    await page.goto('/account/security');
    await button('email.action').click();
    await field('email.new').fill(OTHER);
    await button('email.submit').click();
    await button('email.cancel').waitFor();
    expect(await inspect(page, 'email-waiting-en')).toEqual([]);
    await page.goto(await mailedLink(OTHER));
    await button('email.confirm.submit').waitFor();
    expect(await inspect(page, 'email-confirm-en')).toEqual([]);
    await grace.link('action.cancel').click();
    await button('email.cancel').click();
    await grace.sees('email.cancelled', { email: GRACE });
    await button('email.action').waitFor();
    expect(await button('email.cancel').count()).toBe(0);
  });

  it('meets no error on the way', () => {
    expect([...ada.problems, ...shared.problems, ...grace.problems]).toEqual([]);
  });

  /** Signs Ada in in the other browser, where the link led. */
  async function enter(): Promise<void> {
    const { password, secret } = demoCredentials(product, ADA);
    await shared.field('field.email').fill(ADA);
    await shared.button('action.continue').click();
    await shared.field('field.password').fill(password);
    await shared.button('action.continue').click();
    await shared.field('field.code').fill(await freshCode(secret));
  }

  /** The link to an address, in its mail, which the demo page shows. */
  async function mailedLink(email: string): Promise<string> {
    const inbox = await browser.newPage();
    const links = inbox.locator('details', { hasText: email }).locator('a[href*="/account/email?"]');
    await expect
      .poll(async () => {
        await inbox.goto(`http://localhost:${product.port + 1}/`);
        return links.count();
      })
      .toBeGreaterThanOrEqual(1);
    const href = await links.first().getAttribute('href');
    await inbox.close();
    return href ?? '';
  }
});
