import canonicalize from 'canonicalize';
import { z } from 'zod';

/**
 * How an audit entry is written down. Final from the first entry: hashes and signatures over these bytes must
 * still verify in ten years, so a change of meaning is a new `v`, never a new reading of an old one.
 * docs/security/audit-encoding.md lists every field.
 */
export const ENCODING_VERSION = 1;

/** What stands for a secret's value, before and after alike: that it changed is a fact, what it was is not. */
export const MASK = '•••';

const json = z.json();
const change = z.strictObject({
  entity: z.string().min(1).max(120),
  id: z.string().max(120),
  field: z.string().min(1).max(120),
  class: z.enum(['personal', 'content', 'secret', 'technical']),
  before: json.optional(),
  after: json.optional(),
});

/**
 * One changed field, as it is stored. `before` is absent when the field came into being, `after` when it went.
 *
 * By class: `technical` the JSON value; `secret` always {@link MASK}; `content` `{hash, size}` (`sha256:` and
 * hex, bytes of UTF-8); `personal` `{cipher, subject}` (base64 of AES-256-GCM under the subject's key, GDPR Art. 17:
 * destroying that key erases the value and leaves the entry's bytes, and so every hash over them, as they are).
 */
export type RecordedChange = z.infer<typeof change>;

const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'a UUID in lower case');
const entry = z.strictObject({
  entryId: uuid,
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, 'UTC with six digits of seconds'),
  orgId: uuid.nullable(),
  spaceId: uuid.nullable(),
  actorKind: z.enum(['user', 'service', 'job', 'anonymous']),
  actorId: uuid.nullable(),
  sessionId: uuid.nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: uuid.nullable(),
  outcome: z.enum(['ok', 'denied', 'failed']),
  code: z.string().nullable(),
  changes: z.array(change),
  requestId: z.string(),
  operation: z.string(),
});

/**
 * An audit entry with every field that is part of its encoding; nothing is optional, what is missing is `null`.
 * Address and user agent are kept apart with a short retention and are no part of it.
 */
export type EntryRecord = z.infer<typeof entry>;

/**
 * RFC 8785 (JSON Canonicalization Scheme) of a JSON value.
 *
 * Throws on what has no such form: NaN, infinities, lone surrogates, cycles, `undefined`, functions.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined)
    throw new TypeError('This value has no JSON form and cannot be part of an audit entry.');
  return text;
}

/**
 * The `changes` of an entry as they are stored: canonical JSON, fields in a fixed order whatever the order in
 * which they were noted. Throws when a value does not have the form its class demands.
 */
export function encodeRecordedChanges(changes: readonly RecordedChange[]): string {
  const checked = changes.map((item) => ({ item: checkChange(change.parse(item)), key: sortKey(item) }));
  checked.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  return canonicalJson(checked.map(({ item }) => item));
}

/** Reads stored changes back. Throws on text that {@link encodeRecordedChanges} did not write. */
export function decodeRecordedChanges(text: string): RecordedChange[] {
  return z.array(change).parse(JSON.parse(text));
}

/** The canonical bytes of an entry: RFC 8785 over its fields and `v`, as UTF-8 text without a line break. */
export function encodeEntry(record: EntryRecord): string {
  return canonicalJson({ v: ENCODING_VERSION, ...entry.parse(record) });
}

const sortKey = (item: RecordedChange): string => JSON.stringify([item.entity, item.id, item.field]);

const cipherForm = z.strictObject({ cipher: z.base64(), subject: uuid });
const contentForm = z.strictObject({
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  size: z.int().nonnegative(),
});

/** The last gate before the trail: no secret and no text of a customer passes it in the clear (THREATS 41). */
function checkChange(item: RecordedChange): RecordedChange {
  for (const value of [item.before, item.after]) {
    if (value === undefined || value === null || item.class === 'technical') continue;
    const form =
      item.class === 'personal' ? cipherForm : item.class === 'content' ? contentForm : z.literal(MASK);
    if (!form.safeParse(value).success) {
      throw new TypeError(
        `${item.entity}.${item.field} is ${item.class} and would enter the audit trail in the clear.`,
      );
    }
  }
  return item;
}
