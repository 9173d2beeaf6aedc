import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const MIRIAM = 'miriam.adler@lindenhof.example';
const POLICIES = '/o/lindenhof/admin/policies';

let product: RunningProduct;
let browser: Browser;
let miriam: Visitor;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  miriam = await visit(browser, product.url);
  await signInAs(miriam, product, MIRIAM);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** The same person, once the account is in English. */
async function inEnglish(visitor: Visitor): Promise<Visitor> {
  const { page, words } = visitor;
  await page.setViewportSize(DESK);
  await page.goto('/account');
  await page.getByRole('combobox', { name: words('language.label') }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.getByRole('button', { name: words('action.save') }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  const storageState = await page.context().storageState();
  const other = await visit(browser, product.url, 'en', { storageState });
  await page.context().close();
  return other;
}

describe.each(['de', 'en'] as const)('policies (%s)', (language) => {
  const isGerman = language === 'de';
  beforeAll(async () => {
    if (!isGerman) miriam = await inEnglish(miriam);
  });

  it('are shown in groups, with those whom they do not bind', async () => {
    const { page, words, sees } = miriam;
    await page.goto(POLICIES);
    await page.getByRole('heading', { level: 2, name: words('policies.signIn') }).waitFor();
    if (isGerman) await sees('policies.exempt.noBreakGlass');
    expect(await inspect(page, `policies-${language}`, isGerman)).toEqual([]);
  });

  it('say whom a change concerns before it is saved', async () => {
    const { page, words } = miriam;
    const label = isGerman ? 'Zweite Faktoren' : 'Second factors';
    await page.getByRole('button', { name: words('settings.changeOf', { label }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: words('settings.value') }).click();
    await page.getByRole('option', { name: words('policies.value.passkeys') }).click();
    await dialog.getByRole('button', { name: words('policies.fix.remind') }).waitFor();
    expect(await inspect(page, `policies-effects-${language}`, isGerman)).toEqual([]);
    await dialog.getByLabel(words('field.reason'), { exact: true }).fill('Phishing');
    await dialog.getByRole('button', { name: words('action.save'), exact: true }).click();
    await dialog.getByText(isGerman ? /Das würde Sie selbst aussperren/ : /lock yourself out/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('say beside the field what is not whole yet, while somebody types slowly', async () => {
    const { page, words } = miriam;
    const label = isGerman ? 'Erlaubte Netze' : 'Allowed networks';
    await page.getByRole('button', { name: words('settings.changeOf', { label }) }).click();
    const dialog = page.getByRole('dialog');
    const field = dialog.getByLabel(words('settings.value'));
    for (const typed of ['2', '203.0.113.', '203.0.113.0/24']) {
      const answered = page.waitForResponse((response) =>
        (response.request().postData() ?? '').includes('PolicyPreview'),
      );
      await field.fill(typed);
      await answered;
      if (typed === '2') {
        await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
        expect(await inspect(page, `policies-typing-${language}`, isGerman)).toEqual([]);
      }
    }
    await expect.poll(() => field.getAttribute('aria-invalid')).not.toBe('true');
    expect(await field.inputValue()).toBe('203.0.113.0/24');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it.runIf(isGerman)('let an owner be exempt, by keyboard alone', async () => {
    const { page, words } = miriam;
    await page.getByRole('button', { name: words('policies.exempt.add') }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('group.people')).fill('Miriam');
    await page.getByRole('option', { name: /Miriam Adler/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByLabel(words('field.reason'), { exact: true }).fill('Falls der Anbieter ausfällt');
    expect(await inspect(page, 'policies-exempt-de', true)).toEqual([]);
    await dialog.getByLabel(words('field.reason'), { exact: true }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(words('policies.exempt.breakGlass'), { exact: true }).waitFor();
  });
});
