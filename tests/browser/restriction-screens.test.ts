import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const ADA = 'ada.lange@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';

let product: RunningProduct;
let browser: Browser;
let ada: Visitor;
let bernd: Visitor;
let policy = '';
/** Another document of the same Space. */
let other = '';

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  [ada, bernd] = [await visit(browser, product.url), await visit(browser, product.url)];
  await signInAs(ada, product, ADA);
  await ada.page.waitForURL('**/d/**');
  policy = new URL(ada.page.url()).pathname;
  const lines = ada.page.getByRole('treeitem');
  await lines.nth(1).waitFor();
  const places = await lines.evaluateAll((all) =>
    all.map((line) => new URL((line as unknown as { href: string }).href).pathname),
  );
  other = places.find((place) => place.includes('/d/') && place !== policy)!;
  await signInAs(bernd, product, BERND);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function inEnglish({ page, words, problems }: Visitor): Promise<Visitor> {
  await page.setViewportSize(DESK);
  await page.goto('/account');
  await page.getByRole('combobox', { name: words('language.label') }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.getByRole('button', { name: words('action.save') }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  const storageState = await page.context().storageState();
  await page.context().close();
  const visitor = await visit(browser, product.url, 'en', { storageState });
  visitor.problems.push(...problems);
  return visitor;
}

/** Opens an entry of the menu of a document. */
async function choose({ page, button, words }: Visitor, place: string, entry: string): Promise<void> {
  await page.goto(place);
  await page.getByRole('article').waitFor();
  await button('action.more').click();
  await page.getByRole('menuitem', { name: words(entry), exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

describe.each(['de', 'en'] as const)('a restricted document (%s)', (language: Language) => {
  const isGerman = language === 'de';
  beforeAll(async () => {
    if (!isGerman) ada = await inEnglish(ada);
  });

  it('is restricted to people by the keyboard alone, and says so', async () => {
    const { page, words, sees } = ada;
    await choose(ada, policy, 'restriction.action');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(words('restriction.onlyManagers')).waitFor();
    const people = dialog.getByRole('combobox', { name: words('restriction.people') });
    await people.click();
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.getByText(words('restriction.onlyManagers')).waitFor({ state: 'detached' });
    await dialog.getByLabel(words('restriction.reason'), { exact: true }).fill('Nur für die Prüfung');
    expect(await inspect(page, `restrict-${language}`, isGerman)).toEqual([]);
    await dialog.getByRole('button', { name: words('restriction.action'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await sees('restriction.reasonIs', { reason: 'Nur für die Prüfung' });
    await page
      .getByRole('treeitem')
      .getByRole('img', { name: words('restriction.mark') })
      .first()
      .waitFor();
    expect(await inspect(page, `reader-restricted-${language}`, isGerman)).toEqual([]);
  });

  it('looks missing to a colleague who was not named', async () => {
    await bernd.page.goto(policy);
    await bernd.page.getByRole('heading', { level: 1, name: bernd.words('missing.title') }).waitFor();
  });

  it('is asked for by them, and the question taken back', async () => {
    await bernd.field('missing.message').fill('Für die Prüfung im Herbst.');
    await bernd.button('missing.ask').click();
    await bernd.sees('missing.asked');
    await bernd.page.goto('/o/nordwerk/requests');
    const asked = bernd.page.getByRole('main').locator('li', { hasText: 'Für die Prüfung im Herbst.' });
    await asked.getByRole('button').waitFor();
    expect(await inspect(bernd.page, `own-request-${language}`, isGerman)).toEqual([]);
    await asked.getByRole('button').click();
    await asked.getByText(bernd.words('ownRequests.withdrawn'), { exact: true }).waitFor();
    expect(await asked.getByRole('button').count()).toBe(0);
  });

  it('is warned about before another document is moved below it', async () => {
    const { page, words } = ada;
    await choose(ada, other, 'move.action');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: words('move.below') }).click();
    const title = decodeURIComponent(policy.split('/d/')[1]!).split('-')[0]!;
    await page
      .getByRole('option', { name: new RegExp(title, 'i') })
      .first()
      .click();
    await dialog.getByRole('status').waitFor();
    expect(await inspect(page, `move-below-restricted-${language}`, isGerman)).toEqual([]);
    await dialog.getByRole('button', { name: words('action.cancel'), exact: true }).click();
  });

  it('is changed, and opened again', async () => {
    const { page, words } = ada;
    await page.goto(policy);
    await page.getByRole('button', { name: words('restriction.change'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    const lift = dialog.getByRole('button', { name: words('restriction.lift'), exact: true });
    await lift.waitFor();
    expect(await inspect(page, `restriction-change-${language}`, isGerman)).toEqual([]);
    await lift.click();
    await dialog.waitFor({ state: 'hidden' });
    await page
      .getByRole('button', { name: words('restriction.change'), exact: true })
      .waitFor({ state: 'detached' });
    expect(ada.problems).toEqual([]);
  });
});
