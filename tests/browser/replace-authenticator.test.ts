import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import { inspect } from './inspection.js';
import { focusIsIn, focusOf } from './steps.js';
import { signIn, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const PASSWORD = 'Birke Anker Lampe';
const EMAIL = 'olga.ohm@werk.example';

/** A lost phone: in with a recovery code, a new app without a mouse, and the old one is worth nothing. */
describe.each(['de', 'en'] as const)('replacing the authenticator app (%s)', (language: Language) => {
  let product: RunningProduct;
  let browser: Browser;
  let olga: Visitor;
  /** The same person on another device. */
  let elsewhere: Visitor;
  let lostSecret: string;
  let newSecret: string;
  let codes: string[];
  let newCodes: string[];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ args: ['--empty'] }), launchBrowser()]);
    olga = await visit(browser, product.url, language);
    elsewhere = await visit(browser, product.url, language);
    const { page, field, button, words } = olga;
    await page.goto(/http\S+\/sign-up\?token=\S+/.exec(product.output())?.[0] ?? '');
    await field('field.email').fill(EMAIL);
    await field('field.name').fill('Olga Ohm');
    await field('field.organizationName').fill('Ohmwerk');
    await field('field.newPassword').fill(PASSWORD);
    await button('signUp.submit').click();
    lostSecret = await secretOn(olga);
    await button('enrol.connected').click();
    await field('field.code').fill(await freshCode(lostSecret));
    codes = await codesOn(olga, 'recovery.title');
    await page.getByRole('checkbox', { name: words('recovery.kept') }).check();
    await button('action.finish').click();
    await page.waitForURL('**/organizations?**');
    await button('action.create').click();
    await page.waitForURL('**/o/ohmwerk');
    await signIn(elsewhere, { email: EMAIL, password: PASSWORD, secret: lostSecret });
    await elsewhere.page.goto('/account');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('offers a new app after a sign-in with a recovery code', async () => {
    const { page, field, button, link, words } = olga;
    await signOut(olga);
    await enterPassword(olga);
    await button('secondFactor.useRecovery').click();
    await field('field.recoveryCode').fill(codes[0] ?? '');
    await button('action.confirm').click();
    await page.getByRole('heading', { level: 1, name: words('recovered.title') }).waitFor();
    await olga.sees('recovered.text', { count: 9 });
    expect(await inspect(page, `recovered-${language}`)).toEqual([]);
    await link('recovered.later').click();
    await page.waitForURL('**/o/ohmwerk');
    await page.goto('/account');
    await olga.sees('authenticator.recovered', { count: 9 });
    expect(await inspect(page, `account-recovered-${language}`)).toEqual([]);
    await keepScreenshot(page, `replace-authenticator-${language}-account`);
    await button('authenticator.setUp').click();
    await page.getByRole('dialog', { name: words('replace.prove.title') }).waitFor();
  });

  it('takes another recovery code and shows the new key, with the keyboard alone', async () => {
    const { page, words } = olga;
    const { keyboard } = page;
    await expect.poll(() => focusOf(page)).toContain(words('field.recoveryCode'));
    expect(await inspect(page, `replace-1-prove-${language}`)).toEqual([]);
    await keyboard.type(codes[0] ?? '');
    await keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByRole('textbox', { name: words('field.recoveryCode') }).press('Control+a');
    await keyboard.type(codes[1] ?? '');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: words('replace.scan.title') }).waitFor();
    newSecret = await secretOn(olga);
    expect(newSecret).not.toBe(lostSecret);
    expect(await focusIsIn(page, '[role=dialog] [role=group]')).toBe(true);
    expect(await inspect(page, `replace-2-scan-${language}`)).toEqual([]);
    await tabTo(olga, 'enrol.connected');
    await keyboard.press('Enter');
  });

  it('confirms the new app and hands out new recovery codes, which Escape does not take away', async () => {
    const { page, words } = olga;
    const { keyboard } = page;
    await expect.poll(() => focusOf(page)).toContain(words('field.code'));
    await keyboard.type('000000');
    await page.getByRole('alert').waitFor();
    expect(await inspect(page, `replace-3-code-${language}`)).toEqual([]);
    await expect.poll(() => focusOf(page)).toContain(words('field.code'));
    await keyboard.type(await freshCode(newSecret));
    newCodes = await codesOn(olga, 'recovery.title');
    expect(newCodes.filter((code) => codes.includes(code))).toEqual([]);
    expect(await focusIsIn(page, '[role=dialog] [role=group]')).toBe(true);
    expect(await inspect(page, `replace-4-keep-${language}`)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await keepScreenshot(page, `replace-authenticator-${language}-print`);
    expect(await page.getByText(words('account.profile')).isVisible()).toBe(false);
    expect(await page.getByText(newCodes[9] ?? '').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await keyboard.press('Escape');
    await tabTo(olga, 'recovery.kept');
    await keyboard.press('Space');
    await tabTo(olga, 'action.finish');
    await keyboard.press('Enter');
    await olga.sees('replace.done');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await olga.sees('recovery.left', { count: 10 });
    await olga.button('authenticator.replace').waitFor();
    expect(page.url()).not.toContain('replace-app');
    expect(await page.getByText(words('authenticator.recovered', { count: 8 })).count()).toBe(0);
  });

  it('ends the session on the other device', async () => {
    await elsewhere.page.goto('/account');
    await elsewhere.page.waitForURL('**/sign-in?next=**');
  });

  it('lets the new app in, and neither the old one nor an old recovery code', async () => {
    const { page, field, button } = olga;
    await signOut(olga);
    await enterPassword(olga);
    await field('field.code').fill(await freshCode(lostSecret));
    await page.getByRole('alert').waitFor();
    await button('secondFactor.useRecovery').click();
    await field('field.recoveryCode').fill(codes[2] ?? '');
    const refused = page.waitForResponse((answer) => answer.url().endsWith('/graphql'));
    await button('action.confirm').click();
    expect(await (await refused).text()).toContain('INVALID_CODE');
    await button('secondFactor.useApp').click();
    await field('field.code').fill(await freshCode(newSecret));
    await page.waitForURL('**/o/ohmwerk');
  });

  it('sets up a passkey, signs in with it alone, and with it after a password', async () => {
    const { page, button, field, words } = olga;
    const authenticator = await virtualAuthenticator(page);
    await page.goto('/account');
    await button('passkey.add').click();
    const dialog = page.getByRole('dialog', { name: words('passkey.add') });
    await dialog.getByLabel(words('passkey.name'), { exact: true }).fill('Schlüsselbund');
    expect(await inspect(page, `passkey-add-${language}`)).toEqual([]);
    await dialog.getByRole('button', { name: words('action.continue') }).click();
    await page.getByRole('cell', { name: 'Schlüsselbund', exact: true }).waitFor();
    expect(await inspect(page, `account-passkeys-${language}`)).toEqual([]);
    await signOut(olga);
    await page.goto('/sign-in');
    await button('passkey.signIn').click();
    await page.waitForURL('**/o/ohmwerk');
    await signOut(olga);
    await enterPassword(olga);
    await button('passkey.use').click();
    await page.waitForURL('**/o/ohmwerk');

    await signOut(olga);
    await page.goto('/sign-in');
    await authenticator.refuse();
    await button('passkey.signIn').click();
    await olga.sees('passkey.problem.none');
    expect(await inspect(page, `sign-in-no-passkey-${language}`)).toEqual([]);
    await enterPassword(olga);
    await field('field.code').fill(await freshCode(newSecret));
    await page.waitForURL('**/o/ohmwerk');
    await page.goto('/account');
    await page.getByRole('button', { name: words('passkey.removeOne', { name: 'Schlüsselbund' }) }).click();
    await olga.sees('passkey.none');
  });

  it('meets no error on the way', () => {
    const problems = [...olga.problems, ...elsewhere.problems];
    expect(problems.filter((problem) => !problem.endsWith('/demo-people.json'))).toEqual([]);
  });
});

async function secretOn({ page, words }: Visitor): Promise<string> {
  await page.getByRole('img', { name: words('enrol.qr') }).waitFor();
  return (await page.locator('code').innerText()).replaceAll(/\s/g, '');
}

async function codesOn({ page, words }: Visitor, list: string): Promise<string[]> {
  const items = page.getByRole('list', { name: words(list) }).getByRole('listitem');
  await items.nth(9).waitFor();
  return items.allInnerTexts();
}

/** A fingerprint reader as Chromium's DevTools have it; `refuse` makes it say that nobody is there. */
async function virtualAuthenticator(page: Page): Promise<{ refuse(): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    refuse: async () => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    },
  };
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
