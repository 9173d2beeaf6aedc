import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../kit/product.js';
import type { Visitor } from './visitor.js';

/** Opens a new document in a Space for writing, its title given, the cursor in its text. */
export async function startDocument(visitor: Visitor, space: string, title: string): Promise<void> {
  const { page, words } = visitor;
  await page.goto('/o/nordwerk');
  await page.getByRole('button', { name: words('document.createIn', { name: space }) }).click();
  await titleDocument(visitor, title);
}

/** Gives the new document that is open for writing its title; Enter leads into its text. */
export async function titleDocument({ page, words }: Visitor, title: string): Promise<void> {
  await page.waitForURL('**/edit');
  await page.getByRole('textbox', { name: words('editor.title') }).fill(title);
  await page.keyboard.press('Enter');
  await expect.poll(() => focusOf(page)).toContain(words('editor.text'));
}

/** Puts the cursor behind the last letter of the text. */
export async function toEndOfText({ page, words }: Visitor): Promise<void> {
  const text = page.getByRole('textbox', { name: words('editor.text') });
  await text.waitFor();
  await expect.poll(() => focusOf(page)).toContain(words('editor.text'));
  // The editor settles its own selection for some milliseconds after it got the focus: look again.
  await expect
    .poll(async () => {
      await text.press('Control+End');
      await page.waitForTimeout(60);
      return page.evaluate(IS_CARET_AT_END);
    })
    .toBe(true);
}

const IS_CARET_AT_END = `(() => {
  const editor = document.querySelector('[role=textbox][aria-multiline=true]');
  const { focusNode, focusOffset } = getSelection();
  if (!editor.contains(focusNode)) return false;
  const rest = document.createRange();
  rest.selectNodeContents(editor);
  rest.setStart(focusNode, focusOffset);
  return rest.toString() === '';
})()`;

/** Types and waits until the server has the last of it and the bar says so; `keys` may do more than type. */
export async function write(
  visitor: Visitor,
  text: string,
  keys: () => Promise<void> = () => visitor.page.keyboard.type(text),
): Promise<void> {
  const last = text.trim().split('\n').at(-1) ?? '';
  const answer = visitor.page.waitForResponse((response) => {
    const sent = response.request().postData() ?? '';
    return sent.includes('"SaveDraft"') && sent.includes(JSON.stringify(last).slice(1, -1));
  });
  await keys();
  await answer;
  await saved(visitor);
}

/** Waits until the bar says "Gespeichert, 14:02". */
export async function saved({ page, words }: Visitor): Promise<void> {
  const [before = ''] = words('save.savedAt', { time: '|' }).split('|');
  const said = page.getByTestId('save-status').getByText(new RegExp(`^${before}\\d`));
  await said.first().waitFor();
}

/** The text in the editor, as it is read. */
export function textOf({ page, words }: Visitor): Promise<string> {
  return page.getByRole('textbox', { name: words('editor.text') }).innerText();
}

/** What has the focus: its tag and by what people know it. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent.slice(0, 80);
    return one.tagName.toLowerCase() + ' ' + label;
  })()`);
}

/** Whether what has the focus stands inside of something. */
export function focusIsIn(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(`document.activeElement.closest(${JSON.stringify(selector)}) !== null`);
}

/** Ends the session of this page as another device of the same person would; the page is not told. */
export async function endOwnSession(page: Page): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'schema/operations/web.json'), 'utf8')) as Record<
    string,
    { name: string }
  >;
  const hashOf = (name: string) =>
    Object.keys(manifest).find((hash) => manifest[hash]?.name === name) ?? name;
  const sessions = (await run(page, hashOf('Sessions'), {})) as {
    sessions: { id: string; current: boolean }[];
  };
  const own = sessions.sessions.find(({ current }) => current);
  await run(page, hashOf('RevokeSession'), { sessionId: own?.id });
}

async function run(page: Page, hash: string, variables: object): Promise<unknown> {
  const answer = await page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json', 'x-kopexa-client': 'web' };
      return (await fetch('/graphql', { method: 'POST', headers, body })).json();
    },
    JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
  );
  const { data, errors } = answer as { data: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
