import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { CANARY_HOST } from '../kit/hostile-pages.js';
import { png } from '../kit/hostile-bytes.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { chooseFiles, eventually, hand, localFile, openFiles, sizeOf, uploaded } from './files.js';
import { focusOf, saved, startDocument, write } from './steps.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const EVA = 'eva.brandt@nordwerk.example';
const EDITOR = '[role=textbox][aria-multiline=true]';

let product: RunningProduct;
let browser: Browser;
let eva: Visitor;
/** Every address outside of the product that a page asked for. */
const asked: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  eva = await visit(browser, product.url);
  eva.page.context().on('request', (request) => {
    if (!request.url().startsWith(product.url) && !/^(data|blob):/.test(request.url()))
      asked.push(request.url());
  });
  await signInAs(eva, product, EVA);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe('pictures and files in a text', () => {
  it('arrive by pasting, where the cursor is', async () => {
    const { page } = eva;
    await startDocument(eva, 'Datenschutz', 'Rundgang mit Bildern');
    await write(eva, 'Vor dem Bild.\n');
    await hand(page, 'paste', EDITOR, [{ name: 'Lageplan.png', bytes: png(320, 200) }]);
    await eventually(() => page.locator(`${EDITOR} img`).count()).toBe(1);
    await eventually(() => sizeOf(page.locator(`${EDITOR} img`))).toEqual([320, 200]);
    await keepScreenshot(page, 'attachments-1-pasted');
  });

  it('ask what a picture shows', async () => {
    const { page, field } = eva;
    await field('editor.image.alt').fill('Lageplan des Werks');
    await saved(eva);
    await page.locator(`${EDITOR} p`).last().click();
    await eventually(() => field('editor.image.alt').count()).toBe(0);
  });

  it('arrive by dropping, as a card when they are no picture', async () => {
    const { page } = eva;
    await hand(page, 'drop', `${EDITOR} > p:last-child`, [
      { name: 'Bericht <b>.csv', bytes: Buffer.from('a;b\n1;2\n') },
    ]);
    await page.locator(EDITOR).getByText('Bericht _b_.csv').waitFor();
    await saved(eva);
  });

  it('arrive by the button of the toolbar', async () => {
    const { page, button } = eva;
    const chooser = page.waitForEvent('filechooser');
    await button('editor.insertFile').click();
    await (await chooser).setFiles(localFile('Notiz.txt', Buffer.from('Notiz')).path);
    await page.locator(EDITOR).getByText('Notiz.txt').waitFor();
    await saved(eva);
  });

  it('load nothing from other pages when something with pictures is pasted', async () => {
    const { page } = eva;
    const html = `<p>Von anderswo <img src="https://${CANARY_HOST}/x.png" srcset="https://${CANARY_HOST}/y.png 2x"></p><svg><image href="https://${CANARY_HOST}/z.png"/></svg>`;
    await hand(page, 'paste', EDITOR, [], html);
    await page.locator(EDITOR).getByText('Von anderswo').waitFor();
    await eva.sees('editor.foreignImage');
    await saved(eva);
    expect(await page.locator(`${EDITOR} img`).count()).toBe(1);
    expect(asked).toEqual([]);
  });

  it('are there again after a reload, and for readers', async () => {
    const { page, words, button } = eva;
    await page.reload();
    await eventually(() => sizeOf(page.locator(`${EDITOR} img`))).toEqual([320, 200]);
    await button('publish.action').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('publish.action') })
      .click();
    const article = page.getByRole('article');
    await article.waitFor();
    await eventually(() => sizeOf(page.locator('article img'))).toEqual([320, 200]);
    expect(await article.locator('img').first().getAttribute('alt')).toBe('Lageplan des Werks');
    await article.getByRole('button', { name: words('file.downloadNamed', { name: 'Notiz.txt' }) }).waitFor();
    await article.getByText('8 Byte', { exact: false }).waitFor();
    await keepScreenshot(page, 'attachments-2-reader');
    await page.emulateMedia({ media: 'print' });
    expect(await article.locator('img').first().isVisible()).toBe(true);
    await keepScreenshot(page, 'attachments-3-print');
    await page.emulateMedia({ media: 'screen' });
  });

  it('can be looked at large and taken away by keys alone', async () => {
    const { page, words } = eva;
    const open = page.getByRole('button', {
      name: words('file.openImageNamed', { alt: 'Lageplan des Werks' }),
    });
    await open.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Lageplan des Werks' }).waitFor();
    await eventually(() => focusOf(page)).toContain(words('file.close'));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => focusOf(page)).toContain('Lageplan');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words('file.downloadNamed', { name: 'Notiz.txt' }) }).focus();
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('Notiz.txt');
  });

  it('are listed beside the document', async () => {
    const { page, words, button } = eva;
    await button('details.title').click();
    const list = page.getByRole('region', { name: words('attachments.title') });
    await list.getByText('Notiz.txt').waitFor();
    expect(await list.getByRole('listitem').count()).toBe(3);
    const chooser = page.waitForEvent('filechooser');
    await list.getByRole('button', { name: words('attachments.add') }).click();
    await (await chooser).setFiles(localFile('Nachweis.txt', Buffer.from('Nachweis')).path);
    await list.getByText('Nachweis.txt').waitFor();
    await keepScreenshot(page, 'attachments-4-panel');
  });

  it('leave a neutral place when they are not there for somebody', async () => {
    const { page, words } = eva;
    await page.route('**/files/*/preview*', (route) => route.fulfill({ status: 404, body: '' }));
    await page.reload();
    await page.getByRole('article').getByText(words('file.missing.image')).waitFor();
    await page.getByRole('article').getByText('Lageplan des Werks').waitFor();
    await page.unroute('**/files/*/preview*');
  });

  it('stand in the comparison of versions', async () => {
    const { page, words, link } = eva;
    await link('action.edit').click();
    await page.locator(EDITOR).waitFor();
    await hand(page, 'drop', `${EDITOR} > p:last-child`, [{ name: 'Zweites.png', bytes: png(64, 64) }]);
    await eventually(() => page.locator(`${EDITOR} img`).count()).toBe(2);
    await eva.field('editor.image.alt').fill('Zweites Bild');
    await saved(eva);
    await page.getByRole('button', { name: words('action.done'), exact: true }).click();
    await page.waitForURL('**version=draft');
    await link('draft.compare').click();
    await page.locator('ins', { hasText: 'Zweites Bild' }).waitFor();
    await keepScreenshot(page, 'attachments-5-compare');
  });
});

describe('a picture of oneself', () => {
  it('is set in the account and seen where the person is', async () => {
    const { page, words } = eva;
    await page.goto('/account');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: words('avatar.choose') }).click();
    await (await chooser).setFiles(localFile('Ich.png', png(600, 300)).path);
    await eva.sees('avatar.done');
    const picture = page.getByRole('img', { name: words('avatar.own') });
    await eventually(async () =>
      (([width, height]) => width > 0 && width === height)(await sizeOf(picture)),
    ).toBe(true);
    await keepScreenshot(page, 'attachments-6-account');
    await page.goto('/o/nordwerk');
    const account = page.getByRole('button', { name: words('account.menu', { name: 'Eva Brandt' }) });
    await eventually(() => account.locator('img').count()).toBe(1);
  });

  it('is seen by a colleague', async () => {
    const ada = await visit(browser, product.url);
    await signInAs(ada, product, 'ada.lange@nordwerk.example');
    await ada.page.goto('/o/nordwerk/members');
    const line = ada.page.getByRole('row').filter({ hasText: 'Eva Brandt' });
    await eventually(async () => (await sizeOf(line.locator('img')))[0]).toBeGreaterThan(0);
    expect(ada.problems).toEqual([]);
    await ada.page.context().close();
  });

  it.each([
    ['Seite.png', Buffer.from('<!doctype html><script>window.__canary=1</script>')],
    ['Zeichnung.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="window.__canary=1"/>')],
    ['Riese.png', png(50_000, 50_000, { pixels: Buffer.alloc(100) })],
  ])('is not %s', async (name, bytes) => {
    const { page, words } = eva;
    await page.goto('/account');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: words('avatar.change') }).click();
    await (await chooser).setFiles(localFile(name, bytes).path);
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate('window.__canary')).toBeUndefined();
  });

  it('goes when it is removed', async () => {
    const { page, words } = eva;
    await page.goto('/account');
    await page
      .getByRole('region', { name: words('avatar.title') })
      .or(page.locator('section').filter({ hasText: words('avatar.hint') }))
      .getByRole('button', { name: words('avatar.remove') })
      .click();
    await eva.sees('avatar.removed');
    await eventually(() => page.getByRole('img', { name: words('avatar.own') }).count()).toBe(0);
  });

  it('asked nobody outside for anything on the way', () => {
    expect(asked).toEqual([]);
  });
});

describe('files of a document', () => {
  it('are shown in the Space with the document they belong to', async () => {
    const { page } = eva;
    await page.goto('/o/nordwerk');
    await openFiles(eva, 'Datenschutz');
    const line = page.getByRole('row').filter({ hasText: 'Notiz.txt' });
    await line.getByRole('link', { name: 'Rundgang mit Bildern' }).waitFor();
    await chooseFiles(eva, localFile('Allgemein.txt', Buffer.from('x')));
    await uploaded(eva, 'Allgemein.txt');
    const expected = /status of (400|404|413|415|422)/;
    expect(eva.problems.filter((problem) => !expected.test(problem))).toEqual([]);
  });
});
