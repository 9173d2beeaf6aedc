import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { adminUrlOf } from '../kit/product-session.js';
import { freshCode } from './authenticator.js';
import { demoCredentials, signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';

/** Lists of people, many members at once, handing over: as an owner does it. */
describe('people in bulk', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    ada = await visit(browser, product.url);
    await signInAs(ada, product, ADA);
    await ada.page.waitForURL('**/d/**');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('are invited out of a spreadsheet’s file, reminded and withdrawn', async () => {
    const { page, button, field, words } = ada;
    await page.goto('/o/nordwerk/members');
    await button('invite.action').click();
    const chooser = page.waitForEvent('filechooser');
    await button('invite.file').click();
    // As spreadsheets save it: Windows-1252, in which „gültig“ is no UTF-8.
    const text =
      'E-Mail;gültig bis\r\neins@nordwerk.example;31.12.2027\r\nzwei@nordwerk.example;\r\nniemand;\r\n';
    const buffer = Buffer.from(text, 'latin1');
    await (await chooser).setFiles({ name: 'Liste.csv', mimeType: 'text/csv', buffer });
    await expect.poll(() => field('invite.list').inputValue()).toContain('gültig');
    await button('invite.check').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(words('invite.problems', { count: 1 })).waitFor();
    await dialog.getByText('31.12.2027').waitFor();
    await button('invite.send', { count: 2 }).click();
    await ada.sees('invite.sent', { count: 2 });
    await field('invite.all').check();
    await button('invite.resend').click();
    await ada.sees('invite.resendDone', { count: 2 });
    await field('invite.all').check();
    await button('invite.revoke').click();
    await ada.sees('invite.revokedMany', { count: 2 });
  });

  it('get another role with an end, together', async () => {
    const { page, button, field, words } = ada;
    await page.goto('/o/nordwerk/members');
    for (const name of ['Grace Hoffmann', 'Ines Keller']) await field('members.select', { name }).check();
    await button('members.change').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: words('field.organizationRole') }).click();
    await page.getByRole('option', { name: 'Gast', exact: true }).click();
    await dialog.getByLabel(words('share.until'), { exact: true }).fill('2027-06-30T18:00');
    await dialog.getByRole('button', { name: words('members.change') }).click();
    await ada.sees('members.changed', { count: 2 });
    const rows = page.getByRole('row').filter({ hasText: '30.06.2027' });
    await expect.poll(() => rows.count()).toBe(2);
  });

  it('stay picked as the list shows them, and are not acted on while it is asked again', async () => {
    const { page, button, field, words } = ada;
    await page.goto('/o/nordwerk/members');
    for (const name of ['Grace Hoffmann', 'Ines Keller']) await field('members.select', { name }).check();
    const bar = page.getByRole('region', { name: words('members.selection') });
    await button('members.actions', { name: 'Ines Keller' }).click();
    await page.getByRole('menuitem', { name: words('members.remove') }).click();
    const held = Promise.withResolvers<undefined>();
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('"Members"')) await held.promise;
      await route.continue();
    });
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('members.removeMany') })
      .click();
    await ada.sees('members.removedMany', { count: 1 });
    await expect
      .poll(() => bar.getByRole('button', { name: words('members.change') }).isDisabled())
      .toBe(true);
    held.resolve(undefined);
    await bar.getByText(words('members.selected', { count: 1 }), { exact: true }).waitFor();
    await page.unroute('**/graphql');
    await bar.getByRole('button', { name: words('members.change') }).click();
    await page
      .getByRole('dialog', { name: words('members.change.title', { count: 1, name: 'Grace Hoffmann' }) })
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('take an Organization over after a fresh second factor', async () => {
    const { page, button, field, words } = ada;
    await withClient(adminUrlOf(product), (client) =>
      client.query("UPDATE identity.session SET mfa_at = now() - interval '10 minutes' WHERE assurance = 2"),
    );
    await page.goto('/o/nordwerk/members?q=Clara');
    await button('members.actions', { name: 'Clara Vogt' }).click();
    await page.getByRole('menuitem', { name: words('members.transfer') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('members.transfer') })
      .click();
    await page.getByRole('dialog', { name: words('stepUp.title') }).waitFor();
    await field('field.code').fill(await freshCode(demoCredentials(product, ADA).secret));
    await ada.sees('members.transfer.done', { name: 'Clara Vogt' });
    expect(ada.problems).toEqual([]);
  });
});
