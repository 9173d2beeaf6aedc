import { pdf, png } from '../kit/hostile-bytes.js';
import { fileDetails, hand, inFileMenu, localFile, uploaded, uploadLine } from './files.js';
import type { Visitor } from './visitor.js';

/** A screen that is looked at: its name, its address, and what makes it whole. */
export type Screen = readonly [
  name: string,
  path: () => string,
  /** Waits until the page is whole, or opens what is to be seen on it. */
  ready: (visitor: Visitor) => Promise<unknown>,
];

/** Addresses that differ from run to run. */
export interface Places {
  readonly policy: string;
  readonly space: string;
}

/** Some files in the Space and on the policy, so that there is something to see. */
export async function leaveFiles(visitor: Visitor, places: Places): Promise<void> {
  const { page, button } = visitor;
  await page.goto(`${places.policy}?panel=details`);
  const chooser = page.waitForEvent('filechooser');
  await button('attachments.add').click();
  await (await chooser).setFiles(localFile('Beispiel für eine Passphrase.txt', Buffer.from('Birke')).path);
  await uploaded(visitor, 'Beispiel für eine Passphrase.txt');
  await page.goto(`${places.space}/files`);
  await visitor.field('files.search').waitFor();
  await hand(page, 'drop', 'main', [
    { name: 'Netzplan Werk Süd.png', bytes: png(900, 600) },
    { name: 'Nachweis der Schulung 2026 mit einem ziemlich langen Namen, der umbricht.pdf', bytes: pdf('') },
    { name: 'Alt.csv', bytes: Buffer.from('a;b\n1;2\n') },
  ]);
  for (const name of ['Netzplan', 'Nachweis', 'Alt.csv']) await uploaded(visitor, name);
  await inFileMenu(visitor, 'Alt.csv', 'file.trash');
  await visitor.sees('file.trashed', { name: 'Alt.csv' });
}

/** Waits for a heading. */
export const heading = (visitor: Visitor, id: string, level = 1): Promise<void> =>
  visitor.page.getByRole('heading', { level, name: visitor.words(id) }).waitFor();

/** Waits for the first row of the page's table. */
export const rows = (visitor: Visitor): Promise<void> =>
  visitor.page.getByRole('main').getByRole('row').nth(1).waitFor();

/** The screens of files and uploads; what `leaveFiles` left is on them. */
export const fileScreens = (places: Places): readonly Screen[] => [
  ['space-files', () => `${places.space}/files`, rows],
  ['space-files-none', () => `${places.space}/files?q=xyz`, (one) => one.sees('files.none')],
  ['space-files-trash', () => `${places.space}/files?trash=`, rows],
  ['file', () => `${places.space}/files`, (one) => fileDetails(one, 'Netzplan Werk Süd.png')],
  [
    'file-lightbox',
    () => `${places.space}/files`,
    async (one) => {
      await fileDetails(one, 'Netzplan Werk Süd.png');
      await one.button('file.openImage').click();
      await one.button('file.close').waitFor();
    },
  ],
  [
    'uploads',
    () => `${places.space}/files`,
    async (one) => {
      await one.field('files.search').waitFor();
      const big = { name: 'Film der Schulung.mp4', bytes: Buffer.alloc(9_000_000, 7) };
      await one.page.route('**/uploads/*', (route) =>
        route.request().method() === 'PATCH' ? undefined : route.continue(),
      );
      await hand(one.page, 'drop', 'main', [big, { name: 'leer.txt', bytes: Buffer.alloc(0) }]);
      await one.button('upload.pause', { name: big.name }).waitFor();
      await uploadLine(one, 'leer.txt').and(one.page.locator('[data-state=failed]')).waitFor();
    },
  ],
];

/** An upload that one screen left would ask before the next is opened, and be seen on it. */
export async function giveUploadsUp({ page, words }: Visitor): Promise<void> {
  const cancel = page.getByRole('button', {
    name: new RegExp(words('upload.cancel', { name: '.*' }).replaceAll(/[()]/g, '.')),
  });
  for (let left = await cancel.count(); left > 0; left -= 1) await cancel.first().click();
  await page.unroute('**/uploads/*');
}
