import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { AuditPosition } from './audit-entry.js';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Checks the keyset values of a cursor; throws INVALID_INPUT for a cursor that this list did not hand out. */
export function parsePosition(values: readonly string[] | null): AuditPosition | null {
  if (values === null) return null;
  const [at = '', entryId = ''] = values;
  if (TIME.test(at) && !Number.isNaN(Date.parse(at)) && isId(entryId)) return [at, entryId];
  throw invalidInput(
    'after',
    'Diese Seitenmarke ist ungültig. Laden Sie die Liste neu.',
    'This cursor is not valid. Reload the list.',
  );
}
