import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const JONAS = 'jonas.wirth@lindenhof.example';
const POLICIES = '/o/lindenhof/admin/policies';

let product: RunningProduct;
let browser: Browser;
let jonas: Visitor;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe.each(['de', 'en'] as const)('policies (%s)', (language) => {
  const isGerman = language === 'de';
  beforeAll(async () => {
    jonas = await visit(browser, product.url, language);
    await signInAs(jonas, product, JONAS);
  });
  afterAll(() => jonas.page.context().close());

  it('are shown in groups, with those whom they do not bind', async () => {
    const { page, words, sees } = jonas;
    await page.goto(POLICIES);
    await page.getByRole('heading', { level: 2, name: words('policies.signIn') }).waitFor();
    if (isGerman) await sees('policies.exempt.noBreakGlass');
    expect(await inspect(page, `policies-${language}`, isGerman)).toEqual([]);
  });

  it('say whom a change concerns before it is saved', async () => {
    const { page, words } = jonas;
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

  it.runIf(isGerman)('let an owner be exempt, by keyboard alone', async () => {
    const { page, words } = jonas;
    await page.getByRole('button', { name: words('policies.exempt.add') }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('group.people')).fill('Jonas');
    await page.getByRole('option', { name: /Jonas Wirth/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await inspect(page, 'policies-exempt-de', true)).toEqual([]);
    await dialog.getByLabel(words('field.reason'), { exact: true }).fill('Notfallzugang');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(words('policies.exempt.breakGlass'), { exact: true }).waitFor();
  });
});
