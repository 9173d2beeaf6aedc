import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { FileOrder } from './file.js';

const TIME = /^\d{4,5}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/;

const FORMS: Readonly<Record<FileOrder, (key: string) => boolean>> = {
  name: () => true,
  updated: (key) => TIME.test(key),
  created: (key) => TIME.test(key),
  size: (key) => /^\d{1,15}$/.test(key),
};

/** Where the last page of a list ended, from its cursor. Throws INVALID_INPUT for the cursor of another order. */
export function listPosition(
  order: FileOrder,
  after: readonly string[] | null,
): { readonly sortKey: string; readonly id: string } | null {
  if (after === null) return null;
  const [sortKey = '', id = ''] = after;
  if (isId(id) && FORMS[order](sortKey) && !sortKey.includes('\u0000')) return { sortKey, id };
  throw invalidInput(
    'after',
    'Diese Seitenmarke ist ungültig. Laden Sie die Liste neu.',
    'This cursor is not valid. Reload the list.',
  );
}
