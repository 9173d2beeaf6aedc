import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, ask, isOver, reads, startAiProduct, switchOn, type AiProduct } from './ai-peer.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const SLOW = {
  kind: 'stream',
  texts: ['Zwölf ⟦Q1⟧ ', ...Array.from({ length: 300 }, (_, at) => `Wort${at} `)],
  betweenMs: 60,
} as const;

/** Browser, gateway and model with a process and a TLS connection between each two of them. */
describe('an answer in the split topology', () => {
  let ai: AiProduct;
  let ada: Visitor;

  beforeAll(async () => {
    ai = await startAiProduct({ topology: 'split' });
    ada = await visit(ai.browser, ai.product.url);
    await signInAs(ada, ai.product, 'ada.lange@nordwerk.example');
    await switchOn(ada, 'nordwerk');
  });
  afterAll(async () => {
    await ai?.close();
  });
  beforeEach(() => ai.peer.reset());

  it('comes as it is written, not at its end, and is stopped all the way to the provider', async () => {
    ai.peer.answer(() => SLOW);
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    await reads(ada, /Zwölf\s?1 Wort0/);
    expect(await answerOf(ada).innerText()).not.toContain('Wort299');
    await ada.button('ai.stop').click();
    await ada.sees('ai.stopped');
    await expect.poll(() => ai.peer.chats()[0]?.wasAborted, { timeout: 10_000 }).toBe(true);
  });

  it('ends when the right to its sources is taken', async () => {
    const felix = await visit(ai.browser, ai.product.url);
    await signInAs(felix, ai.product, 'felix.sommer@nordwerk.example');
    ai.peer.answer(() => SLOW);
    await ask(felix, 'nordwerk', 'Wie lang muss ein Passwort sein?');
    await reads(felix, /Wort2/);
    const { page, words } = ada;
    await page.goto('/o/nordwerk');
    await page.getByRole('navigation').getByRole('link', { name: 'Informationssicherheit' }).first().click();
    await page.waitForURL('**/s/*');
    await page.goto(`${page.url()}?tab=access`);
    await page.getByRole('button', { name: words('access.revokeFor', { name: 'Felix Sommer' }) }).click();
    await felix.page.getByText(felix.words('ai.withdrawn')).waitFor({ timeout: 12_000 });
    await expect.poll(() => ai.peer.chats()[0]?.wasAborted, { timeout: 10_000 }).toBe(true);
  });

  it('cites its passages', async () => {
    ai.peer.answer(() => ({ kind: 'stream', texts: ['Zwölf ⟦Q1⟧.'] }));
    await ask(ada, 'nordwerk', 'Wie lang muss ein Passwort sein?');
    await isOver(ada);
    await answerOf(ada).getByRole('link').first().click();
    await ada.page.getByRole('article').locator('[data-marked]').first().waitFor();
  });
});
