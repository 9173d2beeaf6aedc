import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { documentIdIn, visit, type Visitor } from './visitor.js';

const POLICY = 'Passwortrichtlinie';
const MISSING_ID = '019a0000-0000-7000-8000-000000000000';

/** What convinces in the first two minutes: the demo as an owner, a colleague without access, and the trail of both. */
describe('the first two minutes with the demo', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;
  let hannes: Visitor;
  let policyPath: string;
  let draftOnly: string;
  /** Everything the server ever told Hannes. */
  const told: string[] = [];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ first: true }), launchBrowser()]);
    ada = await visit(browser, product.url);
    hannes = await visit(browser, product.url);
    hannes.page.on('response', (response) => {
      if (response.url().endsWith('/graphql'))
        void response.text().then(
          (body) => told.push(body),
          () => null,
        );
    });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('shows the people as cards and their codes on a page of its own', async () => {
    const { page } = ada;
    await page.goto('/');
    await page.waitForURL('**/sign-in');
    const cards = page.getByRole('region', { name: ada.words('demo.title') });
    await cards.getByRole('button', { name: /Ada Lange/ }).waitFor();
    expect(await cards.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'Nordwerk Maschinenbau GmbH',
      'Lindenhof Klinik gGmbH',
      'Kopexa Betrieb',
    ]);
    await keepScreenshot(page, 'two-minutes-1-people');
    const [demoPage] = await Promise.all([
      page.context().waitForEvent('page'),
      cards.getByRole('link', { name: 'Demo-Seite' }).click(),
    ]);
    await demoPage.waitForLoadState();
    expect(new URL(demoPage.url()).port).toBe(String(product.port + 1));
    await expect.poll(() => codeOn(demoPage, 'ada.lange@nordwerk.example')).toMatch(/^\d{6}$/);
    await keepScreenshot(demoPage, 'two-minutes-2-codes');
    await demoPage.close();
  });

  it('leads the owner of a policy to it: published v3 and draft v4', async () => {
    const { page, words } = ada;
    await signInByCard(ada, product, 'Ada Lange', 'ada.lange@nordwerk.example');
    await page.waitForURL('**/o/nordwerk/d/passwortrichtlinie-*');
    policyPath = new URL(page.url()).pathname;
    await page.getByRole('heading', { level: 1, name: POLICY }).waitFor();
    await page.getByText(words('state.publishedVersion', { version: 3 }), { exact: true }).waitFor();
    const article = page.getByRole('article');
    expect(await article.innerText()).toContain(words('version.number', { version: 3 }));
    expect(await article.innerText()).toMatch(/Entwurf v4 ist neuer als das, was Leserinnen und Leser sehen/);
    await keepScreenshot(page, 'two-minutes-3-policy');
  });

  it('shows what the draft changes', async () => {
    const { page, words, link } = ada;
    await link('draft.compare').click();
    await page.waitForURL('**/history?from=3&to=4');
    await page.getByRole('heading', { name: words('history.compare', { from: 3, to: 4 }) }).waitFor();
    const added = (await page.locator('ins').allInnerTexts()).map((text) => text.trim()).filter(Boolean);
    const removed = await page.locator('del').allInnerTexts();
    expect(added.length).toBeGreaterThan(0);
    expect(removed.length).toBeGreaterThan(0);
    // A longer piece of the draft that only those may know who may read drafts.
    draftOnly = added.toSorted((a, b) => b.length - a.length)[0] ?? '';
    expect(draftOnly.length).toBeGreaterThan(20);
    await page.getByText(words('diff.split'), { exact: true }).click();
    await page.waitForURL('**view=split');
    await keepScreenshot(page, 'two-minutes-4-diff');
  });

  it('restores the published version as a new draft', async () => {
    const { page, words, button } = ada;
    await button('restore.action', { version: 3 }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('restore.confirm') })
      .click();
    await ada.sees('restore.done', { version: 3 });
    await page
      .getByRole('article')
      .getByText(words('version.number', { version: 5 }))
      .waitFor();
    expect(await page.getByRole('article').innerText()).not.toContain(draftOnly);
    await page.goto(`${policyPath}/history?from=4&to=5`);
    await page.locator('del', { hasText: draftOnly }).first().waitFor();
  });

  it('shows a colleague without access the page of something missing', async () => {
    const { page, words, link } = hannes;
    await signInByCard(hannes, product, 'Hannes Petersen', 'hannes.petersen@nordwerk.example');
    const missing = await lookOf(page, policyPath.replace(documentIdIn(policyPath), MISSING_ID), told);
    await page.goto('/o/nordwerk');
    await link('home.title').waitFor();
    const hidden = await lookOf(page, policyPath, told);
    expect(hidden).toEqual(missing);
    expect(hidden.text).toContain(words('missing.title'));
    expect(hidden.answer).toContain('NOT_FOUND');
    await keepScreenshot(page, 'two-minutes-5-missing');
    // The words of the address are the sender's; the page adds none of its own.
    expect(await page.getByRole('main').innerText()).not.toContain(POLICY);
  });

  it('lets the colleague ask for access, with the same answer either way', async () => {
    const { page, words } = hannes;
    const ask = async (path: string): Promise<string> => {
      await page.goto(path);
      await hannes.field('missing.message').fill('Ich stelle Steuerungen beim Kunden ein.');
      await hannes.button('missing.ask').click();
      await hannes.sees('missing.asked');
      return page.getByRole('main').innerText();
    };
    expect(await ask(policyPath)).toBe(await ask(policyPath.replace(documentIdIn(policyPath), MISSING_ID)));
    expect(words('missing.asked')).toContain('Falls es die Seite gibt');
  });

  it('shows the owner the denied attempt at once', async () => {
    const { page, link } = ada;
    await link('audit.title').click();
    const denied = page.getByRole('main').locator('li', { hasText: 'Hannes Petersen' });
    await denied
      .getByText(/wollte das Dokument „Passwortrichtlinie“ öffnen/)
      .first()
      .waitFor();
    expect(await denied.getByRole('img', { name: ada.words('outcome.DENIED') }).count()).toBeGreaterThan(0);
    await denied
      .getByText(/um Zugriff gebeten/)
      .first()
      .waitFor();
    await keepScreenshot(page, 'two-minutes-6-trail');
  });

  it('lets the owner approve the request', async () => {
    const { page, words } = ada;
    await page.goto('/o/nordwerk/requests');
    const request = page.getByRole('listitem').filter({ hasText: 'Hannes Petersen' });
    await request.getByText('Ich stelle Steuerungen beim Kunden ein.').waitFor();
    expect(await request.count()).toBe(1);
    await keepScreenshot(page, 'two-minutes-7-request');
    await request.getByRole('button', { name: words('requests.approve') }).click();
    await ada.sees('requests.approved');
    const mails = await page.context().newPage();
    await expect
      .poll(async () => {
        await mails.goto(`http://localhost:${product.port + 1}/`);
        return mails.locator('details', { hasText: 'hannes.petersen@nordwerk.example' }).count();
      })
      .toBeGreaterThan(0);
    await mails.close();
  });

  it('lets the colleague read, and only what is published', async () => {
    const { page, words, link, button } = hannes;
    await page.goto(policyPath);
    await page.getByRole('heading', { level: 1, name: POLICY }).waitFor();
    const article = page.getByRole('article');
    expect(await article.innerText()).toContain(words('version.number', { version: 3 }));
    await keepScreenshot(page, 'two-minutes-8-reader');
    for (const id of ['action.edit', 'history.title', 'draft.compare', 'draft.read']) {
      expect(await link(id).count(), id).toBe(0);
    }
    expect(await button('publish.action').count()).toBe(0);
    for (const part of ['?version=draft', '/edit', '/history?from=3&to=4']) {
      await page.goto(policyPath + part);
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.locator('body').innerText(), part).not.toContain(draftOnly);
    }
    expect(told.join('\n')).toContain(POLICY);
    expect(told.join('\n')).not.toContain(draftOnly);
  });

  it('meets no error on the way', () => {
    expect([...ada.problems, ...hannes.problems]).toEqual([]);
  });
});

/** Picks the person's card and takes password and code from the demo page, as the reader of the README does. */
async function signInByCard(
  visitor: Visitor,
  product: RunningProduct,
  name: string,
  email: string,
): Promise<void> {
  const { page, words } = visitor;
  const demoPage = await page.context().newPage();
  await demoPage.goto(`http://localhost:${product.port + 1}/`);
  await page.goto('/sign-in');
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await visitor.field('field.password').fill(await demoPage.locator('#password').innerText());
  await visitor.button('action.continue').click();
  await visitor.field('field.code').fill(await codeOn(demoPage, email));
  await page.getByRole('button', { name: words('account.menu', { name }) }).waitFor();
  await demoPage.close();
}

async function codeOn(demoPage: Page, email: string): Promise<string> {
  return (await demoPage.locator(`output[data-email="${email}"]`).first().innerText()).replaceAll(/\s/g, '');
}

/** All that tells one page from another: its text, its title, and the server's answer without the request's number. */
async function lookOf(
  page: Page,
  path: string,
  told: string[],
): Promise<{ text: string; title: string; answer: string }> {
  const before = told.length;
  await page.goto(path);
  await page.getByRole('main').getByRole('textbox').waitFor();
  await page.waitForLoadState('networkidle');
  const refused = told.slice(before).filter((body) => body.includes('"errors"'));
  return {
    text: await page.locator('body').innerText(),
    title: await page.title(),
    answer: refused.join('\n').replaceAll(/"requestId":"[^"]+"/g, ''),
  };
}
