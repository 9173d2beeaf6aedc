import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser, openPage } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { codeOf, readDemo, signInByCard } from './kit/sign-in.js';
import { WORDS } from './kit/words.js';
import { waitUntilSaved } from './kit/writing.js';

const POLICY = /\/o\/nordwerk\/d\/passwortrichtlinie-/;

describe('What is typed', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: { page: Page; problems: string[] };
  let policy: string;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launchBrowser();
    ada = await openPage(browser, product.url);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('starts on the own policy after signing in', async () => {
    const { page } = ada;
    await page.goto('/');
    await signInByCard(page, product.dataDirectory, 'Ada Lange');
    await page.waitForURL(POLICY);
    policy = new URL(page.url()).pathname;
    expect(policy).toMatch(POLICY);
  });

  it('is kept when the session ends in the middle of a sentence', async () => {
    const { page } = ada;
    const words = WORDS.de;
    await page.goto(`${policy}/edit`);
    await page.getByLabel(words.text).getByRole('heading', { name: 'Zweck' }).click();
    await page.keyboard.press('End');
    await page.context().clearCookies();
    await page.keyboard.type(' und mehr');
    await page.getByRole('dialog', { name: 'Bitte melden Sie sich erneut an' }).waitFor();
    await keepScreenshot(page, 'session-ended');
    const demo = readDemo(product.dataDirectory);
    const secret = demo.people.find(({ name }) => name === 'Ada Lange')?.secret ?? '';
    await page.locator('input[name=password]').fill(demo.password);
    await page.keyboard.press('Enter');
    // The code of the moment may have been used for the first sign-in: the next one is accepted early.
    await page.locator('input[name=code]').fill(codeOf(secret, 1));
    await waitUntilSaved(page, words);
    await page.reload();
    await page.getByLabel(words.text).getByRole('heading', { name: 'Zweck und mehr' }).waitFor();
  });

  it('stays on the device through a lost network and a closed tab', async () => {
    const { page } = ada;
    const words = WORDS.de;
    await page.context().setOffline(true);
    await page.getByLabel(words.text).getByRole('heading', { name: 'Zweck und mehr' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(', offline');
    await page.getByTestId('save-status').filter({ hasText: 'Keine Verbindung' }).waitFor();
    const context = page.context();
    const again = await context.newPage();
    await page.close();
    await context.setOffline(false);
    await again.goto(`${policy}/edit`);
    await again.getByText(/war auf diesem Gerät aufbewahrt/).waitFor();
    await waitUntilSaved(again, words);
    await again.reload();
    await again.getByRole('heading', { name: 'Zweck und mehr, offline' }).waitFor();
    ada = { page: again, problems: [] };
  });

  it('is shown beside the other side of a conflict; neither is lost', async () => {
    const { page } = ada;
    const words = WORDS.de;
    const other = await page.context().newPage();
    await other.goto(`${policy}/edit`);
    await other.getByLabel(words.title, { exact: true }).fill('Passwortrichtlinie 2027');
    await waitUntilSaved(other, words);
    await page.getByLabel(words.text).getByRole('heading', { name: 'Geltungsbereich' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' weltweit');
    const dialog = page.getByRole('dialog', { name: /Während Sie schrieben/ });
    await dialog.getByText('Passwortrichtlinie 2027').waitFor();
    await dialog.getByText('Geltungsbereich weltweit').waitFor();
    await keepScreenshot(page, 'conflict');
    await dialog.getByRole('button', { name: 'Mit meiner Fassung weiter' }).click();
    await waitUntilSaved(page, words);
    await other.reload();
    await other.getByRole('heading', { name: 'Geltungsbereich weltweit' }).waitFor();
    await other.close();
  });
});
