import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, launchBrowser, PHONE } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import { accessScreens } from './access-screens.js';
import { fileScreens, giveUploadsUp, heading, leaveFiles, rows, type Screen } from './file-screens.js';
import { inspect } from './inspection.js';
import { peopleScreens } from './people-screens.js';
import { demoCredentials, signInAs, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const ADA = 'ada.lange@nordwerk.example';
const BERND = 'bernd.krueger@nordwerk.example';

let product: RunningProduct;
let browser: Browser;
let ada: Visitor;
/** Addresses that differ from run to run. */
const places = { policy: '', space: '' };

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  ada = await visit(browser, product.url);
  await signInAs(ada, product, ADA);
  await ada.page.waitForURL('**/d/**');
  places.policy = new URL(ada.page.url()).pathname;
  const space = ada.page
    .getByRole('navigation')
    .getByRole('link', { name: 'Informationssicherheit' })
    .first();
  places.space = (await space.getAttribute('href')) ?? '';
  await leaveFiles(ada, places);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const SCREENS: readonly Screen[] = [
  ['home', () => '/o/nordwerk', (one) => heading(one, 'home.recent', 2)],
  [
    'drawer',
    () => '/o/nordwerk',
    async ({ page, button }) => {
      await page.setViewportSize(PHONE);
      await button('frame.openSide').click();
      await page.getByRole('dialog').getByRole('link', { name: 'Informationssicherheit' }).waitFor();
    },
  ],
  ['space', () => places.space, ({ page }) => page.getByRole('main').getByRole('link').first().waitFor()],
  ...fileScreens(places),
  ['space-archive', () => `${places.space}?tab=archive`, ({ page }) => page.getByRole('tabpanel').waitFor()],
  ['space-trash', () => `${places.space}?tab=trash`, ({ page }) => page.getByRole('tabpanel').waitFor()],
  ['space-access', () => `${places.space}?tab=access`, rows],
  [
    'space-settings',
    () => `${places.space}?tab=settings`,
    ({ field }) => field('field.description').waitFor(),
  ],
  ['reader', () => places.policy, ({ page }) => page.getByRole('article').waitFor()],
  ['reader-draft', () => `${places.policy}?version=draft`, ({ page }) => page.getByRole('article').waitFor()],
  ['reader-details', () => `${places.policy}?panel=details`, (one) => heading(one, 'details.title', 2)],
  [
    'publish',
    () => places.policy,
    async ({ page, button }) => {
      await button('publish.action').click();
      await page.getByRole('dialog').locator('ins').first().waitFor();
    },
  ],
  [
    'editor',
    () => `${places.policy}/edit`,
    ({ page, words }) => page.getByRole('textbox', { name: words('editor.text') }).waitFor(),
  ],
  ['compare', () => `${places.policy}/history`, ({ page }) => page.locator('ins').first().waitFor()],
  [
    'compare-split',
    () => `${places.policy}/history?from=1&to=4&view=split`,
    ({ page }) => page.locator('ins').first().waitFor(),
  ],
  [
    'restore',
    () => `${places.policy}/history?from=3&to=4`,
    async ({ page, button }) => {
      await button('restore.action', { version: 3 }).click();
      await page.getByRole('dialog').locator('ins').first().waitFor();
    },
  ],
  ['search', () => '/o/nordwerk/search?q=Passwort', ({ page }) => page.locator('mark').first().waitFor()],
  [
    'quick-search',
    () => '/o/nordwerk',
    async (one) => {
      await heading(one, 'home.recent', 2);
      await one.page.keyboard.press('Control+k');
      await one.page.getByRole('dialog').getByRole('textbox').fill('Passwort');
      await one.page.getByRole('dialog').locator('mark').first().waitFor();
    },
  ],
  [
    'shortcuts',
    () => '/o/nordwerk',
    async (one) => {
      await heading(one, 'home.recent', 2);
      await one.page.keyboard.press('?');
      await one.page.getByRole('dialog').locator('kbd').first().waitFor();
    },
  ],
  ['members', () => '/o/nordwerk/members', rows],
  [
    'invite',
    () => '/o/nordwerk/members',
    async ({ page, button, words }) => {
      await button('invite.action').click();
      await page
        .getByRole('dialog')
        .getByLabel(words('invite.list'), { exact: true })
        .fill('a@b.example, c@d.example');
    },
  ],
  ...peopleScreens,
  ['requests', () => '/o/nordwerk/requests', ({ button }) => button('requests.approve').first().waitFor()],
  ...accessScreens(places),
  [
    'audit',
    () => '/o/nordwerk/admin/audit',
    ({ page }) => page.getByRole('main').locator('li').first().waitFor(),
  ],
  [
    'audit-filter',
    () => '/o/nordwerk/admin/audit?outcome=OK&action=session.sign_in',
    ({ page, button }) =>
      button('audit.filter')
        .click()
        .then(() => page.getByRole('dialog').waitFor()),
  ],
  [
    'audit-entry',
    () => '/o/nordwerk/admin/audit',
    async ({ page, words }) => {
      await page.getByRole('main').locator('li').first().click();
      await page.getByRole('dialog').getByText(words('audit.technical'), { exact: true }).click();
      await page.getByRole('dialog').getByText(words('audit.requestId')).waitFor();
    },
  ],
  [
    'settings',
    () => '/o/nordwerk/admin/settings',
    ({ page }) => page.getByRole('main').locator('li').first().waitFor(),
  ],
  ['policies-overview', () => '/o/nordwerk/admin/policies', (one) => heading(one, 'policies.title')],
  [
    'account-data',
    () => '/account/data',
    ({ page }) => page.getByRole('main').locator('summary').first().click(),
  ],
  ['roles', () => '/o/nordwerk/admin/roles', (one) => heading(one, 'roles.title')],
  ['service-accounts', () => '/o/nordwerk/admin/service-accounts', (one) => heading(one, 'service.accounts')],
  ['directory', () => '/o/nordwerk/admin/directory', (one) => heading(one, 'directory.setUp', 2)],
  ['account', () => '/account', ({ field }) => field('field.name').waitFor()],
  ['security', () => '/account/security', rows],
  [
    'add-app',
    () => '/account/security?add=app',
    ({ page }) => page.getByRole('dialog').getByRole('textbox').waitFor(),
  ],
  ['factor-resets', () => '/o/nordwerk/members/resets', (one) => heading(one, 'resets.title')],
  [
    'organizations',
    () => '/organizations',
    ({ page }) => page.getByRole('main').locator('li').first().waitFor(),
  ],
  [
    'missing',
    () => '/o/nordwerk/d/019a0000-0000-7000-8000-000000000000',
    ({ field }) => field('missing.message').waitFor(),
  ],
  ['unknown', () => '/gibt/es/nicht', (one) => one.sees('unknown.title')],
];

describe.each(['de', 'en'] as const)('every screen (%s)', (language: Language) => {
  let stranger: Visitor;

  beforeAll(async () => {
    stranger = await visit(browser, product.url, language);
    if (language === 'en') ada = await inEnglish(ada);
  });

  it('before signing in: address, password, second factor', async () => {
    const { page, button, field, words } = stranger;
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Ada Lange/ }).waitFor();
    expect(await inspect(page, `sign-in-${language}`)).toEqual([]);
    await page.getByRole('button', { name: /Bernd Krüger/ }).click();
    await field('field.password').fill('Das ist es nicht');
    await button('action.continue').click();
    await page.getByRole('alert').waitFor();
    expect(await inspect(page, `sign-in-password-${language}`)).toEqual([]);
    await field('field.password').fill(demoCredentials(product, BERND).password);
    await button('action.continue').click();
    await field('field.code').waitFor();
    expect(await inspect(page, `second-factor-${language}`)).toEqual([]);
    await button('secondFactor.otherAccount').click();
    await page.getByRole('heading', { level: 1, name: words('signIn.title') }).waitFor();
  });

  it('by an invitation: account, second factor, recovery codes', async () => {
    const { page, button, field, words } = stranger;
    await page.goto(await invite(`neu.${language}@nordwerk.example`));
    await field('field.name').fill('Nora Neu');
    await field('field.newPassword').fill('Birke Anker Lampe');
    expect(await inspect(page, `sign-up-${language}`)).toEqual([]);
    await button('signUp.submit').click();
    await page.getByRole('img', { name: words('enrol.qr') }).waitFor();
    expect(await inspect(page, `enrol-${language}`)).toEqual([]);
    const secret = (await page.locator('code').innerText()).replaceAll(/\s/g, '');
    await button('enrol.connected').click();
    await field('field.code').fill(await freshCode(secret));
    await page.getByRole('list', { name: words('recovery.title') }).waitFor();
    expect(await inspect(page, `recovery-codes-${language}`)).toEqual([]);
  });

  it('a forgotten password: a link by mail, then the second factor', async () => {
    const { page, button, field } = stranger;
    const email = `neu.${language}@nordwerk.example`;
    await page.goto('/forgot');
    await field('field.email').fill(email);
    expect(await inspect(page, `forgot-${language}`)).toEqual([]);
    await button('reset.ask.submit').click();
    await stranger.sees('reset.sent.text', { email });
    expect(await inspect(page, `forgot-sent-${language}`)).toEqual([]);
    const link = await mailedLink(email, '/reset');
    await page.goto(link);
    await field('field.newPassword').fill('Nebel über der Elbe');
    expect(await inspect(page, `reset-${language}`)).toEqual([]);
    await button('reset.choose.submit').click();
    await field('field.code').waitFor();
    await page.goto(link);
    await stranger.sees('reset.invalid.text');
    expect(await inspect(page, `reset-expired-${language}`)).toEqual([]);
  });

  it.each(SCREENS)('%s', async (name, path, ready) => {
    await giveUploadsUp(ada);
    await ada.page.setViewportSize(DESK);
    await ada.page.goto(path());
    await ready(ada);
    expect(await inspect(ada.page, `${name}-${language}`, language === 'de')).toEqual([]);
  });

  it('throws no error and breaks no rule of the content security policy', () => {
    expect([...ada.problems, ...stranger.problems]).toEqual([]);
  });
});

/** Changes the language where everybody does: in the account. */
async function inEnglish(visitor: Visitor): Promise<Visitor> {
  const { page, words } = visitor;
  await page.goto('/account');
  await page.getByRole('combobox', { name: words('language.label') }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.getByRole('button', { name: words('action.save') }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  const cookies = await page.context().storageState();
  const english = await visit(browser, product.url, 'en', { storageState: cookies });
  await page.context().close();
  english.problems.push(...visitor.problems);
  return english;
}

/** Ada invites somebody; returns the address in the mail they got, which the demo page shows. */
async function invite(email: string): Promise<string> {
  const { page, button, words } = ada;
  await page.goto('/o/nordwerk/members');
  await button('invite.action').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('invite.list'), { exact: true }).fill(email);
  await dialog.getByRole('button', { name: words('invite.check') }).click();
  await dialog.getByRole('button', { name: words('invite.send', { count: 1 }) }).click();
  await ada.sees('invite.sent', { count: 1 });
  return mailedLink(email, '/sign-up');
}

/** The newest link to a place in the mail of somebody, which the demo page shows. */
async function mailedLink(email: string, place: string): Promise<string> {
  const inbox = await ada.page.context().newPage();
  const links = inbox.locator('details', { hasText: email }).locator(`a[href*="${place}?"]`);
  await expect
    .poll(async () => {
      await inbox.goto(`http://localhost:${product.port + 1}/`);
      return links.count();
    })
    .toBeGreaterThanOrEqual(1);
  const link = await links.first().getAttribute('href');
  await inbox.close();
  return link ?? '';
}
