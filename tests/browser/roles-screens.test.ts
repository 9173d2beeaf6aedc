import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const ROLES = '/o/nordwerk/admin/roles';
const NAME = { de: 'Redaktion ohne Freigabe', en: 'Writers without publishing' } as const;

let product: RunningProduct;
let browser: Browser;
let german: Visitor;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  german = await visit(browser, product.url);
  await signInAs(german, product, ADA);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe.each(['de', 'en'] as const)('roles (%s)', (language) => {
  const isGerman = language === 'de';
  const name = NAME[language];
  let ada: Visitor;
  beforeAll(async () => {
    ada = isGerman
      ? german
      : await visit(browser, product.url, 'en', { storageState: await german.page.context().storageState() });
    if (isGerman) return;
    await ada.page.goto('/account');
    await ada.page.getByRole('combobox').first().click();
    await ada.page.getByRole('option', { name: 'English' }).click();
    await ada.page.getByRole('button', { name: /^(Save|Speichern)$/ }).click();
    await ada.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  });

  const task = async (id: string, of: string = name): Promise<Locator> => {
    await ada.page.getByRole('button', { name: ada.words('roles.actions', { name: of }) }).click();
    await ada.page.getByRole('menuitem', { name: ada.words(id) }).click();
    return ada.page.getByRole('dialog');
  };
  const reason = (dialog: Locator) => dialog.getByLabel(ada.words('field.reason'), { exact: true });
  const permission = (dialog: Locator, text: string) => dialog.getByRole('checkbox', { name: text });

  it('are made from another one, in words', async () => {
    const { page, words, sees } = ada;
    await page.goto(ROLES);
    await page.getByRole('main').getByRole('table').first().waitFor();
    await page.getByText(words('roles.overview')).last().click();
    expect(await inspect(page, `roles-list-${language}`, isGerman)).toEqual([]);
    const dialog = await task('roles.copy', isGerman ? 'Bearbeiter' : 'Editor');
    await dialog.getByLabel(words('field.name'), { exact: true }).fill(name);
    await permission(dialog, isGerman ? 'Dokumente veröffentlichen' : 'Publish documents').click();
    await reason(dialog).fill('Veröffentlicht wird nur nach Freigabe.');
    expect(await inspect(page, `roles-new-${language}`, isGerman)).toEqual([]);
    await dialog.getByRole('button', { name: words('roles.create') }).click();
    await dialog.waitFor({ state: 'hidden' });
    await sees('roles.created');
    await page.getByRole('main').getByText(name).first().waitFor();
  });

  it('refuse what is wrong at the field', async () => {
    const { page, words } = ada;
    const dialog = await task('roles.copy');
    await dialog.getByLabel(words('field.name'), { exact: true }).fill(name.toUpperCase());
    await reason(dialog).fill('Noch einmal.');
    await dialog.getByRole('button', { name: words('roles.create') }).click();
    await dialog.getByText(isGerman ? /mit diesem Namen gibt es schon/ : /of this name already/).waitFor();
    expect(await inspect(page, `roles-refused-${language}`, isGerman)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('tell whom a change concerns, before it is made', async () => {
    const { page, words } = ada;
    await page.goto(ROLES);
    await page.getByRole('main').getByRole('table').first().waitFor();
    const dialog = await task('roles.edit');
    await permission(dialog, isGerman ? 'Dokumente veröffentlichen' : 'Publish documents').click();
    await dialog.getByText(words('roles.affected', { count: 0 })).waitFor();
    await reason(dialog).fill('Die Redaktion gibt nun selbst frei.');
    expect(await inspect(page, `roles-change-${language}`, isGerman)).toEqual([]);
    await dialog.getByRole('button', { name: words('action.save') }).click();
    await dialog.waitFor({ state: 'hidden' });
    await ada.sees('roles.saved');
  });

  it('keep their versions, which come back', async () => {
    const { page, words } = ada;
    const dialog = await task('roles.history');
    await dialog.getByText('Veröffentlicht wird nur nach Freigabe.').waitFor();
    await dialog.getByRole('button', { name: words('roles.restore') }).click();
    await reason(dialog).fill('Doch wieder wie zuvor.');
    expect(await inspect(page, `roles-history-${language}`, isGerman)).toEqual([]);
    await dialog
      .getByRole('button', { name: words('roles.restore') })
      .last()
      .click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(words('roles.version', { number: 3 })).waitFor();
  });

  it('are archived', async () => {
    const { page, words, problems } = ada;
    const dialog = await task('roles.archive');
    await reason(dialog).fill('Wird nicht mehr gebraucht.');
    expect(await inspect(page, `roles-archive-${language}`, isGerman)).toEqual([]);
    await dialog.getByRole('button', { name: words('roles.archive'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('main').getByText(name).first().waitFor({ state: 'hidden' });
    expect(problems).toEqual([]);
  });
});
