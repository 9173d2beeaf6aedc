import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { adminUrlOf } from '../kit/product-session.js';
import { focusOf } from './steps.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const ADMIN = '/o/nordwerk/admin';
const MOST_TABS = 120;

/** What an administrator does without a mouse: every part is reached by Tab, none is focused by the test. */
describe('with the keyboard alone', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    ada = await visit(browser, product.url);
    await signInAs(ada, product, 'ada.lange@nordwerk.example');
    await ada.page.waitForURL('**/d/**');
  });
  // On a slow machine, too, the second factor was shown just now.
  beforeEach(() =>
    withClient(adminUrlOf(product), async (client) => {
      await client.query('UPDATE identity.session SET mfa_at = now() WHERE assurance = 2');
    }),
  );
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Presses Tab until the part of that name has the focus. */
  async function tabTo(name: string): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      await ada.page.keyboard.press('Tab');
      if ((await focusOf(ada.page)).replace(/^\w+ /, '').startsWith(name)) return;
    }
    throw new Error(`Tab does not lead to "${name}".`);
  }
  const enter = async (id: string, values?: Record<string, string | number>) => {
    await tabTo(ada.words(id, values));
    await ada.page.keyboard.press('Enter');
  };
  const type = async (id: string, text: string) => {
    await tabTo(ada.words(id));
    await ada.page.keyboard.type(text);
  };
  /** Opens a page and waits for a part of it. */
  const open = async (path: string, id: string, values?: Record<string, string | number>) => {
    await ada.page.goto(ADMIN + path);
    await ada.button(id, values).first().waitFor();
  };

  it('a policy is tried out, and given up', async () => {
    const { page, words } = ada;
    const change = { label: 'Zweite Faktoren' };
    await open('/policies', 'settings.changeOf', change);
    await enter('settings.changeOf', change);
    const dialog = page.getByRole('dialog');
    const value = dialog.getByRole('combobox', { name: words('settings.value') });
    await expect.poll(() => focusOf(page)).toContain(words('settings.value'));
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => value.inputValue()).toBe(words('policies.value.passkeys'));
    await dialog.getByRole('button', { name: words('policies.fix.remind') }).waitFor();
    await type('field.reason', 'Phishing');
    await enter('action.save');
    await dialog.getByText(/Das würde Sie selbst aussperren/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => focusOf(page)).toContain(words('settings.changeOf', change));
  });

  it('a key of the directory is made and kept, and read as one for a directory', async () => {
    const { page, words, sees } = ada;
    await open('/directory', 'directory.tokens.new');
    await enter('directory.tokens.new');
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    await enter('service.form.create.action');
    await sees('directory.token.once');
    await expect.poll(() => focusOf(page)).toContain(words('service.secret.label'));
    await tabTo(words('service.secret.kept'));
    await page.keyboard.press('Space');
    await enter('action.finish');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page
      .getByRole('heading', { name: words('directory.tokens.name'), exact: true, level: 2 })
      .waitFor();
  });

  it('a service account is made, and ends', async () => {
    const { page, words, sees } = ada;
    await open('/service-accounts', 'service.new');
    await enter('service.new');
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    await expect.poll(() => focusOf(page)).toContain(words('service.form.name'));
    await page.keyboard.type('Archiv-Export');
    await type('service.form.purpose', 'Schreibt nachts das Archiv fort.');
    await enter('service.form.create.action');
    await sees('service.secret.once');
    await tabTo(words('service.secret.kept'));
    await page.keyboard.press('Space');
    await enter('action.finish');
    await page.getByRole('heading', { level: 2, name: 'Archiv-Export' }).waitFor();
    await enter('service.actions', { name: 'Archiv-Export' });
    await page.getByRole('menuitem', { name: words('service.revoke') }).waitFor();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focusOf(page)).toContain(words('service.revoke'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(ada.problems).toEqual([]);
  });
});
