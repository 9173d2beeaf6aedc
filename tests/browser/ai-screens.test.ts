import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SETTINGS } from '#schema/settings.js';
import { DESK } from '../kit/browser.js';
import { answerOf, ask, isOver, reads, startAiProduct, switchOn, type AiProduct } from './ai-peer.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';
import type { Language } from './words.js';

const LONG = [
  'Ein Passwort hat **mindestens zwölf Zeichen** ⟦Q1⟧. ',
  'Für Konten mit besonderen Rechten gilt mehr ⟦Q2⟧:\n\n',
  '- Länge vor Zeichenvielfalt\n- *kein* regelmäßiger Wechsel ohne Anlass ⟦Q1⟧\n- `Authenticator-App` als zweiter Faktor ⟦Q3⟧\n\n',
  '# Ausnahmen\n\nAusnahmen genehmigt die Leitung der Informationssicherheit ⟦Q2⟧.',
];
const BUSY = { kind: 'status', status: 429, body: {}, headers: { 'retry-after': '90' } } as const;

let ai: AiProduct;
let ada: Visitor;
let policy = '';

beforeAll(async () => {
  ai = await startAiProduct();
  ada = await visit(ai.browser, ai.product.url);
  await signInAs(ada, ai.product, 'ada.lange@nordwerk.example');
  await ada.page.waitForURL('**/d/**');
  policy = new URL(ada.page.url()).pathname;
});
afterAll(async () => {
  await ai?.close();
});
beforeEach(async () => {
  ai.peer.reset();
  ai.peer.answer(() => ({ kind: 'stream', texts: LONG }));
  await ada.page.setViewportSize(DESK);
});

/** What is to be seen, and the way there. */
const SCREENS: readonly (readonly [name: string, open: (visitor: Visitor) => Promise<unknown>])[] = [
  [
    'answer',
    async (one) => {
      await ask(one, 'nordwerk', 'Wie lang muss ein Passwort sein?');
      await reads(one, /zwölf/);
      await isOver(one);
    },
  ],
  [
    'writing',
    async (one) => {
      const texts = [...LONG, ...Array.from({ length: 400 }, () => 'weiter ')];
      ai.peer.answer(() => ({ kind: 'stream', texts, betweenMs: 100 }));
      await ask(one, 'nordwerk', 'Wie lang muss ein Passwort sein?');
      await reads(one, /Ausnahmen/);
    },
  ],
  [
    'preview',
    async ({ page, field, button }) => {
      await page.goto('/o/nordwerk/ask');
      await field('ask.question').fill('Was rät Ada Lange (ada.lange@nordwerk.example) zu Passwörtern?');
      await button('ai.sent.action').click();
      await page.getByRole('dialog').locator('mark').first().waitFor();
    },
  ],
  [
    'filtered',
    async (one) => {
      ai.peer.answer(() => ({ kind: 'stream', texts: ['x'], choiceFiltered: true }));
      await ask(one, 'nordwerk', 'Was gilt für Passwörter?');
      await one.page.getByText(one.words('ai.filtered.text')).waitFor();
    },
  ],
  [
    'busy',
    async (one) => {
      ai.peer.answer(() => BUSY);
      await ask(one, 'nordwerk', 'Was gilt für Passwörter?');
      await one.page.getByText(one.words('ai.busy')).waitFor({ timeout: 40_000 });
    },
  ],
  [
    'nothing-found',
    async (one) => {
      await ask(one, 'nordwerk', 'Quallenzucht?');
      await isOver(one);
    },
  ],
  [
    'passage',
    async (one) => {
      await ask(one, 'nordwerk', 'Wie lang muss ein Passwort sein?');
      await isOver(one);
      await answerOf(one).getByRole('link').first().click();
      await one.page.locator('[data-marked]').first().waitFor();
      await one.button('cited.hide').waitFor();
    },
  ],
  [
    'summary',
    async (one) => {
      await one.page.goto(`${policy}?panel=summary`);
      await one.button('summary.start').click();
      await isOver(one);
    },
  ],
  [
    'rewrite',
    async (one) => {
      await openRewriting(one);
      ai.peer.answer(() => ({ kind: 'stream', texts: ['Ein ganz anderer Text.'] }));
      await one.page
        .getByRole('dialog')
        .getByRole('button', { name: one.words('rewrite.start') })
        .click();
      await one.page.getByRole('dialog').locator('ins').first().waitFor();
    },
  ],
  ['rewrite-how', openRewriting],
  [
    'usage',
    async ({ page, words }) => {
      await page.goto('/o/nordwerk/admin/ai');
      await page.getByRole('table', { name: words('usage.table') }).waitFor();
      await page.getByRole('listitem').first().waitFor();
    },
  ],
  [
    'opt-in',
    async ({ page, words, button }) => {
      await page.goto('/o/nordwerk/admin/ai');
      await button('settings.changeOf', { label: labelFor(words('language.DE')) }).click();
      await page.getByRole('region', { name: words('optIn.title') }).waitFor();
    },
  ],
];

async function openRewriting({ page, words, button }: Visitor): Promise<void> {
  await page.goto(`${policy}/edit`);
  const text = page.getByRole('textbox', { name: words('editor.text') });
  await text.waitFor();
  await text.getByText(/\S/).first().click({ clickCount: 3 });
  await button('rewrite.action').click();
  await page.getByRole('dialog', { name: words('rewrite.title') }).waitFor();
}

const labelFor = (german: string): string => SETTINGS['ai.enabled'].label[german === 'German' ? 'en' : 'de'];

describe.each(['de', 'en'] as const)('the screens of the language model (%s)', (language: Language) => {
  it('while it is off', async () => {
    if (language === 'en') ada = await inEnglish(ada);
    else {
      await ada.page.goto('/o/nordwerk/ask');
      await ada.page.getByText(ada.words('ai.off.organization')).waitFor();
      expect(await inspect(ada.page, 'ai-off-de')).toEqual([]);
      await switchOn(ada, 'nordwerk');
    }
  });

  it.each(SCREENS)('%s', async (name, open) => {
    await open(ada);
    expect(await inspect(ada.page, `ai-${name}-${language}`, language === 'de')).toEqual([]);
  });

  it('throws no error and breaks no rule of the content security policy', () => {
    expect(ada.problems).toEqual([]);
  });
});

/** Changes the language where everybody does: in the account. */
async function inEnglish(visitor: Visitor): Promise<Visitor> {
  const { page, words } = visitor;
  await page.goto('/account');
  await page.getByRole('combobox', { name: words('language.label') }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.getByRole('button', { name: words('action.save') }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  const storageState = await page.context().storageState();
  const english = await visit(ai.browser, ai.product.url, 'en', { storageState });
  await page.context().close();
  english.problems.push(...visitor.problems);
  return english;
}
