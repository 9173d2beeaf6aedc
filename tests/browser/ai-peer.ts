import type { Browser, Locator } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from '../kit/browser.js';
import { PEER, startAzurePeer, type AzurePeer } from '../kit/azure-openai.js';
import { startProduct, type ProductOptions, type RunningProduct } from '../kit/product.js';
import { SETTINGS, type SettingKey } from '#schema/settings.js';
import type { Visitor } from './visitor.js';

/** A product that is connected to a peer which plays Azure, and a browser. */
export interface AiProduct {
  readonly peer: AzurePeer;
  readonly product: RunningProduct;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** What names the peer to the product. */
export const aiEnvironment = (peer: AzurePeer): Record<string, string> => ({
  KOPEXA_AZURE_OPENAI_ENDPOINT: peer.url,
  KOPEXA_AZURE_OPENAI_DEPLOYMENT: PEER.deployment,
  KOPEXA_AZURE_OPENAI_KEY: PEER.key,
  KOPEXA_AZURE_OPENAI_PRIVATE: 'yes',
});

/** Starts all three; the caller closes them. */
export async function startAiProduct(options: ProductOptions = {}): Promise<AiProduct> {
  const peer = await startAzurePeer();
  const [product, browser] = await Promise.all([
    startProduct({ ...options, environment: aiEnvironment(peer) }),
    launchBrowser(),
  ]);
  return {
    peer,
    product,
    browser,
    close: async () => {
      await browser.close();
      await product.stop();
      await peer.close();
    },
  };
}

/** Opens the console's dialog for a setting. */
async function openSetting({ page, words }: Visitor, slug: string, key: SettingKey): Promise<Locator> {
  await page.goto(`/o/${slug}/admin/ai`);
  const label = SETTINGS[key].label[words('language.DE') === 'German' ? 'en' : 'de'];
  await page.getByRole('button', { name: words('settings.changeOf', { label }), exact: true }).click();
  return page.getByRole('dialog');
}

async function saveSetting({ words, sees }: Visitor, dialog: Locator): Promise<void> {
  await dialog.getByLabel(words('field.reason'), { exact: true }).fill('Beschluss der Leitung');
  await dialog.getByRole('button', { name: words('action.save') }).click();
  await sees('settings.saved');
}

/** Switches the model on for the Organization, where an owner does it; ends on the console's page. */
export async function switchOn(visitor: Visitor, slug: string): Promise<void> {
  const dialog = await openSetting(visitor, slug, 'ai.enabled');
  // Mantine's switch lies above its input.
  await dialog.getByRole('switch').click({ force: true });
  await dialog.getByRole('region', { name: visitor.words('optIn.title') }).waitFor();
  await saveSetting(visitor, dialog);
}

/** Changes a number among the model's settings. */
export async function changeSetting(visitor: Visitor, key: SettingKey, value: string): Promise<void> {
  const dialog = await openSetting(visitor, 'nordwerk', key);
  await dialog.getByLabel(visitor.words('settings.value'), { exact: true }).fill(value);
  await saveSetting(visitor, dialog);
}

/** Asks on the page for it; the answer may still be on its way. */
export async function ask({ page, field, button }: Visitor, slug: string, question: string): Promise<void> {
  await page.goto(`/o/${slug}/ask`);
  await field('ask.question').fill(question);
  await button('ask.action').click();
}

/** Where the answer stands. */
export const answerOf = ({ page }: Visitor): Locator => page.getByTestId('ai-answer');

/** Waits until the answer stands there. */
export async function reads(visitor: Visitor, text: string | RegExp): Promise<void> {
  await expect.poll(() => answerOf(visitor).innerText(), { timeout: 15_000 }).toMatch(text);
}

/** Waits until nothing comes any more. */
export async function isOver({ page }: Visitor): Promise<void> {
  await page.locator('[data-phase]:not([data-phase=sending]):not([data-phase=writing])').waitFor();
}
