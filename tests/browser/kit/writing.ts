import type { Page } from 'playwright-core';
import type { Words } from './words.js';

/** Waits until the server has confirmed what was typed. */
export async function waitUntilSaved(page: Page, words: Words): Promise<void> {
  await page.getByTestId('save-status').filter({ hasText: words.saved }).waitFor();
}

/** Writes a new document of the Space on the screen and publishes it. */
export async function writeAndPublish(
  page: Page,
  words: Words,
  document: { title: string; text: string },
): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: words.newDocument }).click();
  await page.getByLabel(words.title, { exact: true }).fill(document.title);
  await page.getByLabel(words.text).click();
  await page.keyboard.type(document.text);
  await waitUntilSaved(page, words);
  await publish(page, words);
}

/** Publishes what is on the screen, through the dialog. */
export async function publish(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.publish, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.publish, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
