import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIMS } from '#schema/claims.js';
import { DESK, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const PAULA = 'paula.stein@kopexa-betrieb.example';
const ADA = 'ada.lange@nordwerk.example';
const BOARD = '/o/kopexa-betrieb/admin/claims';
/** Names of the demo's customers, their people and their documents: none of it may be on a public page. */
const CUSTOMERS = ['Nordwerk', 'Lindenhof', 'nordwerk', 'lindenhof', 'Ada', 'Adler', 'Passwortrichtlinie'];

let product: RunningProduct;
let browser: Browser;
let paula: Visitor;
/** Everything that the server answered to somebody who is not signed in. */
const answers: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  paula = await visit(browser, product.url);
  await signInAs(paula, product, PAULA);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Waits until everything was measured once; a moment after the start it is. */
async function measured(one: Visitor): Promise<void> {
  const { page } = one;
  for (let attempt = 0; attempt < 40; attempt += 1) {
    await page.goto('/trust');
    await page.locator('details').nth(119).waitFor({ state: 'attached' });
    if ((await page.getByText(one.words('claimState.PARTLY')).count()) > 10) return;
    await page.waitForTimeout(500);
  }
  throw new Error('Nothing was measured.');
}

describe('the trust page', () => {
  let guest: Visitor;
  beforeAll(async () => {
    guest = await visit(browser, product.url);
    guest.page.on('response', (response) => {
      if (response.url().endsWith('/graphql')) void response.text().then((text) => answers.push(text));
    });
    await measured(guest);
  });

  it('shows all 120 claims with their states to somebody who is not signed in', async () => {
    const { page, words } = guest;
    expect(await page.locator('details').count()).toBe(120);
    const counts = page.getByRole('list', { name: words('trust.counts') }).getByRole('listitem');
    const numbers = await counts.locator('b').allInnerTexts();
    expect(numbers.map(Number).reduce((sum, each) => sum + each)).toBe(120);
    expect(await page.getByText(CLAIMS.claims[15]!.title.de).count()).toBe(1);
  });

  it('says what the canaries of the installation found, or that they have not asked yet', async () => {
    const { page, words } = guest;
    const canaries = page.getByRole('region', { name: words('claims.isolation'), exact: true });
    expect(await canaries.innerText()).toContain(words('claims.isolation.text'));
  });

  it('runs a check again for a visitor and shows what it found', async () => {
    const { page, words } = guest;
    const claim = page.locator('details').nth(15);
    await claim.locator('summary').click();
    const before = answers.length;
    await claim
      .getByRole('button', { name: words('trust.again.of', { title: 'Passwort allein öffnet nichts' }) })
      .click();
    await claim.getByRole('status').getByText('Der Versuch wurde abgewiesen').waitFor();
    expect(answers.slice(before).some((text) => text.includes('"isFinished":true'))).toBe(true);
  });

  it('tells nothing of customers: no name, no figure', async () => {
    const { page, button } = guest;
    await button('trust.showAll').click();
    await page.locator('details[open]').nth(119).waitFor();
    const shown = [await page.locator('body').innerText(), ...answers].join('\n');
    for (const canary of CUSTOMERS) expect(shown).not.toContain(canary);
    expect(answers.join('')).not.toContain('figures');
  });

  it('answers in English as in German, prints, and sets no cookie', async () => {
    const english = await visit(browser, product.url, 'en');
    await english.page.goto('/trust');
    await english.page.getByText(CLAIMS.claims[0]!.title.en).waitFor();
    expect(await english.page.context().cookies()).toEqual([]);
    await english.page.emulateMedia({ media: 'print' });
    expect(await english.button('action.print').isVisible()).toBe(false);
    expect(await english.page.getByText(CLAIMS.claims[119]!.title.en).isVisible()).toBe(true);
    expect(english.problems).toEqual([]);
  });

  it.each(['de', 'en'] as const)('looks right (%s)', async (language) => {
    const one = await visit(browser, product.url, language);
    await one.page.goto('/trust');
    await one.page.locator('details').nth(119).waitFor({ state: 'attached' });
    expect(await inspect(one.page, `trust-${language}`, language === 'de')).toEqual([]);
    await one.page.locator('details').nth(1).locator('summary').click();
    expect(await inspect(one.page, `trust-open-${language}`, language === 'de')).toEqual([]);
    expect(one.problems).toEqual([]);
  });
});

describe('the claims board', () => {
  it('filters by state, section and words, in the address', async () => {
    const { page, words } = paula;
    await page.goto(BOARD);
    await page.locator('[data-claim]').nth(119).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${words('claimState.PARTLY')}`) }).click();
    await page.waitForURL('**/claims?state=PARTLY');
    await page.locator('[data-claim]').nth(119).waitFor({ state: 'detached' });
    await paula.field('claims.search').fill('Wiederherstellung gibt es nicht');
    await paula.sees('claims.none');
    await paula.button('claims.clear').click();
    await page.locator('[data-claim]').nth(119).waitFor();
    await paula.field('claims.search').fill('78');
    await page.locator('[data-claim]').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('[data-claim]').innerText()).toContain(CLAIMS.claims[77]!.title.de);
  });

  it('is used by keyboard: walk, open, measure now, read evidence and history', async () => {
    const { page, words } = paula;
    await page.goto(BOARD);
    await page.locator('[data-claim]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText(CLAIMS.claims[1]!.title.de).waitFor();
    expect(new URL(page.url()).searchParams.get('claim')).toBe('2');
    await drawer.getByRole('button', { name: words('claims.run') }).click();
    await drawer.getByText(words('claimAskedBy.PERSON')).first().waitFor({ state: 'attached' });
    const newest = drawer.locator('li > details').first();
    await newest.locator('summary').click();
    await newest.getByText('Paula Stein').waitFor();
    await drawer.getByText('Freigaben an Außenstehende').first().waitFor({ state: 'attached' });
  });

  it('measures everything now and says how far it is', async () => {
    const { page, words } = paula;
    await page.goto(BOARD);
    await page.locator('[data-claim]').first().waitFor();
    await paula.button('claims.runAll').click();
    await page
      .getByRole('status')
      .getByText(/Messung läuft: \d+ von \d+/)
      .waitFor();
    await page
      .getByRole('status')
      .getByText(/Messung läuft/)
      .waitFor({ state: 'hidden', timeout: 60_000 });
    expect(await page.getByText(words('claimState.PARTLY')).count()).toBeGreaterThan(10);
  });

  it('does not exist for a customer', async () => {
    const ada = await visit(browser, product.url);
    await signInAs(ada, product, ADA);
    for (const slug of ['nordwerk', 'kopexa-betrieb']) {
      await ada.page.goto(`/o/${slug}/admin/claims`);
      await ada.page.getByRole('heading', { level: 1, name: ada.words('missing.title') }).waitFor();
    }
    expect(await ada.link('claims.title').count()).toBe(0);
    expect(ada.problems.filter((each) => !/404|403/.test(each))).toEqual([]);
  });

  it.each([
    ['claims', BOARD],
    ['claims-filter', `${BOARD}?state=PARTLY&section=privacy&kind=PRODUCT`],
    ['claim', `${BOARD}?claim=16`],
    ['claim-roll-up', `${BOARD}?claim=120`],
  ])('looks right: %s', async (name, path) => {
    await paula.page.setViewportSize(DESK);
    await paula.page.goto(path);
    await paula.page.locator('[data-claim]').first().waitFor();
    if (path.includes('claim='))
      await paula.page
        .getByRole('dialog')
        .getByText(/^Zusage \d+$/)
        .waitFor();
    expect(await inspect(paula.page, `${name}-de`)).toEqual([]);
  });

  it('throws no error and breaks no rule of the content security policy', () => {
    expect(paula.problems).toEqual([]);
  });
});
