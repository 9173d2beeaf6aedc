import type { Actor } from '#runtime/actor/actor.js';
import { canonicalJson, decodeRecordedChanges, ENCODING_VERSION } from '#runtime/audit/encoding.js';
import type { Keyring } from '#runtime/crypto/keyring.js';
import type { AuditFilter, AuditPosition } from '../audit/audit-entry.js';
import type { AuditEntryRepository } from '../audit/audit-entry.repository.js';
import { auditScope, inScope } from '../audit/audit.policy.js';
import { openChanges, subjectsOf } from '../audit/present-changes.js';
import { personalOpener, type SubjectKeyRepository } from '../audit/subject-key.repository.js';

const BATCH = 1_000;

/**
 * The trail as JSON lines, newest first: one entry a line in its canonical fields (docs/security/audit-encoding.md),
 * with personal values in the clear as far as the reader may see them. Reads in batches; what is held in memory does
 * not grow with the file.
 */
export async function* writeLines(
  deps: { actor: Actor; entries: AuditEntryRepository; subjectKeys: SubjectKeyRepository; keyring: Keyring },
  filter: AuditFilter,
): AsyncGenerator<string, void, undefined> {
  const { actor, entries, subjectKeys, keyring } = deps;
  const scope = auditScope(actor);
  let position: AuditPosition | null = null;
  while (scope) {
    const rows = await entries.listWhole(scope, filter, position, BATCH);
    const readable = rows.filter((row) => inScope(scope, row));
    const subjects = subjectsOf(
      readable.flatMap((row) => decodeRecordedChanges(row.changes)),
      actor,
    );
    const open = personalOpener(keyring, subjects.length > 0 ? await subjectKeys.byIds(subjects) : []);
    const lines = readable.map((row) =>
      canonicalJson({ v: ENCODING_VERSION, ...row, changes: openChanges(row.changes, actor, open) }),
    );
    if (lines.length > 0) yield `${lines.join('\n')}\n`;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    position = [last.at, last.entryId];
  }
}
