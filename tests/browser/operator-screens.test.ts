import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, dayAhead, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const PAULA = 'paula.stein@kopexa-betrieb.example';
const MIRIAM = 'miriam.adler@lindenhof.example';
const OPERATOR = '/o/kopexa-betrieb';

let product: RunningProduct;
let browser: Browser;
let paula: Visitor;
let miriam: Visitor;

beforeAll(async () => {
  // A collector of somebody else: its page says what a start outside of a demo would have made of it.
  const environment = { KOPEXA_OTLP_URL: 'https://otel.messwerk.example/v1/traces' };
  [product, browser] = await Promise.all([startProduct({ environment }), launchBrowser()]);
  [paula, miriam] = [await visit(browser, product.url), await visit(browser, product.url)];
  await signInAs(paula, product, PAULA);
  await signInAs(miriam, product, MIRIAM);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Fills fields of the open dialog by their labels, and sends it. */
async function fill(
  one: Visitor,
  fields: Readonly<Record<string, string>>,
  submit = 'action.save',
): Promise<void> {
  const dialog = one.page.getByRole('dialog');
  for (const [id, value] of Object.entries(fields))
    await dialog.getByLabel(one.words(id), { exact: true }).fill(value);
  await dialog.getByRole('button', { name: one.words(submit), exact: true }).click();
}
const closed = (one: Visitor) => one.page.getByRole('dialog').waitFor({ state: 'hidden' });

describe('the operator', () => {
  it('takes a supplier from entry to approval, told at each step what is missing', async () => {
    const { page, button, words, sees } = paula;
    await page.goto(`${OPERATOR}/admin/suppliers`);
    await sees('adapterState.DEMO.text');
    await page.getByText('otel.messwerk.example').waitFor();
    await button('supplier.add').click();
    await fill(paula, {
      'supplier.name': 'Messwerk GmbH',
      'supplier.purposeDe': 'Auswertung der Messdaten',
      'supplier.purposeEn': 'Evaluation of figures',
      'supplier.dataDe': 'Messdaten ohne Namen',
      'supplier.dataEn': 'Figures without names',
      'supplier.region': 'EU (Berlin)',
      'supplier.hosts': 'https://otel.messwerk.example\n',
    });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Bitte geben Sie einen Namen ohne https:// und ohne Anschlussnummer an').waitFor();
    expect(await inspect(page, 'supplier-form-de')).toEqual([]);
    await fill(paula, { 'supplier.hosts': 'otel.messwerk.example\n' });
    await closed(paula);
    await page.getByRole('link', { name: 'Messwerk GmbH' }).click();
    await sees('standing.NOT_REVIEWED.text');
    await button('supplier.review').click();
    await dialog.getByText(/eine Risikoanalyse, ein gültiges Zertifikat/).waitFor();
    expect(await inspect(page, 'supplier-review-de')).toEqual([]);
    await page.keyboard.press('Escape');
    await button('supplier.assess').click();
    await fill(paula, { 'supplier.analysis': 'Die Messdaten nennen niemanden.' });
    await closed(paula);
    await button('supplier.certificate.add').click();
    await fill(paula, {
      'supplier.certificate.number': 'ISMS-1',
      'supplier.certificate.issuedBy': 'Prüfhaus Nord',
      'supplier.validFrom': dayAhead(-10),
      'supplier.validUntil': dayAhead(700),
    });
    await closed(paula);
    await button('supplier.review').click();
    await fill(paula, { 'supplier.nextReviewOn': dayAhead(400), 'supplier.note': 'Bericht gelesen.' });
    await closed(paula);
    await sees('standing.REVIEWED.text');
    expect(await page.getByText(words('supplier.outcome.APPROVED'), { exact: true }).count()).toBe(1);
  });

  it('publishes a version of the contract, which a customer’s owner reads and accepts', async () => {
    await miriam.page.goto('/o/lindenhof/admin/dpa');
    await miriam.sees('dpa.waiting.you', { number: 1 });
    expect(await inspect(miriam.page, 'dpa-waiting-de')).toEqual([]);
    const { page, button } = paula;
    await page.goto(`${OPERATOR}/admin/dpa-versions`);
    await button('dpaKeep.draft.begin').click();
    await fill(paula, {
      'dpaKeep.summaryDe': 'Meldefrist auf 12 Stunden verkürzt.',
      'dpaKeep.summaryEn': 'Notification within 12 hours.',
      'dpa.validFrom': dayAhead(0),
    });
    await closed(paula);
    await button('dpaKeep.draft.edit').click();
    await page.getByRole('dialog').getByLabel(paula.words('dpaKeep.textDe'), { exact: true }).waitFor();
    expect(await inspect(page, 'dpa-draft-de')).toEqual([]);
    await page.keyboard.press('Escape');
    await button('dpaKeep.publish').click();
    await page.getByRole('dialog').getByText('von 2 Kunden').waitFor();
    expect(await inspect(page, 'dpa-publish-de')).toEqual([]);
    await button('dpaKeep.publish.confirm').click();
    await paula.sees('dpaKeep.published.done', { number: 2 });

    await miriam.page.goto('/o/lindenhof/admin/dpa');
    await miriam.sees('dpa.waiting.you', { number: 2 });
    await miriam.button('dpa.accept', { number: 2 }).click();
    const dialog = miriam.page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    expect(await inspect(miriam.page, 'dpa-accept-de')).toEqual([]);
    await dialog.getByRole('button', { name: miriam.words('dpa.accept', { number: 2 }) }).click();
    await miriam.page
      .getByText(/^Angenommen für Lindenhof Klinik gGmbH am .* von Dr\. Miriam Adler$/)
      .first()
      .waitFor();
    expect(await inspect(miriam.page, 'dpa-accepted-de')).toEqual([]);
    await takenAlong(miriam);
    await page.goto(`${OPERATOR}/admin/dpa-versions`);
    const row = page.getByRole('row', { name: /Lindenhof/ });
    await row.getByText(paula.words('dpa.version', { number: 2 })).waitFor();
  });

  it('shows its pages to nobody else', async () => {
    for (const path of ['admin/suppliers', 'admin/dpa-versions']) {
      await miriam.page.goto(`/o/lindenhof/${path}`);
      await miriam.page.getByRole('heading', { level: 1, name: miriam.words('missing.title') }).waitFor();
    }
    expect(await miriam.link('suppliers.title').count()).toBe(0);
  });
});

describe.each(['de', 'en'] as const)('its screens (%s)', (language) => {
  let guest: Visitor;
  beforeAll(async () => {
    guest = await visit(browser, product.url, language);
    if (language === 'en') paula = await inEnglish(paula);
  });

  it.each([
    ['suppliers', 'admin/suppliers', 'suppliers.title'],
    ['dpa-versions', 'admin/dpa-versions', 'dpaKeep.title'],
  ])('%s', async (name, path, title) => {
    await paula.page.setViewportSize(DESK);
    await paula.page.goto(`${OPERATOR}/${path}`);
    await paula.page.getByRole('heading', { level: 1, name: paula.words(title) }).waitFor();
    await paula.page.getByRole('row').nth(1).waitFor();
    expect(await inspect(paula.page, `${name}-${language}`, language === 'de')).toEqual([]);
  });

  it('supplier', async () => {
    await paula.page.setViewportSize(DESK);
    await paula.page.goto(`${OPERATOR}/admin/suppliers`);
    await paula.page.getByRole('link', { name: 'Nordlicht Rechenzentrum GmbH' }).click();
    await paula.sees('standing.REVIEWED.text');
    expect(await inspect(paula.page, `supplier-${language}`, language === 'de')).toEqual([]);
  });

  it('dpa, before anybody signed in', async () => {
    await guest.page.goto('/dpa');
    await guest.page.getByRole('article').waitFor();
    expect(await inspect(guest.page, `dpa-public-${language}`, language === 'de')).toEqual([]);
    await guest.page.goto('/dpa?version=99');
    await guest.sees('dpa.none');
  });

  it('throws no error and breaks no rule of the content security policy', () => {
    expect([...paula.problems, ...miriam.problems, ...guest.problems]).toEqual([]);
  });
});

/** What is downloaded is the very text that was accepted, and the printed page says who accepted it. */
async function takenAlong({ page, button }: Visitor): Promise<void> {
  const downloading = page.waitForEvent('download');
  await button('dpa.download').click();
  const file = await (await downloading).path();
  const shown = await page.locator('footer code').innerText();
  expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(shown);
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: 'test-output/screens/dpa-print.png', fullPage: true });
  expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  expect(
    await page
      .locator('footer')
      .getByText(/^Angenommen für Lindenhof/)
      .isVisible(),
  ).toBe(true);
  await page.emulateMedia({ media: null });
}

/** Changes the language where everybody does: in the account. */
async function inEnglish(visitor: Visitor): Promise<Visitor> {
  const { page, words } = visitor;
  await page.setViewportSize(DESK);
  await page.goto('/account');
  await page.getByRole('combobox', { name: words('language.label') }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.getByRole('button', { name: words('action.save') }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  const english = await visit(browser, product.url, 'en', {
    storageState: await page.context().storageState(),
  });
  await page.context().close();
  english.problems.push(...visitor.problems);
  return english;
}
