import { createHash } from 'node:crypto';
import type { EventSubscriber, FlushEventArgs } from '@mikro-orm/core';
import type { Keyring } from '../crypto/keyring.js';
import type { ColumnClass } from '../db/table.js';
import { encodeRecordedChanges, MASK, type RecordedChange } from './encoding.js';

/** A changed field as the code knows it: in the clear, before it is encoded for the entry. */
export interface FieldChange {
  readonly entity: string;
  /** The record's own id; of a key with the tenant in front, the last part. */
  readonly id: string;
  readonly field: string;
  readonly class: ColumnClass;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Whose personal data it is; the record's own id when nobody is named. */
  readonly subjectId?: string;
}

/** Column classes by `schema.table` and column, as the database has them. */
export type ColumnClasses = ReadonlyMap<string, ReadonlyMap<string, ColumnClass>>;

const IGNORED = new Set(['updated_at']);
const recorded = new WeakMap<object, FieldChange[]>();

/** Starts collecting the changes of an entity manager's unit of work; returns the list that fills. */
export function recordChanges(em: object): FieldChange[] {
  const changes: FieldChange[] = [];
  recorded.set(em, changes);
  return changes;
}

/** Feeds the audit entry from the unit of work: which fields changed, from what to what. */
export class ChangeRecorder implements EventSubscriber {
  constructor(private readonly classes: ColumnClasses) {}

  onFlush({ em, uow }: FlushEventArgs): void {
    const changes = recorded.get(em);
    if (!changes) return;
    for (const set of uow.getChangeSets()) {
      const classes = this.classes.get(`${set.meta.schema ?? 'public'}.${set.meta.tableName}`);
      const values = set.entity as Record<string, unknown>;
      // Not the change set's own key: of a new record with a key of several columns that is no list yet.
      const id = values[set.meta.primaryKeys.at(-1) ?? ''];
      for (const [property, after] of Object.entries(set.payload as Record<string, unknown>)) {
        const column = set.meta.properties[property as never]?.['fieldNames']?.[0];
        if (
          !column ||
          IGNORED.has(column) ||
          after === undefined ||
          (after === null && set.type === 'create')
        )
          continue;
        changes.push({
          entity: set.meta.className,
          id: typeof id === 'string' ? id : '',
          field: column,
          class: classes?.get(column) ?? 'secret',
          before: (set.originalEntity as Record<string, unknown> | undefined)?.[property],
          after: set.type === 'delete' ? undefined : after,
          subjectId: typeof values['accountId'] === 'string' ? values['accountId'] : undefined,
        });
      }
    }
  }
}

/** Gets the key of a subject in the clear, making one if there is none; `null` once it was destroyed. */
export type SubjectKeys = (subjectId: string) => Promise<Buffer | null>;

/**
 * Encodes changes for the entry: canonical JSON (RFC 8785) of an array in a fixed order. Secrets are
 * masked, content appears as hash and size, personal data as ciphertext under its subject's own key.
 */
export async function encodeChanges(
  changes: readonly FieldChange[],
  keyring: Keyring,
  subjectKeys: SubjectKeys,
): Promise<string> {
  const encoded: RecordedChange[] = [];
  for (const change of changes) {
    const { entity, id, field } = change;
    const subject = change.subjectId ?? id;
    const key = change.class === 'personal' ? await subjectKeys(subject) : null;
    const value = (raw: unknown): unknown => encodeValue(raw, change.class, subject, key, keyring);
    const values = { before: value(change.before), after: value(change.after) };
    encoded.push(
      JSON.parse(JSON.stringify({ entity, id, field, class: change.class, ...values })) as RecordedChange,
    );
  }
  return encodeRecordedChanges(encoded);
}

function encodeValue(
  raw: unknown,
  columnClass: ColumnClass,
  subject: string,
  key: Buffer | null,
  keyring: Keyring,
): unknown {
  if (raw === undefined || raw === null) return undefined;
  const plain: unknown = raw instanceof Date ? raw.toISOString() : raw;
  switch (columnClass) {
    case 'technical':
      return plain;
    case 'secret':
      return MASK;
    case 'content': {
      const text = typeof plain === 'string' ? plain : JSON.stringify(plain);
      return {
        hash: `sha256:${createHash('sha256').update(text).digest('hex')}`,
        size: Buffer.byteLength(text),
      };
    }
    case 'personal':
      return key
        ? {
            cipher: keyring.sealFor(subject, key, Buffer.from(JSON.stringify(plain))).toString('base64'),
            subject,
          }
        : undefined;
  }
}
