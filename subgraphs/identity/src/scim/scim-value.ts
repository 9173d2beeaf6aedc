import { line } from '#runtime/graphql/parse.js';
import { invalidValue, scimError } from './scim-error.js';
import { booleanOf } from './filter-sql.js';

/** A JSON object of a request. */
export type ScimObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and no list. */
export const isObject = (value: unknown): value is ScimObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An attribute of an object; the case of its name does not matter (RFC 7643 §2.1). `undefined`: it is not there. */
export function attributeOf(object: ScimObject, name: string): unknown {
  const wanted = name.toLowerCase();
  const key = Object.keys(object).find((each) => each.toLowerCase() === wanted);
  return key === undefined ? undefined : object[key];
}

/** A text of an attribute, trimmed; `null` for null and the empty text, which both mean that it is not set. */
export function textOf(value: unknown, attribute: string, max: number): string | null {
  if (value === undefined || value === null || value === '') return null;
  const text = line({ min: 0, max }).safeParse(value);
  if (!text.success) throw invalidValue(`${attribute} must be a text of ${max} characters at most.`);
  return text.data === '' ? null : text.data;
}

/** A truth value; directories write it as a text, too. */
export function truthOf(value: unknown, attribute: string): boolean {
  const truth = booleanOf(value);
  if (truth === null) throw invalidValue(`${attribute} must be true or false.`);
  return truth;
}

/** The objects of a list, or of a single value. */
export function objectsOf(value: unknown, attribute: string): readonly ScimObject[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : value === null ? [] : [value];
  if (!list.every(isObject)) throw invalidValue(`${attribute} must be a list of objects with a value.`);
  return list;
}

const MOST_BYTES = 1024 * 1024;

/**
 * The body of a request.
 *
 * @throws KopexaError 400 invalidSyntax; 413
 */
export async function readBody(http: Request): Promise<ScimObject> {
  const text = await http.text();
  if (text.length > MOST_BYTES) throw scimError(413, 'A body has 1 MiB at most.');
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // Said below.
  }
  throw scimError(400, 'The body must be a JSON object.', 'invalidSyntax');
}
