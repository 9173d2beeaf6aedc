import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { DESK, PHONE } from '../kit/browser.js';
import { ROOT } from '../kit/product.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SIZES = { desk: DESK, phone: PHONE } as const;

/** One finding of axe that keeps somebody from using the page. */
interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: string[];
}

/**
 * Looks at the page as it stands in both colour schemes and at both sizes, keeps the four pictures as
 * `test-output/screens/NAME-light-desk.png` and so on, and leaves it light and desk-sized.
 *
 * Returns what is wrong, in sentences: serious and critical findings of axe (WCAG 2.2 AA), and parts that make a
 * phone scroll sideways. `thorough`: axe looks at more than one view.
 */
export async function inspect(page: Page, name: string, thorough = true): Promise<string[]> {
  const wrong: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await settled(page);
      const view = `${name}-${colorScheme}-${size}`;
      await page.screenshot({ path: `${ROOT}/test-output/screens/${view}.png`, animations: 'disabled' });
      if (size === 'phone')
        wrong.push(...(await tooWide(page)).map((part) => `${view} is too wide: ${part}`));
      // Contrast differs between the schemes, structure between the sizes: three of the four views show all, and one
      // what another language adds to them (names that are missing there).
      const first = colorScheme === 'light' && size === 'desk';
      if (first || (thorough && (colorScheme === 'light' || size === 'desk'))) {
        wrong.push(
          ...(await axe(page)).map((one) => `${view}: ${one.impact} ${one.id} at ${one.nodes.join(', ')}`),
        );
      }
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(DESK);
  return wrong;
}

/** Two frames later, fonts loaded: what was asked for is painted. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`document.fonts.ready.then(() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done()))))`);
}

async function axe(page: Page): Promise<Finding[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(AXE);
  return page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target }) => target.join(' ')) })))`);
}

/** What reaches beyond the right edge although nothing around it scrolls; empty when the page fits. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const parts = [...document.body.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > width + 1);
    return parts.slice(0, 4).map((part) => part.tagName.toLowerCase() + '.' + part.className);
  })()`);
}
