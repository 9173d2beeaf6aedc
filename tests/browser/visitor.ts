import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openPage, type PersonView } from '../kit/browser.js';
import type { StartedProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import { wordsOf, type Language, type Words } from './words.js';

const PATIENCE_MS = 15_000;

/** Somebody at a browser of their own. */
export interface Visitor {
  readonly page: Page;
  readonly words: Words;
  /** What the page threw, and everything it logged as an error or that the content security policy refused. */
  readonly problems: string[];
  /** A button by its text in the visitor's language. */
  button(id: string, values?: Record<string, string | number>): Locator;
  link(id: string, values?: Record<string, string | number>): Locator;
  field(id: string, values?: Record<string, string | number>): Locator;
  /** Waits until a text of the catalogue is on the page. */
  sees(id: string, values?: Record<string, string | number>): Promise<void>;
}

/** A new person at a new browser, on no page yet. */
export async function visit(
  browser: Browser,
  url: string,
  language: Language = 'de',
  view: PersonView = {},
): Promise<Visitor> {
  const { page, problems } = await openPage(browser, url, {
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    ...view,
  });
  return visitorOf(page, language, problems);
}

/** Another tab of the same browser: the same cookies, the same storage. */
export async function anotherTab(visitor: Visitor, language: Language = 'de'): Promise<Visitor> {
  return visitorOf(await visitor.page.context().newPage(), language, visitor.problems);
}

async function visitorOf(page: Page, language: Language, problems: string[]): Promise<Visitor> {
  page.setDefaultTimeout(PATIENCE_MS);
  const words = await wordsOf(language);
  return {
    page,
    problems,
    words,
    button: (id, values) => page.getByRole('button', { name: words(id, values), exact: true }),
    link: (id, values) => page.getByRole('link', { name: words(id, values), exact: true }),
    field: (id, values) => page.getByLabel(words(id, values), { exact: true }),
    sees: (id, values) => page.getByText(words(id, values), { exact: true }).first().waitFor(),
  };
}

/** What somebody of the demo signs in with, from the file that the demo page reads. */
export function demoCredentials(
  product: StartedProduct,
  email: string,
): { password: string; secret: string } {
  const demo = JSON.parse(readFileSync(join(product.dataDirectory, 'demo.json'), 'utf8')) as {
    password: string;
    people: { email: string; secret: string }[];
  };
  const person = demo.people.find((one) => one.email === email);
  if (!person) throw new Error(`The demo has nobody with the address ${email}.`);
  return { password: demo.password, secret: person.secret };
}

/** Mail, password and code, one after the other; ends where signing in leads to. */
export async function signIn(
  visitor: Visitor,
  credentials: { email: string; password: string; secret: string },
): Promise<void> {
  const { page, words } = visitor;
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in');
  await visitor.field('field.email').fill(credentials.email);
  await visitor.button('action.continue').click();
  await visitor.field('field.password').fill(credentials.password);
  await visitor.button('action.continue').click();
  await visitor.field('field.code').fill(await freshCode(credentials.secret));
  await page
    .getByRole('button', { name: words('account.menu', { name: '' }) })
    .waitFor({ state: 'attached' });
}

/** Signs in as somebody of the demo. */
export async function signInAs(visitor: Visitor, product: StartedProduct, email: string): Promise<void> {
  await signIn(visitor, { email, ...demoCredentials(product, email) });
}

/** The text of an address's last step of a document: its id. */
export function documentIdIn(url: string): string {
  const id = /\/d\/[^/?#]*?([0-9a-f]{8}-[0-9a-f-]{27})/.exec(url)?.[1];
  if (!id) throw new Error(`No document in the address ${url}`);
  return id;
}
