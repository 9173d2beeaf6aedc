import type { RecordedChange } from '#runtime/audit/encoding.js';
import { isId } from '#runtime/graphql/ids.js';
import { labelOf } from './detail-labels.js';
import { kindOf, type NameOf } from './particulars.js';
import { valueWord, type Language } from './words.js';

/** A changed field in words. Moments stay ISO-8601 in UTC: the client knows the reader's time zone. */
export interface Detail {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What {@link detailsOf} needs: names, and personal values as far as the reader may see them. */
export interface DetailWords {
  readonly language: Language;
  readonly nameOf: NameOf;
  readonly open: (value: unknown) => string | null;
}

const UNKNOWN = {
  User: { de: '(unbekannte Person)', en: '(unknown person)' },
  Space: { de: '(ein anderer Space)', en: '(another Space)' },
  Document: { de: '(ein anderes Dokument)', en: '(another document)' },
  File: { de: '(eine Datei)', en: '(a file)' },
  Member: { de: '(ein Mitglied)', en: '(a member)' },
  ServiceAccount: { de: '(ein Dienstkonto)', en: '(a service account)' },
  Supplier: { de: '(ein Lieferant)', en: '(a supplier)' },
  Role: { de: '(eine Rolle)', en: '(a role)' },
  Group: { de: '(eine Gruppe)', en: '(a group)' },
  Connection: { de: '(eine Verbindung)', en: '(a connection)' },
  Domain: { de: '(eine Domain)', en: '(a domain)' },
} as const;
const HIDDEN = { de: '(nicht sichtbar oder gelöscht)', en: '(not visible or erased)' } as const;
const SECRET = { de: '(geheim)', en: '(secret)' } as const;

/**
 * Changes in words: known fields with their names, people, Spaces and documents by name, roles and states as words.
 * Plumbing is left out, and what only says again what another line says.
 */
export function detailsOf(changes: readonly RecordedChange[], words: DetailWords): Detail[] {
  const details: { field: string; entity: string; detail: Detail }[] = [];
  for (const change of changes) {
    const label = labelOf(change.entity, change.field)?.[words.language];
    if (!label || (change.entity === 'AuditEntry' && change.field !== 'omitted_changes')) continue;
    const detail = {
      label,
      before: inWords(change, 'before', words),
      after: inWords(change, 'after', words),
    };
    const gone = details.find((each) => isReplacedBy(each.detail, detail) && each.entity === change.entity);
    if (gone) gone.detail = merged(gone.detail, detail);
    else if (!details.some((each) => isSame(each.detail, detail)))
      details.push({ field: change.field, entity: change.entity, detail });
  }
  return details.map(({ detail }) => detail);
}

/** One record went and another came for it, such as a grant with another role: that is one change. */
const isReplacedBy = (one: Detail, other: Detail): boolean =>
  one.label === other.label &&
  ((one.after === null && one.before !== null && other.before === null && other.after !== null) ||
    (one.before === null && one.after !== null && other.after === null && other.before !== null));

function merged(one: Detail, other: Detail): Detail {
  const [before, after] = [one.before ?? other.before, one.after ?? other.after];
  return { label: one.label, before: before === after ? null : before, after };
}

const isSame = (one: Detail, other: Detail): boolean =>
  one.label === other.label && one.before === other.before && one.after === other.after;

function inWords(change: RecordedChange, side: 'before' | 'after', words: DetailWords): string | null {
  const value = change[side];
  const { language } = words;
  if (value === undefined || value === null) return null;
  if (change.class === 'personal') return words.open(value) ?? HIDDEN[language];
  if (change.class === 'secret') return SECRET[language];
  if (change.class === 'content') return sizeText((value as { size: number }).size, language);
  const kind = kindOf(change.field);
  if (kind && (kind !== 'Role' || isId(value))) return words.nameOf(kind, value) ?? UNKNOWN[kind][language];
  if (Array.isArray(value)) return String(value.length);
  if (change.field === 'omitted_changes') return String((value as { count: number }).count);
  return valueWord(change.field, value, language);
}

/** What was written is not in the trail; that and how much it was is. */
function sizeText(size: number, language: Language): string {
  const bytes = new Intl.NumberFormat(language).format(size);
  return language === 'de' ? `(Inhalt, ${bytes} Byte)` : `(content, ${bytes} bytes)`;
}
