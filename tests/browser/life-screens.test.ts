import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { anotherTab, signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const GRACE = 'grace.hoffmann@hoffmann-audit.example';
const PAGE = '/o/nordwerk/admin/organization';
const SPACE = 'Informationssicherheit';

let product: RunningProduct;
let browser: Browser;
let ada: Visitor;
let grace: Visitor;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  ada = await visit(browser, product.url);
  grace = await visit(browser, product.url, 'en');
  await signInAs(ada, product, ADA);
  await signInAs(grace, product, GRACE);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const dialogOf = ({ page }: Visitor) => page.getByRole('dialog');
const submit = (visitor: Visitor, id: string) =>
  dialogOf(visitor).getByRole('button', { name: visitor.words(id), exact: true });

describe('a Space that is deleted', () => {
  it('says what goes, and waits until its name is typed', async () => {
    const { page, button, field } = ada;
    await page.goto('/o/nordwerk');
    await page.getByRole('navigation').getByRole('link', { name: SPACE }).first().click();
    await page.waitForURL('**/s/**');
    await page.goto(`${page.url().split('?')[0]}?tab=settings`);
    await button('space.delete.action').click();
    await dialogOf(ada).getByText(ada.words('life.count.grants')).waitFor();
    expect(await submit(ada, 'space.delete.submit').isDisabled()).toBe(true);
    expect(await inspect(page, 'space-delete-de')).toEqual([]);
    await field('life.confirmation', { name: SPACE }).fill(SPACE);
    await submit(ada, 'space.delete.submit').click();
    await page.waitForURL('**/o/nordwerk');
    await page.getByRole('link', { name: SPACE }).first().waitFor({ state: 'detached' });
  });

  it('is listed where it can be brought back, and comes back with its people', async () => {
    const { page, button } = ada;
    await page.goto(PAGE);
    await button('life.spaces.restore').waitFor();
    expect(await inspect(page, 'organization-de')).toEqual([]);
    await button('life.spaces.restore').click();
    await ada.sees('life.spaces.none');
    await page.getByRole('navigation').getByRole('link', { name: SPACE }).first().waitFor();
    await grace.page.goto('/o/nordwerk');
    await grace.page.getByRole('navigation').getByRole('link', { name: SPACE }).first().waitFor();
  });
});

describe('an Organization that rests', () => {
  it('says so to everybody at once, and offers nothing that cannot be done', async () => {
    const { page, button } = ada;
    await page.goto(PAGE);
    await button('life.archive.action').click();
    await dialogOf(ada)
      .getByRole('button', { name: ada.words('action.cancel') })
      .waitFor();
    expect(await inspect(page, 'organization-archive-de')).toEqual([]);
    await submit(ada, 'life.archive.action').click();
    await ada.sees('life.banner.archived');
    await button('life.unarchive.action').waitFor();
    expect(await inspect(page, 'organization-archived-de')).toEqual([]);
    expect(await page.getByRole('button', { name: ada.words('space.create'), exact: true }).count()).toBe(0);
    await grace.page.goto('/o/nordwerk');
    await grace.sees('life.banner.archived');
    expect(await inspect(grace.page, 'home-archived-en', false)).toEqual([]);
  });

  it('leaves another Organization in another tab alone', async () => {
    const other = await anotherTab(ada);
    await other.page.goto('/organizations');
    await other.page.getByText(other.words('state.archived'), { exact: true }).waitFor();
    expect(await inspect(other.page, 'organizations-archived-de')).toEqual([]);
    await other.field('field.organizationName').fill('Zweite GmbH');
    await other.button('action.create').click();
    await other.page.waitForURL('**/o/zweite-gmbh');
    await other.page
      .getByRole('button', { name: other.words('space.create') })
      .first()
      .waitFor();
    expect(await other.page.getByText(other.words('life.banner.archived')).count()).toBe(0);
    await ada.page.reload();
    await ada.sees('life.banner.archived');
    await other.page.close();
  });

  it('is opened again', async () => {
    await ada.button('life.unarchive.action').click();
    await ada.button('life.archive.action').waitFor();
    expect(await ada.page.getByText(ada.words('life.banner.archived')).count()).toBe(0);
  });
});

describe('an Organization that is deleted', () => {
  it('says in numbers what goes, and waits until its name is typed', async () => {
    const { page, button } = ada;
    await page.goto(PAGE);
    await button('life.delete.action').click();
    await dialogOf(ada).getByText(ada.words('life.count.auditEntries')).waitFor();
    expect(await inspect(page, 'organization-delete-de')).toEqual([]);
    const name = dialogOf(ada).getByRole('textbox').first();
    await name.fill('Nordwerk');
    expect(await submit(ada, 'life.delete.submit').isDisabled()).toBe(true);
    const label = await page.locator('h2', { hasText: /löschen\?/ }).innerText();
    await name.fill(/„(.*)“/.exec(label)![1]!);
    await submit(ada, 'life.delete.submit').click();
    await button('life.cancel').waitFor();
    expect(await inspect(page, 'organization-ends-de')).toEqual([]);
    await grace.page.goto('/organizations');
    await grace.page.getByText(/Will be deleted on/).waitFor();
    expect(await inspect(grace.page, 'organizations-ends-en', false)).toEqual([]);
  });

  it('is kept when an owner calls it off', async () => {
    await ada.button('life.cancel').click();
    await ada.button('life.delete.action').waitFor();
    expect([...ada.problems, ...grace.problems]).toEqual([]);
  });
});
