import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../../scripts/chromium.mjs';
import { ROOT } from './product.js';

/** Flags for a small machine and root, and against everything a browser would like to do behind one's back. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The two sizes every screen is looked at. */
export const DESK = { width: 1440, height: 900 } as const;
/** A phone held upright. */
export const PHONE = { width: 390, height: 844 } as const;

/** Starts the Chromium of this machine; throws how to get one where there is none. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(HOW_TO_GET_CHROMIUM);
  return chromium.launch({ executablePath, args: FLAGS });
}

/** The zone people of the tests live in, whatever the machine's own. */
const TIME_ZONE = 'Europe/Berlin';

/** The day `days` from now as date fields want it (YYYY-MM-DD), as somebody in the browser reads it off the wall. */
export function dayAhead(days: number, now = Date.now()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(now + days * 86_400_000);
}

/** How a person looks at the product. */
export interface PersonView extends BrowserContextOptions {
  readonly locale?: 'de-DE' | 'en-GB';
}

/**
 * A page in a context of its own, thus a person of its own; German, desk-sized and light unless asked otherwise.
 *
 * Errors the page throws and everything it logs as an error are collected in `problems`.
 */
export async function openPage(
  browser: Browser,
  url: string,
  view: PersonView = {},
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    // The split topology shows a certificate of its own authority, which no browser knows.
    ignoreHTTPSErrors: new URL(url).hostname === 'localhost',
    locale: 'de-DE',
    timezoneId: TIME_ZONE,
    viewport: DESK,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...view,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`.trim());
  });
  return { page, problems };
}

/** Keeps a picture of the page as `test-output/NAME.png`. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = join(ROOT, 'test-output');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
}
