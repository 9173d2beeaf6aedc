import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT, scratchFolder } from '../kit/product.js';
import type { Visitor } from './visitor.js';

/** Most bytes that the client sends in one request. */
export const CHUNK = 4 * 1024 * 1024;

/** A file on this machine, of random bytes, with its checksum. */
export interface LocalFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

const folder = { path: '' };

/** Makes a file to be chosen in a page; random unless bytes are given. */
export function localFile(name: string, bytes: Buffer | number): LocalFile {
  folder.path ||= scratchFolder('uploads');
  const content = typeof bytes === 'number' ? randomBytes(bytes) : bytes;
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return { name, path, bytes: content, sha256: checksumOf(content) };
}

/** Looks until it is as expected, with the patience that a small machine needs. */
export const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 15_000 });

/** SHA-256 as the product shows it. */
export const checksumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Opens the files of a Space by its name in the side. */
export async function openFiles({ page, words, field }: Visitor, space: string): Promise<void> {
  const link = page.getByRole('navigation').getByRole('link', { name: space, exact: true }).first();
  await link.click();
  await page.getByRole('tab', { name: words('files.title') }).click();
  await page.waitForURL('**/files');
  await field('files.search').waitFor();
}

/** Chooses files with the button of the page. */
export async function chooseFiles({ page, button }: Visitor, ...files: readonly LocalFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button('files.upload').click();
  await (await chooser).setFiles(files.map(({ path }) => path));
}

/** The line of an upload in the corner. */
export const uploadLine = ({ page, words }: Visitor, name: string) =>
  page
    .getByRole('region', { name: words('uploads.title') })
    .getByRole('listitem')
    .filter({ hasText: name });

/** Waits until the corner says that a file is there. */
export async function uploaded(visitor: Visitor, name: string): Promise<void> {
  await uploadLine(visitor, name).getByText(visitor.words('upload.done'), { exact: true }).waitFor();
}

/** Chooses what is to be done with a file from its menu. */
export async function inFileMenu({ page, words }: Visitor, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: words('file.more', { name }), exact: true }).click();
  await page.getByRole('menuitem', { name: words(item), exact: true }).click();
}

/** Opens what is known about a file; returns the dialog. */
export async function fileDetails({ page, words }: Visitor, name: string): Promise<Locator> {
  await page.getByRole('button', { name: words('file.open', { name }), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: words('file.versions') }).waitFor();
  return dialog;
}

/** The checksum of the current version, as the dialog shows it. */
export const shownChecksum = async (dialog: Locator): Promise<string> =>
  (await dialog.locator('dd code').innerText()).replaceAll(/\s/g, '');

/** Drops files made in the page itself, under any names, onto what a selector finds; `paste` pastes them there. */
export async function hand(
  page: Page,
  how: 'drop' | 'paste',
  selector: string,
  files: readonly { name: string; bytes: Buffer }[],
  html = '',
): Promise<void> {
  const parts = files.map(({ name, bytes }) => [name, bytes.toString('base64')] as const);
  await page.evaluate(`${HAND}(${JSON.stringify({ how, selector, parts, html })})`);
}

const HAND = `(({ how, selector, parts, html }) => {
  const data = new DataTransfer();
  if (html) data.setData('text/html', html);
  for (const [name, base64] of parts) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], name));
  }
  const target = document.querySelector(selector);
  const box = target.getBoundingClientRect();
  const at = { bubbles: true, cancelable: true, clientX: box.left + 20, clientY: box.top + 12 };
  if (how === 'paste') {
    target.dispatchEvent(new ClipboardEvent('paste', { ...at, clipboardData: data }));
    return;
  }
  for (const name of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(name, { ...at, dataTransfer: data }));
})`;

/** Width and height of the picture that a browser shows, in its own pixels; 0 when it shows none. */
export async function sizeOf(picture: Locator): Promise<[number, number]> {
  return picture.first().evaluate((one) => {
    const { naturalWidth, naturalHeight } = one as unknown as { naturalWidth: number; naturalHeight: number };
    return [naturalWidth, naturalHeight];
  });
}

/** Slows the requests that carry bytes down, so that there is something to see between them; returns what was sent. */
export async function slowUploads(page: Page, milliseconds: number): Promise<{ offsets: number[] }> {
  const seen = { offsets: [] as number[] };
  await page.route('**/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() === 'PATCH') {
      seen.offsets.push(Number(request.headers()['upload-offset']));
      await new Promise((done) => setTimeout(done, milliseconds));
    }
    await route.continue().catch(() => undefined);
  });
  return seen;
}

/** Runs an operation of the web client from a page, as the person who is signed in there. */
export async function runFrom(page: Page, slug: string, name: string, variables: object): Promise<unknown> {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'schema/operations/web.json'), 'utf8')) as Record<
    string,
    { name: string; retiredAt?: string }
  >;
  const hash = Object.keys(manifest).find(
    (each) => manifest[each]?.name === name && manifest[each].retiredAt === undefined,
  );
  const body = JSON.stringify({
    variables,
    extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
  });
  const answer = await page.evaluate(
    async ([text, org]) => {
      const headers = {
        'content-type': 'application/json',
        'x-kopexa-client': 'web',
        'x-kopexa-org': org ?? '',
      };
      return (await fetch('/graphql', { method: 'POST', headers, body: text ?? '' })).json();
    },
    [body, slug],
  );
  const { data, errors } = answer as { data: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
