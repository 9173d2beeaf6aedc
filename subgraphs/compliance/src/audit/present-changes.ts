import type { Actor } from '#runtime/actor/actor.js';
import { decodeRecordedChanges, MASK, type RecordedChange } from '#runtime/audit/encoding.js';
import type { ColumnClass } from '#runtime/db/table.js';
import { mayReadPersonalValue } from './audit.policy.js';

/** A change as the viewer shows it. `null`: there was no value. */
export interface PresentedChange {
  readonly entity: string;
  readonly entityId: string | null;
  readonly field: string;
  readonly class: ColumnClass;
  readonly before: string | null;
  readonly after: string | null;
}

/** Opens a personal value sealed for `subjectId`; `null` once that person's key was destroyed. */
export type OpenPersonal = (subjectId: string, cipher: string) => unknown;

const ERASED = { de: '(gelöscht)', en: '(erased)' } as const;

interface Sealed {
  readonly cipher: string;
  readonly subject: string;
}

/** Everybody whose key is needed to show these changes to the actor. */
export function subjectsOf(changes: readonly RecordedChange[], actor: Actor): string[] {
  const sealed = changes.flatMap((change) =>
    change.class === 'personal' ? [change.before, change.after] : [],
  );
  const subjects = sealed.flatMap((value) => (value ? [(value as unknown as Sealed).subject] : []));
  return [...new Set(subjects)].filter((subject) => mayReadPersonalValue(actor, subject));
}

/** Stored changes in the words of their reader; personal values only as far as that reader may see them. */
export function presentChanges(stored: string, actor: Actor, open: OpenPersonal): PresentedChange[] {
  return decodeRecordedChanges(stored).map((change) => ({
    entity: change.entity,
    entityId: change.id === '' ? null : change.id,
    field: change.field,
    class: change.class,
    before: presentValue(change.before, change.class, actor, open),
    after: presentValue(change.after, change.class, actor, open),
  }));
}

/**
 * The same changes as JSON for an export: what its reader may see in the clear, in place of the ciphertext. An
 * erased value keeps its ciphertext, which nothing opens any more.
 */
export function openChanges(stored: string, actor: Actor, open: OpenPersonal): unknown[] {
  const value = (raw: RecordedChange['before']): unknown => {
    const { cipher, subject } = raw as unknown as Sealed;
    if (!mayReadPersonalValue(actor, subject)) return raw;
    return open(subject, cipher) ?? raw;
  };
  return decodeRecordedChanges(stored).map((change) => {
    if (change.class !== 'personal') return change;
    const sides = { before: change.before, after: change.after };
    const opened = Object.entries(sides).filter(([, raw]) => raw !== undefined);
    return {
      ...change,
      ...Object.fromEntries(opened.map(([side, raw]) => [side, raw === null ? null : value(raw)])),
    };
  });
}

/** One personal value in the clear; `null` when the reader may not see it, the person was erased, or it is none. */
export function openValue(raw: unknown, actor: Actor, open: OpenPersonal): string | null {
  const { cipher, subject } = (raw ?? {}) as Partial<Sealed>;
  if (cipher === undefined || subject === undefined || !mayReadPersonalValue(actor, subject)) return null;
  const value = open(subject, cipher);
  return value === null || value === undefined ? null : plainText(value);
}

function presentValue(
  raw: RecordedChange['before'],
  columnClass: ColumnClass,
  actor: Actor,
  open: OpenPersonal,
): string | null {
  if (raw === undefined || raw === null) return null;
  switch (columnClass) {
    case 'technical':
      return plainText(raw);
    case 'secret':
      return MASK;
    case 'content': {
      const { hash, size } = raw as unknown as { hash: string; size: number };
      const bytes = new Intl.NumberFormat(actor.locale).format(size);
      return actor.locale === 'de' ? `Inhalt, ${bytes} Byte, ${hash}` : `Content, ${bytes} bytes, ${hash}`;
    }
    case 'personal': {
      const { cipher, subject } = raw as unknown as Sealed;
      if (!mayReadPersonalValue(actor, subject)) return MASK;
      const value = open(subject, cipher);
      return value === null || value === undefined ? ERASED[actor.locale] : plainText(value);
    }
  }
}

const plainText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
