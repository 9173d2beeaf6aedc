import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { png } from '../kit/hostile-bytes.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import {
  checksumOf,
  chooseFiles,
  CHUNK,
  eventually,
  fileDetails,
  hand,
  inFileMenu,
  localFile,
  openFiles,
  shownChecksum,
  sizeOf,
  slowUploads,
  uploaded,
  uploadLine,
} from './files.js';
import { endOwnSession, focusIsIn, focusOf } from './steps.js';
import { demoCredentials, signInAs, visit, type Visitor } from './visitor.js';

const EVA = 'eva.brandt@nordwerk.example';
const SPACE = 'Datenschutz';

let product: RunningProduct;
let browser: Browser;
let eva: Visitor;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  eva = await visit(browser, product.url);
  await signInAs(eva, product, EVA);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const row = (name: string) => eva.page.getByRole('row').filter({ hasText: name });
const details = (name: string) => fileDetails(eva, name);

describe('a file in a Space', () => {
  const contract = localFile('Vertrag Süd.pdf', Buffer.from(`%PDF-1.7\n${'x'.repeat(4000)}`));
  const second = localFile('Vertrag Süd v2.pdf', Buffer.from(`%PDF-1.7\n${'y'.repeat(9000)}`));

  it('is uploaded, listed, and what it was: its checksum and its bytes say so', async () => {
    const { page, words } = eva;
    await openFiles(eva, SPACE);
    await chooseFiles(eva, contract);
    await uploaded(eva, contract.name);
    await row(contract.name).waitFor();
    const dialog = await details(contract.name);
    expect(await shownChecksum(dialog)).toBe(contract.sha256);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: words('file.download'), exact: true }).click();
    const got = await download;
    expect(got.suggestedFilename()).toBe(contract.name);
    expect(checksumOf(readFileSync(await got.path()))).toBe(contract.sha256);
  });

  it('gets a new version, and an old one back', async () => {
    const { page, words, button } = eva;
    const dialog = page.getByRole('dialog');
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: words('file.newVersion') }).click();
    await (await chooser).setFiles(second.path);
    await dialog.getByText(words('file.version', { number: 2 })).waitFor();
    await eventually(() => shownChecksum(dialog)).toBe(second.sha256);
    await button('file.restoreVersion', { number: 1 }).click();
    await dialog.getByText(words('file.restoredFrom', { number: 1 })).waitFor();
    await eventually(() => shownChecksum(dialog)).toBe(contract.sha256);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('is renamed, found, thrown away and brought back', async () => {
    const { page, words, field } = eva;
    await inFileMenu(eva, contract.name, 'file.rename');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('files.name'), { exact: true }).fill('a/b');
    await dialog.getByRole('button', { name: words('action.save') }).click();
    await eventually(() => dialog.locator('[aria-invalid=true]').count()).toBe(1);
    await dialog.getByLabel(words('files.name'), { exact: true }).fill('Liefervertrag.pdf');
    await dialog.getByRole('button', { name: words('action.save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await row('Liefervertrag.pdf').waitFor();
    await field('files.search').fill('gibt es nicht');
    await eva.sees('files.none');
    await field('files.search').fill('lieferv');
    await row('Liefervertrag.pdf').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('lieferv');
    await inFileMenu(eva, 'Liefervertrag.pdf', 'file.trash');
    await row('Liefervertrag.pdf').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: words('action.undo') }).click();
    await row('Liefervertrag.pdf').waitFor();
    await inFileMenu(eva, 'Liefervertrag.pdf', 'file.trash');
    await row('Liefervertrag.pdf').waitFor({ state: 'detached' });
    await eva.button('files.showTrash').click();
    await row('Liefervertrag.pdf')
      .getByRole('button', { name: words('file.restore') })
      .click();
    await row('Liefervertrag.pdf').waitFor({ state: 'detached' });
    await eva.button('files.showFiles').click();
    await field('files.search').fill('');
    await row('Liefervertrag.pdf').waitFor();
  });

  it('comes by dropping it anywhere on the page', async () => {
    const { page } = eva;
    await hand(page, 'drop', 'aside', [
      { name: 'Fallen.txt', bytes: Buffer.from('gefallen') },
      { name: 'Bild.png', bytes: png(40, 30) },
    ]);
    await uploaded(eva, 'Fallen.txt');
    await uploaded(eva, 'Bild.png');
    const thumb = row('Bild.png').locator('img');
    await eventually(() => sizeOf(thumb)).toEqual([40, 30]);
  });

  it('is refused when it is empty, and the reason says so', async () => {
    const { words } = eva;
    await hand(eva.page, 'drop', 'main', [{ name: 'leer.txt', bytes: Buffer.alloc(0) }]);
    const line = uploadLine(eva, 'leer.txt');
    await line.and(eva.page.locator('[data-state=failed]')).waitFor();
    expect(await line.locator('p').innerText()).toMatch(/leer/i);
    await line.getByRole('button', { name: words('upload.cancel', { name: 'leer.txt' }) }).click();
    await line.waitFor({ state: 'detached' });
  });
});

describe('a long upload', () => {
  const film = localFile('Schulung.mp4', 7 * CHUNK + 12_345);
  const other = localFile('Aufzeichnung.mp4', 6 * CHUNK);

  it('pauses, and goes on where it was', async () => {
    const { page, words, button } = eva;
    await page.reload();
    await eva.field('files.search').waitFor();
    const sent = await slowUploads(page, 350);
    await chooseFiles(eva, film);
    await eventually(() => sent.offsets.length).toBeGreaterThan(2);
    await keepScreenshot(page, 'uploads-4-progress');
    await button('upload.pause', { name: film.name }).click();
    const before = sent.offsets.length;
    await page.waitForTimeout(1200);
    expect(sent.offsets.length).toBe(before);
    await eventually(() => uploadLine(eva, film.name).innerText()).toContain('%');
    await button('upload.resume', { name: film.name }).click();
    await eventually(() => sent.offsets.length).toBeGreaterThan(before);
    expect(sent.offsets[before]).toBeGreaterThan(0);
    // Another place meanwhile: the upload is not of the page.
    await page.getByRole('link', { name: words('home.title'), exact: true }).click();
    await eva.sees('home.recent');
    await uploadLine(eva, film.name).waitFor();
  });

  it('waits while the network is gone, and comes back by itself', async () => {
    const { page } = eva;
    await page.context().setOffline(true);
    await uploadLine(eva, film.name).getByText(eva.words('upload.offline')).waitFor();
    await keepScreenshot(page, 'uploads-5-offline');
    await page.context().setOffline(false);
    await uploaded(eva, film.name);
    await openFiles(eva, SPACE);
    const dialog = await details(film.name);
    expect(await shownChecksum(dialog)).toBe(film.sha256);
    await page.keyboard.press('Escape');
  });

  it('asks before the page is left, and goes on after a reload once the file is chosen again', async () => {
    const { page, words } = eva;
    const sent = await slowUploads(page, 350);
    await chooseFiles(eva, other);
    await eventually(() => sent.offsets.length).toBeGreaterThan(3);
    const asked = page.waitForEvent('dialog');
    const reloading = page.reload();
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await reloading;
    const line = uploadLine(eva, other.name);
    const again = line.getByRole('button', { name: words('upload.again') });
    await again.waitFor();
    await keepScreenshot(page, 'uploads-6-reload');
    const wrong = page.waitForEvent('filechooser');
    await again.click();
    await (await wrong).setFiles(film.path);
    await line.getByRole('alert').waitFor();
    sent.offsets.length = 0;
    const right = page.waitForEvent('filechooser');
    await again.click();
    await (await right).setFiles(other.path);
    await uploaded(eva, other.name);
    expect(Math.min(...sent.offsets)).toBeGreaterThan(0);
    const shown = await details(other.name);
    expect(await shownChecksum(shown)).toBe(other.sha256);
    await page.keyboard.press('Escape');
  });

  it('goes on once the person has signed in again', async () => {
    const { page, words, field, button } = eva;
    const third = localFile('Mitschnitt.mp4', 5 * CHUNK);
    const sent = await slowUploads(page, 300);
    await chooseFiles(eva, third);
    await eventually(() => sent.offsets.length).toBeGreaterThan(1);
    await endOwnSession(page);
    const again = page.getByRole('dialog', { name: words('again.title') });
    await again.waitFor();
    await uploadLine(eva, third.name).getByText(words('upload.signedOut')).waitFor();
    const { password, secret } = demoCredentials(product, EVA);
    await field('field.password').fill(password);
    await button('action.continue').click();
    await field('field.code').fill(await freshCode(secret));
    await again.waitFor({ state: 'detached' });
    await uploaded(eva, third.name);
    expect(await shownChecksum(await details(third.name))).toBe(third.sha256);
    await page.keyboard.press('Escape');
  });

  it('can be given up: nothing of it stays', async () => {
    const { page, button } = eva;
    const gone = localFile('Verworfen.bin', 6 * CHUNK);
    const sent = await slowUploads(page, 300);
    await chooseFiles(eva, gone);
    await eventually(() => sent.offsets.length).toBeGreaterThan(1);
    const deleted = page.waitForRequest((request) => request.method() === 'DELETE');
    await button('upload.cancel', { name: gone.name }).click();
    expect((await (await deleted).response())?.status()).toBeLessThan(300);
    await uploadLine(eva, gone.name).waitFor({ state: 'detached' });
    await page.reload();
    await eva.field('files.search').waitFor();
    expect(await row(gone.name).count()).toBe(0);
  });
});

describe('somebody without a mouse', () => {
  it('looks at a picture as large as the window', async () => {
    const { page, words } = eva;
    const open = page.getByRole('button', { name: words('file.open', { name: 'Bild.png' }), exact: true });
    await open.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    const preview = dialog.getByRole('button', { name: words('file.openImage') });
    await preview.focus();
    await page.keyboard.press('Enter');
    const large = page.getByRole('dialog', { name: words('file.preview', { name: 'Bild.png' }) });
    await large.waitFor();
    await eventually(() => focusOf(page)).toContain(words('file.close'));
    for (let tabs = 0; tabs < 5; tabs += 1) await page.keyboard.press('Tab');
    expect(await focusIsIn(page, '[role=dialog]')).toBe(true);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    await eventually(() => focusOf(page)).toContain(words('file.openImage'));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => focusOf(page)).toContain(words('file.open', { name: 'Bild.png' }));
  });

  it('meets no error that was not made on purpose', () => {
    const onPurpose = /ERR_INTERNET_DISCONNECTED|status of 401|ERR_NETWORK|demo-people|ERR_FAILED/;
    expect(eva.problems.filter((problem) => !onPurpose.test(problem))).toEqual([]);
  });
});
