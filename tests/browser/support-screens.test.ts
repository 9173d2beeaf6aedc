import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const PAULA = 'paula.stein@kopexa-betrieb.example';
const JONAS = 'jonas.wirth@lindenhof.example';
const DESKS = '/o/kopexa-betrieb/admin/support-desk';
const ACCESS = '/o/lindenhof/admin/support';

let product: RunningProduct;
let browser: Browser;
let paula: Visitor;
let jonas: Visitor;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  [paula, jonas] = [await visit(browser, product.url), await visit(browser, product.url)];
  await signInAs(paula, product, PAULA);
  await signInAs(jonas, product, JONAS);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** The same person, in another language of the browser and of the account. */
async function speaking(visitor: Visitor, language: Language): Promise<Visitor> {
  const { page, words } = visitor;
  await page.setViewportSize(DESK);
  await page.goto('/account');
  await page.getByRole('combobox', { name: words('language.label') }).click();
  await page.getByRole('option', { name: language === 'de' ? 'Deutsch' : 'English' }).click();
  await page.getByRole('button', { name: words('action.save') }).click();
  await page
    .getByRole('heading', { level: 1, name: language === 'de' ? 'Ihr Konto' : 'Your account' })
    .waitFor();
  const other = await visit(browser, product.url, language, {
    storageState: await page.context().storageState(),
  });
  await page.context().close();
  other.problems.push(...visitor.problems);
  return other;
}

describe.each(['de', 'en'] as const)('support access (%s)', (language) => {
  const isGerman = language === 'de';
  beforeAll(async () => {
    if (!isGerman) [paula, jonas] = [await speaking(paula, 'en'), await speaking(jonas, 'en')];
  });

  it('is closed, and the operator sees nothing of the Organization', async () => {
    await jonas.page.goto(ACCESS);
    await jonas.sees(isGerman ? 'support.none' : 'support.past');
    if (isGerman) expect(await inspect(jonas.page, 'support-closed-de', true)).toEqual([]);
    await paula.page.goto(DESKS);
    await paula.sees('supportDesk.none');
    expect(await inspect(paula.page, `support-desk-none-${language}`, isGerman)).toEqual([]);
    await paula.page.goto('/o/lindenhof');
    await paula.page.getByRole('heading', { level: 1, name: paula.words('missing.title') }).waitFor();
  });

  it('is opened with a reason, for hours, into Spaces', async () => {
    const { page, button, words, sees } = jonas;
    await page.goto(ACCESS);
    await button('support.open').click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel(words('field.reason'), { exact: true })
      .fill('Die Suche findet den Hygieneplan nicht.');
    await dialog.getByRole('combobox', { name: words('support.spaces') }).click();
    await page.getByRole('option', { name: 'IT-Sicherheit' }).click();
    await dialog.getByLabel(words('field.reason'), { exact: true }).click();
    await dialog.getByRole('combobox', { name: words('support.role') }).waitFor();
    expect(await inspect(page, `support-open-form-${language}`, isGerman)).toEqual([]);
    await dialog.getByRole('button', { name: words('support.open.action'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await sees('support.isOpen');
    await page.getByText(words('support.line.link')).waitFor();
    expect(await inspect(page, `support-opened-${language}`, isGerman)).toEqual([]);
  });

  it('is entered by somebody of the operator, who is seen by everybody', async () => {
    const { page, words } = paula;
    await page.goto(DESKS);
    await page.getByText('Die Suche findet den Hygieneplan nicht.').waitFor();
    expect(await inspect(page, `support-desk-${language}`, isGerman)).toEqual([]);
    await page
      .getByRole('button', {
        name: words('supportDesk.enter.label', { organization: 'Lindenhof Klinik gGmbH' }),
      })
      .click();
    await page.waitForURL('**/o/lindenhof**');
    await page.getByText(isGerman ? /Sie sind als Support hier/ : /You are here as support/).waitFor();
    expect(await inspect(page, `support-inside-${language}`, isGerman)).toEqual([]);
    await jonas.page.goto(ACCESS);
    await jonas.page.getByRole('main').getByText('Paula Stein').first().waitFor();
    expect(await inspect(jonas.page, `support-visited-${language}`, isGerman)).toEqual([]);
    await jonas.page.goto('/o/lindenhof/members');
    await jonas.page.getByRole('main').getByText('Paula Stein').first().waitFor();
    await jonas.page.goto('/o/lindenhof/admin/audit');
    await jonas.page
      .getByText(/Paula Stein \(Support\)/)
      .first()
      .waitFor();
  });

  it('is ended, and the person is out at once', async () => {
    const { page, button, words } = jonas;
    await page.goto(ACCESS);
    await button('support.end').click();
    const dialog = page.getByRole('dialog');
    expect(await inspect(page, `support-end-${language}`, isGerman)).toEqual([]);
    await dialog.getByRole('button', { name: words('support.end'), exact: true }).click();
    await jonas.sees('support.past');
    await paula.page.goto('/o/lindenhof');
    await paula.page.getByRole('heading', { level: 1, name: paula.words('missing.title') }).waitFor();
  });

  it('throws no error and breaks no rule of the content security policy', () => {
    expect([...paula.problems, ...jonas.problems]).toEqual([]);
  });
});
