import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import { titleDocument, toEndOfText, write } from './steps.js';
import { documentIdIn, signIn, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const PASSWORD = 'Birke Anker Lampe';
const EMAIL = 'olga.ohm@werk.example';

/** What Olga writes, and what the trail is to say about it. */
const STORY = {
  de: {
    organization: 'Ohmwerk Süd GmbH',
    slug: 'ohmwerk-sued-gmbh',
    space: 'Qualität',
    title: 'Prüfmittel überwachen',
    first: 'Jedes Prüfmittel wird jährlich geprüft.',
    second: 'Messschieber werden halbjährlich geprüft.',
    trail: [
      'Olga Ohm hat die Organization angelegt.',
      'Olga Ohm hat den Space „Qualität“ angelegt.',
      'Olga Ohm hat das Dokument „Prüfmittel überwachen“ angelegt.',
      'Olga Ohm hat das Dokument „Prüfmittel überwachen“ bearbeitet (v1).',
      'Olga Ohm hat das Dokument „Prüfmittel überwachen“ v1 veröffentlicht.',
      'Olga Ohm hat das Dokument „Prüfmittel überwachen“ v1 als v3 wiederhergestellt.',
    ],
  },
  en: {
    organization: 'Ohm Works Ltd',
    slug: 'ohm-works-ltd',
    space: 'Quality',
    title: 'Watching the gauges',
    first: 'Every gauge is checked once a year.',
    second: 'Calipers are checked twice a year.',
    trail: [
      'Olga Ohm created the Organization.',
      'Olga Ohm created the Space “Quality”.',
      'Olga Ohm created the document “Watching the gauges”.',
      'Olga Ohm edited the document “Watching the gauges” (v1).',
      'Olga Ohm published v1 of the document “Watching the gauges”.',
      'Olga Ohm restored v1 of the document “Watching the gauges” as v3.',
    ],
  },
} as const;

/** From the link that an empty installation prints to a restored version, by one person, in one sitting. */
describe.each<[Language, 'one process' | 'split']>([
  ['de', 'one process'],
  ['en', 'one process'],
  ['de', 'split'],
])('the main job (%s, %s)', (language, topology) => {
  const story = STORY[language];
  let product: RunningProduct;
  let browser: Browser;
  let olga: Visitor;
  let secret: string;
  let documentUrl: string;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ args: ['--empty'], topology }), launchBrowser()]);
    olga = await visit(browser, product.url, language);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('signs up with the first-run link and a second factor', async () => {
    const { page, field, button, words } = olga;
    await page.goto(firstRunLink(product));
    await olga.sees('signUp.firstRun');
    await field('field.email').fill(EMAIL);
    await field('field.name').fill('Olga Ohm');
    await field('field.organizationName').fill(story.organization);
    await field('field.newPassword').fill(PASSWORD);
    await button('signUp.submit').click();

    const qrCode = page.getByRole('img', { name: words('enrol.qr') });
    await qrCode.waitFor();
    await expect.poll(() => widthOfPicture(page)).toBeGreaterThan(100);
    secret = (await page.locator('code').innerText()).replaceAll(/\s/g, '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    await keepScreenshot(page, `main-job-${topology === 'split' ? 'split-' : ''}${language}-1-enrol`);
    await button('enrol.connected').click();
    await field('field.code').fill('000000');
    await page.getByRole('alert').waitFor();
    await field('field.code').fill(await freshCode(secret));

    const codes = page.getByRole('list', { name: words('recovery.title') }).getByRole('listitem');
    await expect.poll(() => codes.count()).toBe(10);
    expect(await button('action.finish').isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: words('recovery.kept') }).check();
    await button('action.finish').click();
  });

  it('founds an Organization and a Space', async () => {
    const { page, field, button, words } = olga;
    await page.waitForURL('**/organizations?**');
    expect(await field('field.organizationName').inputValue()).toBe(story.organization);
    expect(await field('field.slug').inputValue()).toBe(story.slug);
    await button('action.create').click();
    await page.waitForURL(`**/o/${story.slug}`);
    await page
      .getByRole('main')
      .getByRole('button', { name: words('space.create') })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('field.name'), { exact: true }).fill(story.space);
    await dialog.getByRole('button', { name: words('action.create') }).click();
    await page.waitForURL('**/s/*');
    await page.getByRole('heading', { level: 1, name: story.space }).waitFor();
  });

  it('writes a document that saves itself', async () => {
    const { page, words } = olga;
    await page
      .getByRole('main')
      .getByRole('button', { name: words('document.create') })
      .click();
    await titleDocument(olga, story.title);
    const { keyboard } = page;
    await write(olga, 'Wichtig', async () => {
      await keyboard.type(`# ${language === 'de' ? 'Zweck' : 'Purpose'}\n${story.first}\n`);
      await keyboard.type('- Alpha\nBeta\n\n');
      await keyboard.press('Control+b');
      await keyboard.type('Wichtig');
    });
    await keepScreenshot(page, `main-job-${topology === 'split' ? 'split-' : ''}${language}-2-editor`);

    // What was saved is what another look at it shows, not what this page remembers.
    await page.reload();
    const text = page.getByRole('textbox', { name: words('editor.text') });
    await text.waitFor();
    expect(await text.locator('h1').innerText()).toBe(language === 'de' ? 'Zweck' : 'Purpose');
    expect(await text.locator('ul > li').allInnerTexts()).toEqual(['Alpha', 'Beta']);
    expect(await text.locator('strong').innerText()).toBe('Wichtig');
    expect(await page.getByRole('textbox', { name: words('editor.title') }).inputValue()).toBe(story.title);
  });

  it('publishes it', async () => {
    const { page } = olga;
    await publish(olga);
    await olga.sees('state.publishedVersion', { version: 1 });
    documentUrl = page.url();
    const article = page.getByRole('article');
    expect(await article.getByRole('heading', { level: 1 }).first().innerText()).toBe(story.title);
    expect(await article.innerText()).toContain(story.first);
    await page.getByRole('treeitem', { name: story.title }).waitFor();
    expect(await page.title()).toContain(story.title);
  });

  it('changes it and compares the versions', async () => {
    const { page, words, link, button } = olga;
    await link('action.edit').click();
    await toEndOfText(olga);
    await write(olga, `\n${story.second}`);
    await button('action.done').click();
    await page.waitForURL('**version=draft');
    await page.getByRole('main').getByText(story.second).waitFor();
    await link('draft.compare').click();
    await page.waitForURL('**/history?from=1&to=2');
    await page.getByRole('heading', { name: words('history.compare', { from: 1, to: 2 }) }).waitFor();
    expect((await page.locator('ins').allInnerTexts()).join(' ')).toContain(story.second);
    expect(await page.locator('del').allInnerTexts()).toEqual([]);
    await keepScreenshot(page, `main-job-${topology === 'split' ? 'split-' : ''}${language}-3-compare`);
  });

  it('restores the first version', async () => {
    const { page, words, button } = olga;
    await button('restore.action', { version: 1 }).click();
    const dialog = page.getByRole('dialog');
    // The preview says what goes before anything goes.
    await dialog.locator('del').first().waitFor();
    expect((await dialog.locator('del').allInnerTexts()).join(' ')).toContain(story.second);
    await dialog.getByRole('button', { name: words('restore.confirm') }).click();
    await page.waitForURL('**version=draft');
    await olga.sees('restore.done', { version: 1 });
    const article = page.getByRole('article');
    await article.getByText(words('version.number', { version: 3 })).waitFor();
    expect(await article.innerText()).toContain(story.first);
    expect(await article.innerText()).not.toContain(story.second);
    await page.goto(`${documentUrl}/history`);
    await page.getByText(words('version.restoredFrom', { version: 1 }), { exact: true }).waitFor();
    await keepScreenshot(page, `main-job-${topology === 'split' ? 'split-' : ''}${language}-4-history`);
  });

  it('finds every step in the trail, in sentences', async () => {
    const { page, link } = olga;
    await link('audit.title').click();
    const entries = page.getByRole('main').locator('li');
    await entries.first().waitFor();
    await keepScreenshot(page, `main-job-${topology === 'split' ? 'split-' : ''}${language}-5-trail`);
    const sentences = (await entries.allInnerTexts()).join('\n');
    for (const sentence of story.trail) expect(sentences).toContain(sentence);
  });

  it('signs out, and comes back with the second factor', async () => {
    const { page, words } = olga;
    await page.getByRole('button', { name: words('account.menu', { name: 'Olga Ohm' }) }).click();
    await page.getByRole('menuitem', { name: words('account.signOut') }).click();
    await page.waitForURL('**/sign-in');
    await page.goto(documentUrl);
    await page.waitForURL('**/sign-in?next=**');
    expect(await page.content()).not.toContain(story.title);
    await signIn(olga, { email: EMAIL, password: PASSWORD, secret });
    await page.waitForURL(`**/d/*${documentIdIn(documentUrl)}`);
    await page.getByRole('heading', { level: 1, name: story.title }).waitFor();
  });

  it('meets no error on the way', () => {
    // Where no demo runs, there are no people of the demo to show.
    expect(olga.problems.filter((problem) => !problem.endsWith('/demo-people.json'))).toEqual([]);
  });
});

function firstRunLink(product: RunningProduct): string {
  const link = /http\S+\/sign-up\?token=\S+/.exec(product.output())?.[0];
  if (!link) throw new Error(`No first-run link was printed:\n${product.output()}`);
  return link;
}

async function widthOfPicture(page: Page): Promise<number> {
  return page
    .getByRole('img')
    .first()
    .evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth);
}

async function publish({ page, words, button }: Visitor): Promise<void> {
  await button('publish.action').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('publish.action') })
    .click();
}
