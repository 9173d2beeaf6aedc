import { checkBody } from '#schema/document-model/check-body.js';
import type { Checked } from '#schema/document-model/problem.js';
import { checkTitle } from '#schema/document-model/text.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import type { Draft } from './version.js';

/** Checks title and body as they came from a client; throws INVALID_INPUT that names the field. */
export function checkDraft(
  title: unknown,
  body: unknown,
  fields = { title: 'input.title', body: 'input.body' },
): Draft {
  return { title: accept(fields.title, checkTitle(title)), ...accept(fields.body, checkBody(body)) };
}

/** Checks a title alone. */
export const checkDraftTitle = (title: unknown, field: string): string => accept(field, checkTitle(title));

function accept<T>(field: string, checked: Checked<T>): T {
  if (!checked.ok) throw invalidInput(field, checked.problem.de, checked.problem.en);
  return checked.value;
}
