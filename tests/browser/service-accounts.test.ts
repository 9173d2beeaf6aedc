import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { dayAhead, launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { adminUrlOf } from '../kit/product-session.js';
import { callTool } from '../tools/command-line.js';
import { freshCode } from './authenticator.js';
import { inspect } from './inspection.js';
import { demoCredentials, signInAs, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const ADA = 'ada.lange@nordwerk.example';

/** From no account to a tool that runs, a secret that is rotated, and an account that has ended. */
describe.each(['de', 'en'] as const)('service accounts (%s)', (language: Language) => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;
  let token = '';

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    await asOwner('UPDATE identity.account SET locale = $1', [language]);
    ada = await visit(browser, product.url, language);
    await signInAs(ada, product, ADA);
    await ada.page.waitForURL('**/d/**');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const asOwner = (sql: string, params: unknown[]) =>
    withClient(adminUrlOf(product), (client) => client.query(sql, params));
  /** As if the sign-in lay so far back. */
  const signedIn = (minutes: number) =>
    asOwner('UPDATE identity.session SET mfa_at = now() - make_interval(mins => $1) WHERE assurance = 2', [
      minutes,
    ]);
  const shown = async (): Promise<string> => {
    const { page, button, words } = ada;
    const value = await page.getByRole('textbox', { name: words('service.secret.label') }).inputValue();
    expect(value).toMatch(/^kpx_[0-9A-Za-z]{49}$/);
    expect(await button('action.finish').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: words('service.secret.kept') }).check();
    await button('action.finish').click();
    return value;
  };
  const menu = async (id: string) => {
    const { page, words } = ada;
    await page.getByRole('button', { name: words('service.actions', { name: 'Archiv-Export' }) }).click();
    await page.getByRole('menuitem', { name: words(id) }).click();
  };

  it('are reached from the side, and there is none yet', async () => {
    const { page, words } = ada;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('service.accounts') })
      .click();
    await page.getByRole('heading', { level: 1, name: words('service.accounts') }).waitFor();
    await ada.sees('service.none');
    expect(await inspect(page, `service-accounts-none-${language}`)).toEqual([]);
  });

  it('are made with named consequences, after a fresh second factor; the secret is shown once', async () => {
    const { page, field, button, words } = ada;
    await signedIn(10);
    await button('service.new').click();
    await field('service.form.name').fill('Archiv-Export');
    await field('service.form.purpose').fill('Schreibt nachts das Archiv fort.');
    await page.getByRole('checkbox').nth(1).check();
    await page.getByPlaceholder(words('service.form.spaces.add')).click();
    await page.getByRole('option').first().click();
    await page.getByRole('radio', { name: words('service.form.operations.some') }).check();
    await page.getByRole('radio', { name: words('service.operations.all') }).check();
    await field('service.form.addresses').fill('127.0.0.1\n::1\nnirgends');
    expect(await inspect(page, `service-accounts-form-${language}`)).toEqual([]);
    await button('service.form.create.action').click();
    await expect.poll(() => field('service.form.addresses').getAttribute('aria-invalid')).toBe('true');
    await field('service.form.addresses').fill('127.0.0.1\n::1');
    await button('service.form.create.action').click();
    await page.getByRole('dialog', { name: words('stepUp.title') }).waitFor();
    expect(await inspect(page, `step-up-${language}`, false)).toEqual([]);
    await field('field.code').fill(await freshCode(demoCredentials(product, ADA).secret));
    await page
      .getByRole('dialog', { name: words('service.secret.title', { name: 'Archiv-Export' }) })
      .waitFor();
    expect(await inspect(page, `service-accounts-secret-${language}`)).toEqual([]);
    token = await shown();
    await page.getByRole('heading', { level: 2, name: 'Archiv-Export' }).waitFor();
    await ada.sees('service.secret.unused');
    expect(await page.content()).not.toContain(token);
    expect(await inspect(page, `service-accounts-${language}`)).toEqual([]);
  });

  it('let a tool in at once, and say when it was there', async () => {
    const { page, words } = ada;
    const called = await callTool(['whoami'], { token, url: product.url, language });
    expect(called).toMatchObject({ code: 0, stdout: expect.stringContaining('Archiv-Export') });
    await page.reload();
    await page.getByText(words('service.secret.unused')).waitFor({ state: 'detached' });
    expect(await page.getByText(words('service.never'), { exact: true }).count()).toBe(0);
  });

  it('are rotated: a second secret, then the first one ends', async () => {
    const { page, words } = ada;
    await signedIn(0);
    await menu('service.newSecret');
    await ada.sees('service.secret.rotate');
    const second = await shown();
    const hint = token.slice(-4);
    await page.getByRole('button', { name: words('service.secret.endOf', { hint }) }).click();
    await page
      .getByRole('button', { name: words('service.secret.endOf', { hint }) })
      .waitFor({ state: 'detached' });
    expect((await callTool(['whoami'], { token, url: product.url })).code).toBe(3);
    token = second;
    expect((await callTool(['whoami'], { token, url: product.url })).code).toBe(0);
  });

  it('are changed, and end for good', async () => {
    const { page, field, button, words } = ada;
    await menu('service.edit');
    await page.getByRole('dialog', { name: words('service.form.edit', { name: 'Archiv-Export' }) }).waitFor();
    await field('service.form.until').fill(dayAhead(10));
    await button('action.save').click();
    await page.getByText(words('service.state.ending', { days: 10 })).waitFor();
    await menu('service.revoke');
    await page
      .getByRole('dialog')
      .getByText(words('service.revoke.text', { count: 1 }))
      .waitFor();
    // The dialog fades in.
    await page.waitForTimeout(300);
    expect(await inspect(page, `service-accounts-end-${language}`, false)).toEqual([]);
    await button('service.revoke.confirm').click();
    await ada.sees('service.none');
    expect((await callTool(['whoami'], { token, url: product.url })).code).toBe(3);
    await page.getByRole('switch', { name: words('service.showEnded') }).click();
    await page.getByRole('heading', { level: 2, name: 'Archiv-Export' }).waitFor();
    expect(await inspect(page, `service-accounts-ended-${language}`, false)).toEqual([]);
    expect(ada.problems).toEqual([]);
  });
});
