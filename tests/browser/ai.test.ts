import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepScreenshot } from '../kit/browser.js';
import { answerOf, ask, isOver, reads, startAiProduct, switchOn, type AiProduct } from './ai-peer.js';
import { saved, startDocument, textOf, write } from './steps.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const FELIX = 'felix.sommer@nordwerk.example';
const QUESTION = 'Wie lang muss ein Passwort sein, und was rät Ada Lange?';

let ai: AiProduct;
let ada: Visitor;

beforeAll(async () => {
  ai = await startAiProduct();
  ada = await visit(ai.browser, ai.product.url);
  await signInAs(ada, ai.product, ADA);
});
afterAll(async () => {
  await ai?.close();
});
beforeEach(() => ai.peer.reset());

const IS_MARK_IN_VIEW = `(() => {
  const { top, bottom } = document.querySelector('article [data-marked]').getBoundingClientRect();
  return top < innerHeight && bottom > 0;
})()`;

describe('a language model that is not switched on', () => {
  it('says who can switch it on, and lets nobody ask', async () => {
    const felix = await visit(ai.browser, ai.product.url);
    await signInAs(felix, ai.product, FELIX);
    await felix.page.goto('/o/nordwerk/ask');
    await felix.page.getByText(felix.words('ai.off.organization')).waitFor();
    await felix.page.getByText(felix.words('ai.off.organization.ask')).waitFor();
    await felix.field('ask.question').fill(QUESTION);
    expect(await felix.button('ask.action').isDisabled()).toBe(true);
    expect(await felix.link('ai.off.organization.open').count()).toBe(0);
    await felix.page.context().close();
    await ada.page.goto('/o/nordwerk/ask');
    await ada.link('ai.off.organization.open').click();
    await ada.page.waitForURL('**/admin/ai');
    await keepScreenshot(ada.page, 'ai-1-off');
  });

  it('is not there for guests', async () => {
    const grace = await visit(ai.browser, ai.product.url, 'en');
    await signInAs(grace, ai.product, 'grace.hoffmann@hoffmann-audit.example');
    await grace.page.goto('/o/nordwerk/ask');
    await grace.page.getByRole('heading', { level: 1, name: grace.words('missing.title') }).waitFor();
    expect(await grace.link('ask.title').count()).toBe(0);
    await grace.page.context().close();
  });

  it('is switched on by an owner, who is told before what that means', async () => {
    await switchOn(ada, 'nordwerk');
    await ada.page.getByText(ada.words('ai.off.organization')).waitFor({ state: 'detached' });
    await ada.page.goto('/o/nordwerk/ask');
    await ada.field('ask.question').fill(QUESTION);
    await expect.poll(() => ada.button('ask.action').isEnabled()).toBe(true);
    expect(ai.peer.requests).toHaveLength(0);
  });
});

describe('a question', () => {
  it('shows exactly what is sent, and sends nothing for it', async () => {
    const { page, words, button, field } = ada;
    await page.goto('/o/nordwerk/ask');
    await field('ask.question').fill(QUESTION);
    await button('ai.sent.action').click();
    const dialog = page.getByRole('dialog', { name: words('ai.sent.title') });
    const user = dialog.getByRole('region', { name: words('ai.sent.USER') }).last();
    await dialog.locator('mark').first().waitFor();
    const shown = await user.textContent();
    expect(shown).not.toContain('Ada Lange');
    expect(ai.peer.requests).toHaveLength(0);
    await keepScreenshot(page, 'ai-2-preview');
    await dialog
      .getByRole('button', { name: words('action.close') })
      .last()
      .click();
    await button('ask.action').click();
    await isOver(ada);
    expect(ai.peer.chats()[0]?.messages[1]?.content).toBe(shown);
  });

  it('is answered with the passages that it rests on, names put back', async () => {
    const { page, words } = ada;
    ai.peer.answer(({ messages }) => {
      const person = /⟦P[\d.]+⟧/u.exec(messages[1]?.content.split('Question:').at(-1) ?? '')?.[0] ?? '';
      const texts = [
        'Zwölf Zeichen ',
        '⟦Q',
        '1⟧, so ',
        person.slice(0, 2),
        person.slice(2),
        ' **immer** ⟦Q2⟧.',
      ];
      return { kind: 'stream', texts };
    });
    await ask(ada, 'nordwerk', QUESTION);
    await reads(ada, /Zwölf Zeichen\s?1, so Ada Lange immer\s?2\./);
    await isOver(ada);
    const sources = page.getByRole('region', { name: words('ai.sources') });
    expect(await sources.getByRole('listitem').count()).toBe(2);
    expect(await answerOf(ada).getAttribute('aria-busy')).toBe('false');
    await keepScreenshot(page, 'ai-3-answer');
  });

  it('opens the document at the passage that is cited, and shows the answer again on the way back', async () => {
    const { page, words } = ada;
    const quote = await page
      .getByRole('region', { name: words('ai.sources') })
      .locator('blockquote')
      .first()
      .innerText();
    await answerOf(ada).getByRole('link').first().click();
    await page.waitForURL(/\/d\/.*[?&]cited=\d+/);
    const marked = page.getByRole('article').locator('[data-marked]');
    await marked.first().waitFor();
    const text = (await marked.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain(quote.replaceAll(/\s+/g, ' ').slice(0, 60));
    await expect.poll(() => page.evaluate(IS_MARK_IN_VIEW)).toBe(true);
    await page.getByRole('button', { name: words('cited.hide') }).waitFor();
    await keepScreenshot(page, 'ai-4-passage');
    await page.goBack();
    await reads(ada, /Zwölf Zeichen/);
    expect(await ada.field('ask.question').inputValue()).toBe(QUESTION);
  });

  it('says so when the document has another version by now', async () => {
    const { page, words } = ada;
    await answerOf(ada).getByRole('link').first().click();
    await page.waitForURL(/cited=(\d+)/);
    const address = new URL(page.url());
    const version = Number(address.searchParams.get('cited'));
    address.searchParams.set('cited', String(version - 1));
    await page.goto(address.toString());
    await page.getByText(words('cited.other', { cited: version - 1, version })).waitFor();
    await page.getByText(words('cited.changed')).waitFor();
    expect(await page.locator('[data-marked]').count()).toBe(0);
  });

  it('is stopped when the person stops it, at the provider, too', async () => {
    const { page, button, sees } = ada;
    ai.peer.answer(() => ({
      kind: 'stream',
      texts: Array.from({ length: 200 }, (_, at) => `Wort${at} `),
      betweenMs: 60,
    }));
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    await reads(ada, /Wort3/);
    await button('ai.stop').click();
    await sees('ai.stopped');
    const kept = await answerOf(ada).innerText();
    await expect.poll(() => ai.peer.chats()[0]?.wasAborted, { timeout: 10_000 }).toBe(true);
    expect(await answerOf(ada).innerText()).toBe(kept);
    await keepScreenshot(page, 'ai-5-stopped');
    ai.peer.reset();
    await button('ai.again').click();
    await reads(ada, /Guten Tag/);
  });

  it('can begin in the search, and is in no address', async () => {
    const { page, words } = ada;
    await page.goto('/o/nordwerk');
    await page.getByRole('heading', { level: 2, name: words('home.recent') }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('Wer genehmigt Ausnahmen?');
    await page.getByText(words('ask.this', { question: 'Wer genehmigt Ausnahmen?' })).click();
    await page.waitForURL('**/o/nordwerk/ask');
    expect(await ada.field('ask.question').inputValue()).toBe('Wer genehmigt Ausnahmen?');
    expect(ai.peer.requests).toHaveLength(0);
  });

  it('can be asked of some Spaces only', async () => {
    const { page, words } = ada;
    await page.goto('/o/nordwerk/ask');
    await page.getByRole('combobox', { name: words('ask.spaces') }).click();
    await page.getByRole('option', { name: 'Datenschutz' }).click();
    await page.keyboard.press('Escape');
    await ada.field('ask.question').fill('Passwortrichtlinie Zeichen Länge');
    await ada.button('ask.action').click();
    await isOver(ada);
    expect(ai.peer.received()).not.toContain('from “Passwortrichtlinie”');
  });
});

describe('a summary', () => {
  it('stands beside the version that is read', async () => {
    const { page, words, button } = ada;
    ai.peer.answer(() => ({ kind: 'stream', texts: ['Das Wichtigste ', '⟦Q1⟧.'] }));
    await page.goto('/o/nordwerk/search?q=Passwortrichtlinie');
    await page.getByRole('main').getByRole('link', { name: 'Passwortrichtlinie' }).first().click();
    await page.getByRole('article').waitFor();
    await button('action.more').click();
    await page.getByRole('menuitem', { name: words('summary.action') }).click();
    const panel = page.getByRole('region', { name: words('summary.title') });
    await panel.getByText(words('summary.of', { version: 3 })).waitFor();
    expect(ai.peer.requests).toHaveLength(0);
    await panel.getByRole('button', { name: words('summary.start') }).click();
    await reads(ada, /Das Wichtigste\s?1\./);
    await isOver(ada);
    await keepScreenshot(page, 'ai-6-summary');
    await answerOf(ada).getByRole('link').first().click();
    await page.getByRole('article').locator('[data-marked]').first().waitFor();
    // The summary stays beside the passage.
    expect(await answerOf(ada).innerText()).toContain('Das Wichtigste');
  });
});

/** The editor settles its own selection for some milliseconds after it got the focus: look again. */
async function selectAll({ page, words, button }: Visitor): Promise<void> {
  const text = page.getByRole('textbox', { name: words('editor.text') });
  await expect
    .poll(async () => {
      await text.press('Control+a');
      await page.waitForTimeout(80);
      return button('rewrite.action').isEnabled();
    })
    .toBe(true);
}

describe('a selected passage', () => {
  const TEXT = 'Es ist so, dass alle ihre Passwörter geheim zu halten haben.';

  it('is rewritten only when the person takes the suggestion over, and back again', async () => {
    const { page, words, button } = ada;
    ai.peer.answer(() => ({ kind: 'stream', texts: ['Alle halten ', 'ihre Passwörter geheim.'] }));
    await startDocument(ada, 'Informationssicherheit', 'Geheimhaltung');
    await write(ada, TEXT);
    await selectAll(ada);
    await button('rewrite.action').click();
    const dialog = page.getByRole('dialog', { name: words('rewrite.title') });
    await dialog.getByText(words('rewrite.SHORTER'), { exact: true }).click();
    expect(ai.peer.requests).toHaveLength(0);
    await dialog.getByRole('button', { name: words('rewrite.start') }).click();
    await dialog.locator('ins').first().waitFor();
    await dialog.locator('del').first().waitFor();
    await keepScreenshot(page, 'ai-7-rewrite');
    expect(await textOf(ada)).toBe(TEXT);
    await dialog.getByRole('button', { name: words('rewrite.apply') }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => textOf(ada)).toBe('Alle halten ihre Passwörter geheim.');
    await page.getByText(words('action.undo'), { exact: true }).click();
    await expect.poll(() => textOf(ada)).toBe(TEXT);
    await saved(ada);
  });

  it('is translated, both texts side by side, and left alone when the person cancels', async () => {
    const { page, words, button } = ada;
    ai.peer.answer(() => ({ kind: 'stream', texts: ['Everybody keeps ', 'passwords secret.'] }));
    await selectAll(ada);
    await button('rewrite.action').click();
    const dialog = page.getByRole('dialog', { name: words('rewrite.title') });
    await dialog.getByRole('combobox', { name: words('rewrite.into') }).click();
    await page.getByRole('option', { name: 'Englisch' }).click();
    await dialog.getByRole('button', { name: words('rewrite.start') }).click();
    await dialog
      .getByRole('region', { name: words('ai.answer'), exact: true })
      .getByText('Everybody keeps')
      .waitFor();
    await keepScreenshot(page, 'ai-8-translate');
    await dialog.getByRole('button', { name: words('action.cancel') }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await textOf(ada)).toBe(TEXT);
    expect(ai.peer.chats()[0]?.messages[0]?.content).toContain('English');
  });
});

describe('the page of what was used', () => {
  it('counts by day, person and purpose', async () => {
    const { page, words } = ada;
    await page.goto('/o/nordwerk/admin/ai');
    const table = page.getByRole('table', { name: words('usage.table') });
    await table.getByText('Ada Lange').first().waitFor();
    await page.getByRole('img', { name: words('usage.chart') }).waitFor();
    await page.getByRole('main').getByText(words('usage.budget.organization'), { exact: true }).waitFor();
    await keepScreenshot(page, 'ai-9-usage');
  });

  it('throws no error on any of these pages', () => {
    // Chromium reports what was meant to fail: refusals, and connections that were cut.
    const meant = /Failed to load resource|net::ERR_/;
    expect(ada.problems.filter((problem) => !meant.test(problem))).toEqual([]);
  });
});
