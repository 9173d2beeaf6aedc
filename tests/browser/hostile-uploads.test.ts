import type { APIResponse, Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, launchBrowser } from '../kit/browser.js';
import { CANARY_HOST, HTML } from '../kit/hostile-pages.js';
import { hostileUploads } from '../kit/hostile-uploads.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { checksumOf, eventually, hand, openFiles, runFrom } from './files.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const EVA = 'eva.brandt@nordwerk.example';
const SPACE = 'Datenschutz';
/** Types that a browser may run as a page, a script or a style, whatever else is said about them. */
const RUNS =
  /^text\/(html|xml|css|javascript|ecmascript)|^application\/(xml|xhtml|pdf|(x-)?javascript|ecmascript|wasm|x-shockwave)|^image\/svg|\+xml|^multipart|^message/i;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const HIDDEN = /[/\\\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/;
const uploads = hostileUploads();

interface StoredFile {
  id: string;
  name: string;
  sha256: string;
  mediaType: string;
  image: { previewUrl: string; thumbUrl: string } | null;
}

let product: RunningProduct;
let browser: Browser;
let eva: Visitor;
const asked: string[] = [];
const dialogs: string[] = [];
const files: StoredFile[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  eva = await visit(browser, product.url);
  watch(eva.page.context());
  await signInAs(eva, product, EVA);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Whatever a script would do first is noted: ask for something elsewhere, or open a dialog. */
function watch(context: BrowserContext): void {
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(product.url) && !/^(data|blob|about|chrome-error):/.test(url)) asked.push(url);
  });
  context.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') dialogs.push(dialog.message());
    void dialog.accept();
  });
}

async function nothingRan(): Promise<void> {
  for (const page of eva.page.context().pages()) {
    for (const frame of page.frames()) {
      expect(await frame.evaluate('window.__canary').catch(() => undefined), frame.url()).toBeUndefined();
    }
  }
  expect(asked).toEqual([]);
  expect(dialogs).toEqual([]);
}

/** The answer to a file's link, as a browser with the person's session gets it. */
async function linkOf(file: StoredFile): Promise<{ url: string; answer: APIResponse }> {
  const { page } = eva;
  const { downloadFile } = (await runFrom(page, 'nordwerk', 'DownloadFile', { fileId: file.id })) as {
    downloadFile: { url: string };
  };
  const url = new URL(downloadFile.url, product.url).href;
  return { url, answer: await page.context().request.get(url) };
}

describe(`${uploads.length} hostile uploads`, () => {
  it('are many, and different', () => {
    expect(uploads.length).toBeGreaterThanOrEqual(100);
    expect(new Set(uploads.map(({ title }) => title)).size).toBe(uploads.length);
  });

  it('would be noticed if they ran', async () => {
    const tab = await eva.page.context().newPage();
    await tab.setContent(HTML);
    await eventually(() => asked.some((url) => url.includes(CANARY_HOST))).toBe(true);
    expect(await tab.evaluate('window.__canary')).toBeGreaterThan(0);
    await expect(nothingRan()).rejects.toThrow();
    await tab.close();
    asked.length = 0;
  });

  it('go through the client, each to its end', { timeout: 600_000 }, async () => {
    const { page, words } = eva;
    await openFiles(eva, SPACE);
    await hand(page, 'drop', 'main', uploads);
    const corner = page.getByRole('region', { name: words('uploads.title') });
    await corner.waitFor();
    const waiting = corner.locator('li[data-state=queued], li[data-state=sending], li[data-state=offline]');
    await expect.poll(() => waiting.count(), { timeout: 480_000, interval: 1000 }).toBe(0);
    await keepScreenshot(page, 'hostile-1-uploads');
    expect(await corner.locator('li').count()).toBe(uploads.length);
    await nothingRan();
  });

  it('are stored or refused as they should be', async () => {
    const { page } = eva;
    const spaceId = /\/s\/([\w-]+)/.exec(page.url())?.[1];
    for (let after: string | null = null, more = true; more;) {
      const answer = (await runFrom(page, 'nordwerk', 'SpaceFiles', {
        ...{ spaceId, search: null, sort: 'CREATED', descending: false, first: 50, after },
      })) as {
        files: { edges: { node: StoredFile }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      files.push(...answer.files.edges.map(({ node }) => node));
      more = answer.files.pageInfo.hasNextPage;
      after = answer.files.pageInfo.endCursor;
    }
    const kept = new Set(files.map(({ sha256 }) => sha256));
    const states = await page
      .getByRole('region', { name: eva.words('uploads.title') })
      .locator('li')
      .evaluateAll((lines) =>
        lines.map((line) => (line as unknown as { dataset: { state: string } }).dataset.state),
      );
    uploads.forEach(({ title, bytes, expect: expected }, index) => {
      const state = states[index];
      if (expected === 'refused') expect(state, title).toBe('failed');
      if (expected === 'stored') expect(state, title).toBe('done');
      if (state === 'done') expect(kept.has(checksumOf(bytes)), title).toBe(true);
    });
    expect(files.length).toBeGreaterThanOrEqual(100);
  });

  it('have names that hide nothing and lead nowhere', () => {
    for (const { name } of files) {
      expect(name, JSON.stringify(name)).not.toMatch(HIDDEN);
      expect(name).not.toMatch(/^\.{0,2}$|[. ]$|^(con|nul)(\.|$)/i);
      expect(name.length).toBeLessThanOrEqual(255);
    }
  });

  it('are listed as text', async () => {
    const { page, words } = eva;
    await page.reload();
    await eva.field('files.search').waitFor();
    const more = page.getByRole('button', { name: words('action.more'), exact: true });
    const lines = page.getByRole('main').locator('tbody tr');
    for (let seen = 0; seen < files.length;) {
      await eventually(() => lines.count()).toBeGreaterThan(seen);
      seen = await lines.count();
      if (seen < files.length) await more.click();
    }
    await keepScreenshot(page, 'hostile-2-list');
    // Pictures in the list are the product's own renditions; no markup of a name became an element.
    const sources = await page
      .locator('main img')
      .evaluateAll((all) =>
        all.map(
          (one) =>
            (one as unknown as { getAttribute(name: string): string | null }).getAttribute('src') ?? '',
        ),
      );
    for (const source of sources) expect(source).toMatch(/^\/(o\/nordwerk\/files|people)\//);
    expect(
      await page.locator('main :is(script, iframe, object, embed, svg image, a[href^=javascript])').count(),
    ).toBe(0);
    await nothingRan();
  });

  it('run nothing when their details are opened', { timeout: 400_000 }, async () => {
    const { page } = eva;
    const checksum = page.getByRole('dialog').locator('dd code');
    for (const { id, sha256, name } of files) {
      // As a link of the page does it: loading the page anew each time would take minutes.
      await page.evaluate(
        `history.pushState({}, '', '?file=${id}'); dispatchEvent(new PopStateEvent('popstate'))`,
      );
      const shown = async () => [
        await page.getByRole('dialog').locator('h2').first().innerText(),
        (await checksum.allInnerTexts()).join('').replaceAll(/\s/g, ''),
      ];
      await eventually(shown).toEqual([name.replaceAll(/\s+/g, ' '), sha256]);
    }
    await nothingRan();
  });

  it('are handed out as attachments that no browser runs', { timeout: 400_000 }, async () => {
    const { page } = eva;
    for (const file of files) {
      const { url, answer } = await linkOf(file);
      const headers = answer.headers();
      expect(answer.status(), file.name).toBe(200);
      expect(headers['content-disposition'], file.name).toMatch(/^attachment/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain('sandbox');
      expect(headers['content-type'] ?? '', file.name).not.toMatch(RUNS);
      expect(checksumOf(await answer.body())).toBe(file.sha256);
      // Going there leads nowhere: the browser saves it and stays.
      const tab = await page.context().newPage();
      const saved = tab.waitForEvent('download');
      await tab
        .goto(url)
        .catch((error: Error) => expect(error.message).toMatch(/Download is starting|ERR_ABORTED/));
      await saved;
      expect(tab.url()).toBe('about:blank');
      await tab.close();
    }
    await nothingRan();
  });

  it(
    'run nothing as a script, a style, a frame or a picture of a page of the product',
    { timeout: 400_000 },
    async () => {
      const { page } = eva;
      for (const file of files.filter(({ image }) => image === null)) {
        const { url } = await linkOf(file);
        await page.evaluate(
          ([address]) => {
            const parts = [
              ['script', 'src'],
              ['iframe', 'src'],
              ['img', 'src'],
              ['embed', 'src'],
              ['object', 'data'],
            ] as const;
            const host = globalThis as unknown as {
              document: {
                createElement(name: string): {
                  setAttribute(key: string, value: string): void;
                  remove(): void;
                };
                body: { append(part: unknown): void };
              };
            };
            for (const [name, attribute] of parts) {
              const part = host.document.createElement(name);
              part.setAttribute(attribute, address ?? '');
              host.document.body.append(part);
            }
          },
          [url],
        );
      }
      await page.waitForTimeout(1500);
      await nothingRan();
    },
  );

  it('are shown as pictures only when they were made anew from pixels', { timeout: 200_000 }, async () => {
    const { request } = eva.page.context();
    const never = new Set(
      uploads.filter(({ picture }) => picture === 'never').map(({ bytes }) => checksumOf(bytes)),
    );
    for (const file of files) {
      if (never.has(file.sha256)) expect(file.image, file.name).toBeNull();
      for (const rendition of ['preview', 'thumb']) {
        const answer = await request.get(`${product.url}/o/nordwerk/files/${file.id}/${rendition}`);
        if (!file.image) {
          expect(answer.status(), file.name).toBe(404);
          continue;
        }
        expect(answer.status(), file.name).toBe(200);
        expect(answer.headers()['content-type']).toBe('image/webp');
        const body = await answer.body();
        expect(body.subarray(0, 4).toString(), file.name).toBe('RIFF');
        expect(body.includes('<script') || body.includes(CANARY_HOST), file.name).toBe(false);
      }
    }
  });

  it('are not there for somebody else', async () => {
    const stranger = await visit(browser, product.url);
    await signInAs(stranger, product, 'felix.sommer@nordwerk.example');
    const file = files[0]!;
    const { url } = await linkOf(file);
    const { request } = stranger.page.context();
    const missing = await request.get(`${product.url}/o/nordwerk/files/links/${'x'.repeat(40)}`);
    const foreign = await request.get(url);
    expect(foreign.status()).toBe(404);
    expect(stripped(await foreign.text())).toBe(stripped(await missing.text()));
    await stranger.page.context().close();
  });
});

/** A refusal without what is new each time. */
const stripped = (text: string): string => text.replace(/"requestId":"[^"]*"/, '');
