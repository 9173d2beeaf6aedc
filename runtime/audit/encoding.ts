import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';

/**
 * How an audit entry is written down. Final from the first entry: hashes and signatures over these bytes must
 * still verify in ten years, so a change of meaning is a new `v`, never a new reading of an old one.
 * docs/security/audit-encoding.md lists every field.
 */
export const ENCODING_VERSION = 1;

/** Most bytes that the changes of one entry take; compliance.audit_entry checks it too. */
const MAXIMUM_BYTES = 262_144;

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
 * which they were noted. What does not fit into 256 KiB is left out and summed up in one further change
 * `AuditEntry.omitted_changes` (see {@link shortened}). Throws when a value does not have the form its class demands.
 */
export function encodeRecordedChanges(changes: readonly RecordedChange[]): string {
  const checked = changes.map((item) => ({ item: checkChange(change.parse(item)), key: sortKey(item) }));
  checked.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  const sorted = checked.map(({ item }) => item);
  const text = canonicalJson(sorted);
  return Buffer.byteLength(text) <= MAXIMUM_BYTES ? text : canonicalJson(shortened(sorted, text));
}

/**
 * The changes that fit, in their order, and one that says how many do not, with hash and size of the canonical text
 * of all of them: a change of thousands of records is possible, and what exactly it was can still be proven.
 */
function shortened(sorted: readonly RecordedChange[], text: string): RecordedChange[] {
  const kept: RecordedChange[] = [];
  let room = MAXIMUM_BYTES - 400;
  for (const item of sorted) {
    const size = Buffer.byteLength(canonicalJson(item)) + 1;
    if (size > room) continue;
    room -= size;
    kept.push(item);
  }
  const after = {
    count: sorted.length - kept.length,
    hash: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    size: Buffer.byteLength(text),
  };
  const omitted = {
    entity: 'AuditEntry',
    id: '',
    field: 'omitted_changes',
    class: 'technical',
    after,
  } as const;
  return [...kept, omitted];
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
