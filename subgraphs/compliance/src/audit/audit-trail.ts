import { decodeRecordedChanges } from '#runtime/audit/encoding.js';
import type { Context } from '#runtime/graphql/context.js';
import type { ComplianceServices } from '../services.js';
import type { AuditEntryRow, AuditFilter, AuditPosition, EntryFacts } from './audit-entry.js';
import { auditEntryRepository, type StoredChanges } from './audit-entry.repository.js';
import { labelRepository, type Label } from './label.repository.js';
import { listEntries } from './list-entries.js';
import { presentChanges, subjectsOf, type PresentedChange } from './present-changes.js';
import { readEntries } from './read-entry.js';
import { sentenceOf } from './sentences.js';
import { personalOpener, subjectKeyRepository, type StoredSubjectKey } from './subject-key.repository.js';

type Ctx = Context<ComplianceServices>;

/** The trail as one request sees it. Everything that belongs to single entries is fetched in batches. */
export function auditTrail(ctx: Ctx) {
  const { actor } = ctx;
  const entries = auditEntryRepository(ctx);
  return {
    list: (input: { filter: AuditFilter | null; after: AuditPosition | null; first: number }) =>
      listEntries({ actor, entries }, input),
    byId: (id: string): Promise<AuditEntryRow | null> =>
      ctx.load<string, AuditEntryRow>('audit.entry', (ids) => readEntries({ actor, entries }, ids)).load(id),
    changesOf: (id: string): Promise<PresentedChange[]> => changesOf(ctx, id),
    sentenceOf: async (entry: EntryFacts): Promise<string> =>
      sentenceOf(entry, await labelsOf(ctx, entry), actor.locale),
  };
}

async function changesOf(ctx: Ctx, id: string): Promise<PresentedChange[]> {
  const { actor } = ctx;
  const stored = await ctx
    .load<string, StoredChanges>('audit.changes', async (ids) => {
      const rows = await auditEntryRepository(ctx).changesOf(ids);
      const byId = new Map(rows.map((row) => [row.entryId, row]));
      return ids.map((key) => byId.get(key) ?? null);
    })
    .load(id);
  if (!stored || stored.changes === '[]') return [];
  const subjects = subjectsOf(decodeRecordedChanges(stored.changes), actor);
  const keys = await Promise.all(subjects.map((subject) => subjectKeys(ctx).load(subject)));
  return presentChanges(stored.changes, actor, personalOpener(ctx.services.keyring, keys));
}

function subjectKeys(ctx: Ctx) {
  return ctx.load<string, StoredSubjectKey>('audit.subject_key', async (ids) => {
    const rows = await subjectKeyRepository(ctx).byIds(ids);
    const byId = new Map(rows.map((row) => [row.subjectId, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** What the ids of an entry are called, as far as its reader may know. */
async function labelsOf(
  ctx: Ctx,
  entry: EntryFacts,
): Promise<{ actor: string | null; subject: string | null }> {
  const loader = ctx.load<string, string>('audit.label', (keys) => findLabels(ctx, keys));
  const named = ['Document', 'Space', 'Member'].includes(entry.subjectType);
  const [actor, subject] = await Promise.all([
    entry.actorId === null ? null : loader.load(`User:${entry.actorId}`),
    named && entry.subjectId !== null ? loader.load(`${entry.subjectType}:${entry.subjectId}`) : null,
  ]);
  return { actor, subject };
}

async function findLabels(ctx: Ctx, keys: readonly string[]): Promise<(string | null)[]> {
  const idsOf = (kind: Label['kind']): string[] =>
    keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  const labels = await labelRepository(ctx).find({
    User: idsOf('User'),
    Document: idsOf('Document'),
    Space: idsOf('Space'),
    Member: idsOf('Member'),
  });
  const texts = new Map(labels.map(({ kind, id, text }) => [`${kind}:${id}`, text]));
  return keys.map((key) => texts.get(key) ?? null);
}
