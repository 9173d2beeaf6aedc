import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { forgetUsedCodes, freshCode } from './authenticator.js';
import { inspect } from './inspection.js';
import { focusIsIn, focusOf } from './steps.js';
import { virtualAuthenticator, type VirtualAuthenticator } from './virtual-authenticator.js';
import { visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const PASSWORD = 'Birke Anker Lampe';
const EMAIL = 'olga.ohm@werk.example';

/** Somebody who begins with a passkey, adds two apps, loses things, and always gets in with what is left. */
describe.each(['de', 'en'] as const)('second factors (%s)', (language: Language) => {
  let product: RunningProduct;
  let browser: Browser;
  let olga: Visitor;
  let authenticator: VirtualAuthenticator;
  let codes: string[];
  const secrets: Record<string, string> = {};

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ args: ['--empty'] }), launchBrowser()]);
    olga = await visit(browser, product.url, language);
    authenticator = await virtualAuthenticator(olga.page);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('enrols a passkey first, with recovery codes', async () => {
    const { page, field, button, words } = olga;
    await page.goto(/http\S+\/sign-up\?token=\S+/.exec(product.output())?.[0] ?? '');
    await field('field.email').fill(EMAIL);
    await field('field.name').fill('Olga Ohm');
    await field('field.organizationName').fill('Ohmwerk');
    await field('field.newPassword').fill(PASSWORD);
    await button('signUp.submit').click();
    await button('enrol.usePasskey').click();
    await page.getByRole('heading', { level: 1, name: words('enrol.passkey.title') }).waitFor();
    expect(await inspect(page, `enrol-passkey-${language}`)).toEqual([]);
    await field('passkey.name').fill('Schlüsselbund');
    await page.keyboard.press('Enter');
    codes = await codesOn(olga);
    await page.getByRole('checkbox', { name: words('recovery.kept') }).check();
    await button('action.finish').click();
    await page.waitForURL('**/organizations?**');
    await button('action.create').click();
    await page.waitForURL('**/o/ohmwerk');
  });

  it('does not offer to remove the only factor', async () => {
    const { page, words } = olga;
    await page.goto('/account/security');
    const remove = page.getByRole('button', {
      name: words('factors.removeOne', { name: 'Schlüsselbund' }),
    });
    await remove.waitFor();
    expect(await remove.isDisabled()).toBe(true);
    await olga.sees('factors.onlyOne');
    expect(await inspect(page, `security-one-${language}`)).toEqual([]);
    await keepScreenshot(page, `second-factors-${language}-one`);
  });

  it('adds two apps, the first with the keyboard alone', async () => {
    const { page, button, words } = olga;
    const { keyboard } = page;
    await button('factors.addApp').focus();
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: words('addApp.name.title') }).waitFor();
    await expect.poll(() => focusOf(page)).toContain(words('passkey.name'));
    expect(await inspect(page, `add-app-1-name-${language}`)).toEqual([]);
    await keyboard.type('Tablet');
    await keyboard.press('Enter');
    secrets['Tablet'] = await secretOn(olga);
    expect(await focusIsIn(page, '[role=dialog] [role=group]')).toBe(true);
    expect(await inspect(page, `add-app-2-scan-${language}`)).toEqual([]);
    await tabTo(olga, 'enrol.connected');
    await keyboard.press('Enter');
    await expect.poll(() => focusOf(page)).toContain(words('field.code'));
    await keyboard.type('000000');
    await page.getByRole('alert').waitFor();
    expect(await inspect(page, `add-app-3-code-${language}`)).toEqual([]);
    await expect.poll(() => focusOf(page)).toContain(words('field.code'));
    await keyboard.type(await freshCode(secrets['Tablet']));
    await olga.sees('factors.appAdded', { name: 'Tablet' });
    await page.getByRole('cell', { name: 'Tablet', exact: true }).waitFor();

    await button('factors.addApp').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('passkey.name'), { exact: true }).fill('Telefon');
    await keyboard.press('Enter');
    secrets['Telefon'] = await secretOn(olga);
    await button('enrol.connected').click();
    await dialog.getByLabel(words('field.code'), { exact: true }).fill(await freshCode(secrets['Telefon']));
    await page.getByRole('cell', { name: 'Telefon', exact: true }).waitFor();
    expect(await inspect(page, `security-three-${language}`)).toEqual([]);
    await keepScreenshot(page, `second-factors-${language}-three`);
  });

  it('lets each of them in: both apps, and the passkey with and without the password', async () => {
    const { page, field, button } = olga;
    for (const app of ['Tablet', 'Telefon']) {
      await signOut(olga);
      await enterPassword(olga);
      await field('field.code').fill(await freshCode(secrets[app] ?? ''));
      await page.waitForURL('**/o/*');
    }
    await signOut(olga);
    await enterPassword(olga);
    await button('passkey.use').click();
    await page.waitForURL('**/o/*');
    await signOut(olga);
    await page.goto('/sign-in');
    await button('passkey.signIn').click();
    await page.waitForURL('**/o/*');
  });

  it('renames one and removes another, which is worth nothing then', async () => {
    const { page, field, words } = olga;
    await page.goto('/account/security');
    await page.getByRole('button', { name: words('factors.renameOne', { name: 'Tablet' }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('passkey.name'), { exact: true }).fill('Altes Tablet');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Altes Tablet', exact: true }).waitFor();
    await page.getByRole('button', { name: words('factors.removeOne', { name: 'Telefon' }) }).click();
    await olga.sees('factors.removed', { name: 'Telefon' });
    await page.getByRole('cell', { name: 'Telefon', exact: true }).waitFor({ state: 'detached' });
    await forgetUsedCodes(product);
    await signOut(olga);
    await enterPassword(olga);
    await field('field.code').fill(await freshCode(secrets['Telefon'] ?? ''));
    await page.getByRole('alert').waitFor();
    await field('field.code').fill(await freshCode(secrets['Tablet'] ?? ''));
    await page.waitForURL('**/o/*');
  });

  it('gets in with a recovery code, once, and is led to a new app', async () => {
    const { page, field, button, link, words } = olga;
    await signOut(olga);
    await authenticator.refuse();
    await page.goto('/sign-in');
    await button('passkey.signIn').click();
    await olga.sees('passkey.problem.none');
    await enterPassword(olga);
    await button('secondFactor.useRecovery').click();
    await field('field.recoveryCode').fill(codes[0] ?? '');
    await button('action.confirm').click();
    await page.getByRole('heading', { level: 1, name: words('recovered.title') }).waitFor();
    expect(await inspect(page, `recovered-${language}`)).toEqual([]);
    await link('authenticator.setUp').click();
    await page.getByRole('dialog', { name: words('addApp.name.title') }).waitFor();
    await page.keyboard.press('Escape');
    await olga.sees('authenticator.recovered', { count: 9 });
    await button('recovery.new').click();
    const renewed = await codesOn(olga);
    expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
    await signOut(olga);
    await enterPassword(olga);
    await button('secondFactor.useRecovery').click();
    await field('field.recoveryCode').fill(codes[1] ?? '');
    await button('action.confirm').click();
    await page.getByRole('alert').waitFor();
    await field('field.recoveryCode').fill(renewed[0] ?? '');
    await button('action.confirm').click();
    await link('recovered.later').click();
    await page.waitForURL('**/o/*');
  });

  it('meets no error on the way', () => {
    expect(olga.problems.filter((problem) => !problem.endsWith('/demo-people.json'))).toEqual([]);
  });
});

async function secretOn({ page, words }: Visitor): Promise<string> {
  await page.getByRole('img', { name: words('enrol.qr') }).waitFor();
  return (await page.locator('code').innerText()).replaceAll(/\s/g, '');
}

async function codesOn({ page, words }: Visitor): Promise<string[]> {
  const items = page.getByRole('list', { name: words('recovery.title') }).getByRole('listitem');
  await items.nth(9).waitFor();
  return items.allInnerTexts();
}

async function signOut({ page, button }: Visitor): Promise<void> {
  await page.goto('/account');
  await button('account.signOut').click();
  await page.waitForURL('**/sign-in**');
}

async function enterPassword({ page, field, button }: Visitor): Promise<void> {
  await page.goto('/sign-in');
  await field('field.email').fill(EMAIL);
  await button('action.continue').click();
  await field('field.password').fill(PASSWORD);
  await button('action.continue').click();
  await page.waitForURL('**/second-factor**');
}

/** Presses Tab until something has the focus; throws when it is not among the next ten. */
async function tabTo({ page, words }: Visitor, id: string): Promise<void> {
  for (let press = 0; press < 10; press += 1) {
    await page.keyboard.press('Tab');
    if ((await focusOf(page)).includes(words(id))) return;
  }
  throw new Error(`Tab does not lead to "${words(id)}".`);
}
