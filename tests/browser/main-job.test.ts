import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser, openPage } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { enrol } from './kit/sign-in.js';
import { WORDS, type Words } from './kit/words.js';
import { publish, waitUntilSaved, writeAndPublish } from './kit/writing.js';

const PASSWORD = 'Birke Anker Lampe';

describe('The main job, from a new installation to a restored version', () => {
  let product: RunningProduct;
  let browser: Browser;
  let founder: { page: Page; problems: string[] };

  beforeAll(async () => {
    product = await startProduct({ args: ['--empty'] });
    browser = await launchBrowser();
    founder = await openPage(browser, product.url);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('is done in German by the founder, who comes by the first-run link', async () => {
    const { page, problems } = founder;
    const words = WORDS.de;
    await page.goto(linkIn(product.output()));
    await page.getByLabel(words.email).fill('ada@example.com');
    await page.getByLabel(words.name, { exact: true }).fill('Ada Lange');
    await page.getByLabel(words.organizationName).fill('Prüfwerk GmbH');
    await page.getByLabel(words.newPassword).fill(PASSWORD);
    await page.getByRole('button', { name: words.createAccount }).click();
    await enrol(page, words);
    await page.getByRole('button', { name: words.create, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Prüfwerk GmbH' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/o/pruefwerk-gmbh');
    await createSpace(page, words, 'Richtlinien');
    await versionTheDocument(page, words, 'Passwortrichtlinie', {
      first: 'Ein Passwort hat mindestens zwölf Zeichen.',
      second: ' Codes per SMS sind nicht zugelassen.',
      screenshot: 'main-job-de',
    });
    expect(problems).toEqual([]);
  });

  it('is done in English by a colleague, who comes by an invitation', async () => {
    await invite(founder.page, 'grace@example.com', 'Richtlinien');
    const link = await linkInMail(product.dataDirectory, 'grace@example.com');
    const { page, problems } = await openPage(browser, product.url, { locale: 'en-GB' });
    const words = WORDS.en;
    await page.goto(link);
    await page.getByLabel(words.name, { exact: true }).fill('Grace Hopper');
    await page.getByLabel(words.newPassword).fill(PASSWORD);
    await page.getByRole('button', { name: words.createAccount }).click();
    await enrol(page, words);
    await page.getByRole('button', { name: words.join }).click();
    await page.getByRole('heading', { level: 1, name: 'Prüfwerk GmbH' }).waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: /Richtlinien/ })
      .first()
      .click();
    await versionTheDocument(page, words, 'Supplier Code of Conduct', {
      first: 'Suppliers respect human rights.',
      second: ' They report breaches at once.',
      screenshot: 'main-job-en',
    });
    expect(problems).toEqual([]);
  });

  it('leaves a trail that says who did what', async () => {
    const { page } = founder;
    await page.goto('/o/pruefwerk-gmbh/admin/audit');
    await page
      .getByText(/Grace Hopper.*Supplier Code of Conduct/)
      .first()
      .waitFor();
    await page
      .getByText(/Ada Lange.*Passwortrichtlinie/)
      .first()
      .waitFor();
    await keepScreenshot(page, 'main-job-audit');
  });
});

/** Write, publish, change, compare, restore: the document ends as v1 was. */
async function versionTheDocument(
  page: Page,
  words: Words,
  title: string,
  text: { first: string; second: string; screenshot: string },
): Promise<void> {
  await writeAndPublish(page, words, { title, text: text.first });
  await page.getByText(words.published(1)).first().waitFor();
  await page.getByRole('link', { name: words.edit }).click();
  await page.getByLabel(words.text).getByText(text.first).click();
  await page.keyboard.press('End');
  await page.keyboard.type(text.second);
  await waitUntilSaved(page, words);
  await page.getByRole('button', { name: words.done }).click();
  await page.getByRole('link', { name: words.compare }).click();
  await page
    .locator('ins')
    .filter({ hasText: text.second.trim().slice(0, 12) })
    .first()
    .waitFor();
  await keepScreenshot(page, `${text.screenshot}-diff`);
  await page.getByRole('button', { name: words.restore(1) }).click();
  await page.getByRole('dialog').locator('del').first().waitFor();
  await page.getByRole('button', { name: words.restoreConfirm }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const article = page.getByRole('article');
  await article.getByText(text.first).waitFor();
  expect(await article.innerText()).not.toContain(text.second.trim());
  await publish(page, words);
  await page.getByText(words.published(3)).first().waitFor();
  await page.getByRole('link', { name: words.history }).click();
  await page.getByText(words.restoredFrom(1)).waitFor();
  await keepScreenshot(page, `${text.screenshot}-history`);
}

async function createSpace(page: Page, words: Words, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: words.newSpace }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.name, { exact: true }).fill(name);
  await dialog.getByRole('button', { name: words.create }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function invite(page: Page, email: string, space: string): Promise<void> {
  await page.goto('/o/pruefwerk-gmbh/members');
  await page.getByRole('button', { name: 'Personen einladen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-Mail-Adressen').fill(email);
  await dialog.getByLabel('Zugleich Zugriff auf einen Space').click();
  await page.getByRole('option', { name: space }).click();
  await dialog.getByLabel('Rolle im Space').click();
  await page.getByRole('option', { name: 'Bearbeiter' }).click();
  await dialog.getByRole('button', { name: 'Einladung senden' }).click();
  await page.getByRole('cell', { name: email }).waitFor();
}

function linkIn(output: string): string {
  const link = /http:\/\/\S+\/sign-up\?token=[\w-]+/.exec(output)?.[0];
  if (!link) throw new Error(`No first-run link was printed:\n${output}`);
  return link;
}

/** The invitation's link from the outgoing mail; mails leave by a worker, a moment later. */
async function linkInMail(dataDirectory: string, to: string): Promise<string> {
  const folder = join(dataDirectory, 'mail');
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(200)) {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
    const mails = names.map((name) => unfolded(readFileSync(join(folder, name), 'utf8')));
    const mail = mails.find((text) => text.includes(to) && text.includes('/sign-up?token='));
    const link = mail && /http:\/\/\S+?\/sign-up\?token=[\w%-]+/.exec(mail)?.[0];
    if (link) return link;
  }
  throw new Error(`No invitation to ${to} was sent.`);
}

/** Quoted-printable (RFC 2045) undone as far as links need it. */
function unfolded(mail: string): string {
  return mail
    .replaceAll(/=\r?\n/g, '')
    .replaceAll('=3D', '=')
    .replaceAll('=3F', '?');
}
