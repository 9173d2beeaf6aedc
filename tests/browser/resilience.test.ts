import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import {
  endOwnSession,
  focusIsIn,
  focusOf,
  saved,
  startDocument,
  textOf,
  toEndOfText,
  write,
} from './steps.js';
import { anotherTab, demoCredentials, signInAs, visit, type Visitor } from './visitor.js';

const EVA = 'eva.brandt@nordwerk.example';
const FELIX = 'felix.sommer@nordwerk.example';
const ADA = 'ada.lange@nordwerk.example';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe('a session that ends while somebody writes', () => {
  let eva: Visitor;
  beforeAll(async () => {
    eva = await visit(browser, product.url);
    await signInAs(eva, product, EVA);
  });

  it('finds a first sentence saved', async () => {
    await startDocument(eva, 'Datenschutz', 'Löschkonzept');
    await write(eva, 'Erster Satz.');
    expect(await textOf(eva)).toBe('Erster Satz.');
  });

  it('asks to sign in again above the text', async () => {
    const { page, words } = eva;
    await endOwnSession(page);
    await page.keyboard.type(' Zweiter Satz, als die Sitzung schon vorbei war.');
    const dialog = page.getByRole('dialog', { name: words('again.title') });
    await dialog.waitFor();
    expect(await page.getByTestId('save-status').innerText()).toContain(words('save.expired'));
    expect(await textOf(eva)).toContain('Zweiter Satz, als die Sitzung schon vorbei war.');
    await page.keyboard.press('Escape');
    await keepScreenshot(page, 'resilience-1-again');
    expect(await dialog.isVisible()).toBe(true);
  });

  it('goes on where it was: every keystroke is there and saved', async () => {
    const { page, words, field, button } = eva;
    const { password, secret } = demoCredentials(product, EVA);
    await field('field.password').fill(password);
    await button('action.continue').click();
    await field('field.code').fill(await freshCode(secret));
    await page.getByRole('dialog', { name: words('again.title') }).waitFor({ state: 'detached' });
    await saved(eva);
    await expect.poll(() => focusOf(page)).toContain(words('editor.text'));
    await write(eva, ' Dritter Satz.');
    await page.reload();
    await page.getByRole('textbox', { name: words('editor.text') }).waitFor();
    const text = 'Erster Satz. Zweiter Satz, als die Sitzung schon vorbei war. Dritter Satz.';
    expect(await textOf(eva)).toBe(text);
    expect(await page.getByText(words('editor.recovered')).count()).toBe(0);
  });
});

describe('a network and a colleague that come in between', () => {
  let felix: Visitor;
  beforeAll(async () => {
    felix = await visit(browser, product.url);
    await signInAs(felix, product, FELIX);
  });

  it('find a first word saved', async () => {
    await startDocument(felix, 'Personal und Arbeit', 'Homeoffice');
    await write(felix, 'Alpha.');
    expect(await textOf(felix)).toBe('Alpha.');
  });

  it('says that there is no connection, and saves what was typed meanwhile', async () => {
    const { page, words } = felix;
    await page.context().setOffline(true);
    await felix.sees('frame.offline');
    await page.keyboard.type(' Beta.');
    await page.getByTestId('save-status').getByText(words('save.unreachable')).first().waitFor();
    await keepScreenshot(page, 'resilience-2-offline');
    await page.context().setOffline(false);
    await page.getByText(words('frame.offline')).waitFor({ state: 'detached' });
    await saved(felix);
  });

  it('keeps it on the device when the tab is left without a network', async () => {
    const { page, words } = felix;
    const address = page.url();
    await page.context().setOffline(true);
    await page.keyboard.type(' Gamma.');
    await page.getByTestId('save-status').getByText(words('save.unreachable')).first().waitFor();
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await page.goto(address);
    await felix.sees('editor.recovered');
    expect(await textOf(felix)).toBe('Alpha. Beta. Gamma.');
    await saved(felix);
    await page.reload();
    await page.getByRole('textbox', { name: words('editor.text') }).waitFor();
    expect(await textOf(felix)).toBe('Alpha. Beta. Gamma.');
    expect(await page.getByText(words('editor.recovered')).count()).toBe(0);
  });

  it('shows both sides of a conflict and loses neither', async () => {
    const { page, words, button } = felix;
    const other = await anotherTab(felix);
    await other.page.goto(page.url());
    await other.page.getByRole('textbox', { name: words('editor.text') }).waitFor();
    await toEndOfText(felix);
    await write(felix, ' Links.');
    await toEndOfText(other);
    await other.page.keyboard.type(' Rechts.');
    const dialog = other.page.getByRole('dialog', { name: words('conflict.title') });
    await dialog.waitFor();
    const mine = dialog.locator('section').filter({ hasText: words('conflict.mine') });
    await mine.getByText('Alpha. Beta. Gamma. Rechts.').waitFor();
    await dialog.getByText('Alpha. Beta. Gamma. Links.').waitFor();
    await keepScreenshot(other.page, 'resilience-3-conflict');
    await dialog.getByRole('button', { name: words('conflict.keepMine') }).click();
    await dialog.waitFor({ state: 'detached' });
    await saved(other);
    await other.page.close();

    await page.goto(page.url().replace('/edit', '?version=draft'));
    await page.getByRole('article').getByText('Alpha. Beta. Gamma. Rechts.').waitFor();
    await page.getByRole('link', { name: words('history.title'), exact: true }).click();
    // The side that was not kept is the version before: the difference of the two names both.
    await page.locator('ins', { hasText: 'Rechts' }).waitFor();
    await page.locator('del', { hasText: 'Links' }).waitFor();
    expect(await button('restore.action', { version: 1 }).count()).toBe(1);
  });
});

describe('somebody without a mouse', () => {
  let ada: Visitor;
  beforeAll(async () => {
    ada = await visit(browser, product.url);
  });

  it('signs in', async () => {
    const { page, words } = ada;
    const { password, secret } = demoCredentials(product, ADA);
    await page.goto('/sign-in');
    await expect.poll(() => focusOf(page)).toContain(words('field.email'));
    await page.keyboard.type(`${ADA}\n`);
    await expect.poll(() => focusOf(page)).toContain(words('field.password'));
    await page.keyboard.type(`${password}\n`);
    await expect.poll(() => focusOf(page)).toContain(words('field.code'));
    await page.keyboard.type(await freshCode(secret));
    await page.waitForURL('**/d/passwortrichtlinie-*');
    await page.getByRole('article').waitFor();
  });

  it('skips to the content', async () => {
    const { page, words } = ada;
    await page.reload();
    await page.getByRole('article').waitFor();
    await page.keyboard.press('Tab');
    expect(await focusOf(page)).toContain(words('frame.skip'));
    await page.keyboard.press('Enter');
    await expect.poll(() => focusOf(page)).toMatch(/^main/);
  });

  it('finds a document by Ctrl-K', async () => {
    const { page, words } = ada;
    await page.keyboard.press('Control+k');
    await expect.poll(() => focusOf(page)).toContain(words('search.title'));
    const found = page.waitForResponse((response) => /"Lieferant"/.test(response.request().postData() ?? ''));
    await page.keyboard.type('Lieferant');
    await found;
    const dialog = page.getByRole('dialog');
    await dialog.getByText(words('search.all', { query: 'Lieferant' })).waitFor();
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowDown');
        return dialog.locator('[data-selected] b').allInnerTexts();
      })
      .toEqual([expect.stringMatching(/Lieferant/)]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/d\/[^/]*lieferant/);
    await expect.poll(() => page.title()).not.toContain('Passwortrichtlinie');
    await page.getByRole('article').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => focusOf(page)).toMatch(/^main/);
  });

  it('gets the focus back from a dialog', async () => {
    const { page, words } = ada;
    await page.getByRole('button', { name: words('action.more'), exact: true }).focus();
    const before = await focusOf(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: words('shortcuts.title') }).waitFor();
    await expect.poll(() => focusIsIn(page, '[role=dialog]')).toBe(true);
    for (let tabs = 0; tabs < 4; tabs += 1) await page.keyboard.press('Tab');
    expect(await focusIsIn(page, '[role=dialog]')).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focusOf(page)).toBe(before);
    await page.keyboard.press('Control+k');
    await expect.poll(() => focusIsIn(page, '[role=dialog]')).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focusOf(page)).toBe(before);
  });

  it('walks through the tree with the arrow keys', async () => {
    const { page, words } = ada;
    const { keyboard } = page;
    const tree = page.getByRole('tree', { name: words('tree.label', { name: 'Informationssicherheit' }) });
    const policy = tree.getByRole('treeitem', { name: 'Passwortrichtlinie' });
    // One stop of the Tab key for the whole tree.
    expect(await tree.locator('[tabindex="0"]').count()).toBe(1);
    await tree.locator('[tabindex="0"]').focus();
    await keyboard.press('Home');
    expect(await focusOf(page)).toContain('Passwortrichtlinie');
    expect(await policy.getAttribute('aria-expanded')).toBe('false');
    await keyboard.press('ArrowRight');
    expect(await policy.getAttribute('aria-expanded')).toBe('true');
    await keyboard.press('ArrowRight');
    const child = await focusOf(page);
    expect(child).not.toContain('Passwortrichtlinie');
    expect(await page.locator(':focus').getAttribute('aria-level')).toBe('2');
    await keyboard.press('ArrowLeft');
    expect(await focusOf(page)).toContain('Passwortrichtlinie');
    await keyboard.press('ArrowLeft');
    expect(await policy.getAttribute('aria-expanded')).toBe('false');
    await keyboard.press('ArrowDown');
    expect(await focusOf(page)).not.toBe(child);
    await keyboard.press('End');
    await keyboard.type('inc');
    expect(await focusOf(page)).toContain('Incident Response Plan');
    await keyboard.press('Enter');
    await page.waitForURL('**/d/incident-response-plan-*');
    await page.getByRole('heading', { level: 1, name: 'Incident Response Plan' }).waitFor();
    // The tree keeps the focus: the next arrow goes on from the open document.
    expect(await focusOf(page)).toContain('Incident Response Plan');
    expect(await page.locator(':focus').getAttribute('aria-selected')).toBe('true');
  });

  it('goes from change to change with N and P', async () => {
    const { page } = ada;
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/d/passwortrichtlinie-*');
    await page.reload();
    await page.getByRole('article').waitFor();
    await page.keyboard.press('h');
    await page.waitForURL('**/history');
    await page.locator('ins').first().waitFor();
    await page.keyboard.press('n');
    const first = await focusOf(page);
    expect(await focusIsIn(page, '[data-change]')).toBe(true);
    await page.keyboard.press('n');
    expect(await focusOf(page)).not.toBe(first);
    await page.keyboard.press('p');
    expect(await focusOf(page)).toBe(first);
  });
});
