import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { titleDocument, write } from './steps.js';
import { anotherTab, documentIdIn, signInAs, visit, type Visitor } from './visitor.js';

/** A word that stands in one document of Nordwerk and nowhere else; the search must not trip over it either. */
const CANARY = 'Kanarienzeisig';

/** What a client of one Organization is told while it tries to look into another. */
describe('two Organizations side by side in the browser', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;
  let miriam: Visitor;
  let grace: Visitor;
  let canaryPath: string;
  let spacePath: string;
  /** Every request that Ada's tab sent about the canary: the outsider sends them again. */
  const asked: Record<string, unknown>[] = [];
  const told = { ada: [] as string[], miriam: [] as string[], graceAtLindenhof: [] as string[] };

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    ada = await visit(browser, product.url);
    miriam = await visit(browser, product.url);
    grace = await visit(browser, product.url, 'en');
    listen(ada.page, told.ada);
    listen(miriam.page, told.miriam);
    ada.page.on('request', (request) => {
      const body = operationIn(request);
      if (body) asked.push(body);
    });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('lets the owner write, publish, find and review the canary', async () => {
    const { page, words, button } = ada;
    await signInAs(ada, product, 'ada.lange@nordwerk.example');
    await page.goto('/o/nordwerk');
    await page.getByRole('navigation').getByRole('link', { name: 'Informationssicherheit' }).click();
    await page.waitForURL('**/s/*');
    spacePath = new URL(page.url()).pathname;
    await page
      .getByRole('main')
      .getByRole('button', { name: words('document.create') })
      .click();
    await titleDocument(ada, CANARY);
    await write(ada, `Der ${CANARY} singt.`);
    await button('publish.action').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('publish.action') })
      .click();
    await page.getByRole('article').waitFor();
    canaryPath = new URL(page.url()).pathname;
    await page.goto(`${canaryPath}/history`);
    await page
      .getByRole('complementary', { name: words('history.versions') })
      .getByText('v1', { exact: true })
      .waitFor();
    await page.goto(`/o/nordwerk/search?q=${CANARY}`);
    await page.getByRole('main').getByRole('link', { name: CANARY }).waitFor();
    await page.goto('/o/nordwerk/admin/audit');
    await page
      .getByRole('main')
      .getByText(new RegExp(`„${CANARY}“.* veröffentlicht`))
      .click();
    await page.getByRole('dialog').getByText('document.publish').waitFor({ state: 'attached' });
    // The ear that hears nothing below does hear.
    expect(told.ada.filter((body) => body.includes(CANARY)).length).toBeGreaterThan(5);
  });

  it('shows an outsider nothing on any page', async () => {
    const { page, words } = miriam;
    await signInAs(miriam, product, 'miriam.adler@lindenhof.example');
    const id = documentIdIn(canaryPath);
    const places = [
      `/o/nordwerk/d/${id}`,
      `/o/nordwerk/d/${id}/edit`,
      `/o/nordwerk/d/${id}/history?from=1&to=1`,
      `/o/lindenhof/d/${id}`,
      `/o/lindenhof/d/${id}/history`,
      spacePath,
      spacePath.replace('nordwerk', 'lindenhof'),
      '/o/nordwerk',
      '/o/nordwerk/admin/audit',
      `/o/lindenhof/search?q=${CANARY}`,
      '/o/lindenhof/admin/audit',
      '/o/lindenhof',
    ];
    for (const place of places) {
      const before = told.miriam.length;
      await page.goto(place);
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
      expect(told.miriam.length, `${place} asked the server`).toBeGreaterThan(before);
      expect(withoutQuery(await page.content()), place).not.toContain(CANARY);
      if (place.includes(id)) expect(await page.title(), place).toContain(words('missing.title'));
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill(CANARY);
    await page.getByRole('dialog').getByText(words('search.none')).waitFor();
    expect(told.miriam.join('\n')).not.toContain(CANARY);
  });

  it('answers an outsider who sends the owner’s requests again as if there were nothing', async () => {
    const reads = asked.filter(
      ({ operationName }) => !/^(SignIn|SignOut|Verify)/.test(String(operationName)),
    );
    expect(reads.length).toBeGreaterThan(10);
    for (const organization of ['nordwerk', 'lindenhof']) {
      for (const body of reads) {
        const answer = await ask(miriam.page, organization, body);
        expect(answer, `${organization}: ${String(body['operationName'])}`).not.toContain(CANARY);
      }
    }
    // The same request from the owner's own tab does tell it: the request is right, the person is wrong.
    const reading = reads.findLast(({ operationName }) => operationName === 'DocumentPage') ?? {};
    expect(await ask(ada.page, 'nordwerk', reading)).toContain(CANARY);
    expect(await ask(miriam.page, 'nordwerk', reading)).toContain('NOT_FOUND');
  });

  it('keeps two tabs of one person apart, each with its own Organization', async () => {
    await signInAs(grace, product, 'grace.hoffmann@hoffmann-audit.example');
    const lindenhof = await anotherTab(grace, 'en');
    listen(lindenhof.page, told.graceAtLindenhof);
    await grace.page.goto(canaryPath);
    await grace.page.getByRole('heading', { level: 1, name: CANARY }).waitFor();
    await lindenhof.page.goto(`/o/lindenhof/search?q=${CANARY}`);
    await lindenhof.page.getByRole('main').getByText(grace.words('search.none'), { exact: true }).waitFor();
    for (const place of ['', '/admin/audit', `/d/${documentIdIn(canaryPath)}`]) {
      await lindenhof.page.goto(`/o/lindenhof${place}`);
      await lindenhof.page.getByRole('main').waitFor();
      await lindenhof.page.waitForLoadState('networkidle');
      expect(await lindenhof.page.content(), place).not.toContain(CANARY);
    }
    expect(told.graceAtLindenhof.length).toBeGreaterThan(5);
    expect(told.graceAtLindenhof.join('\n')).not.toContain(CANARY);
    // The first tab is not disturbed by the second one.
    await grace.page.reload();
    await grace.page.getByRole('heading', { level: 1, name: CANARY }).waitFor();
  });
});

/** Keeps every answer of the API; addresses hold the words people search for and are no answer. */
function listen(page: Page, told: string[]): void {
  page.on('response', (response) => {
    if (!response.url().endsWith('/graphql')) return;
    void response.text().then(
      (body) => told.push(body),
      () => undefined,
    );
  });
}

function operationIn(request: Request): Record<string, unknown> | null {
  if (!request.url().endsWith('/graphql')) return null;
  return JSON.parse(request.postData() ?? 'null') as Record<string, unknown> | null;
}

/** What was typed into a search field stands in the page without anybody having told it. */
function withoutQuery(html: string): string {
  return html.replaceAll(/value="[^"]*"/g, '');
}

/** Sends a request from inside the page, with its cookies, as its own client does. */
function ask(page: Page, organization: string, body: Record<string, unknown>): Promise<string> {
  return page.evaluate(
    async ([slug, text]) => {
      const answer = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kopexa-client': 'web', 'x-kopexa-org': slug },
        body: text,
      });
      return answer.text();
    },
    [organization, JSON.stringify(body)] as const,
  );
}
